import { parse } from '#lib/input.ts'
import { changeRecord } from '#lib/records/change-record.ts'
import type { Actor } from '#lib/records/command.ts'
import { freezeSeen } from './input.ts'
import { freezeRecord } from './record.ts'

/** Lifts a freeze. It stays on the record and in feeds, marked cancelled; it is told. */
export async function cancelFreeze(
  actor: Actor,
  input: { id: string; version?: number },
  now = new Date(),
): Promise<void> {
  await changeRecord(actor, freezeRecord, parse(freezeSeen, input), 'cancel', now, (_, { startsOn, endsOn }) => ({
    set: { cancelledAt: now },
    notice: { event: 'freeze-cancelled' as const },
    before: { startsOn, endsOn },
  }))
}
