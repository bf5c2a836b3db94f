import { eq } from 'drizzle-orm'
import { windows } from '#db/schema/windows.ts'
import { parse } from '#lib/input.ts'
import { openRecord } from '#lib/records/change-record.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { windowRecord } from './change-window.ts'
import { windowSeen } from './input.ts'

/** Removes a draft for good; what was published is cancelled instead. */
export async function discardDraft(
  actor: Actor,
  input: { id: string; version?: number },
  now = new Date(),
): Promise<void> {
  const seen = parse(windowSeen, input)
  return act(actor, async (acting) => {
    const window = await openRecord(acting, windowRecord, seen, 'discard', now)
    await acting.tx.delete(windows).where(eq(windows.id, window.id))
    await record(acting, {
      action: 'window.discard',
      subject: { kind: 'window', id: window.id, serviceId: window.serviceId },
      before: { title: window.title },
    })
  })
}
