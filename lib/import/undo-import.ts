import { and, eq, notExists, sql } from 'drizzle-orm'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { imports } from '#db/schema/imports.ts'
import { incidents } from '#db/schema/incidents.ts'
import { policies } from '#db/schema/policies.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import { idInput } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'

export type Undone = { windows: number; freezes: number; services: number; kept: number }

/**
 * Takes an import back: windows and freezes that it made and that nobody has touched since, and services of it that have
 * nothing else. What was changed meanwhile stays, and is counted as kept.
 */
export function undoImport(actor: Actor, { id }: { id: string }, now = new Date()): Promise<Undone> {
  return act(actor, async (acting) => {
    acting.demand('administer')
    const { tx } = acting
    const known = idInput.safeParse(id).success
    const [made] = known ? await tx.select().from(imports).where(eq(imports.id, id)).for('update') : []
    if (!made) throw missing('no-such-import')
    if (made.undoneAt) refuseIf([{ code: 'already-undone' }])
    const gone = {
      windows: await tx
        .delete(windows)
        .where(and(eq(windows.importId, made.id), eq(windows.version, 1)))
        .returning({ id: windows.id }),
      freezes: await tx
        .delete(freezes)
        .where(and(eq(freezes.importId, made.id), eq(freezes.version, 1)))
        .returning({ id: freezes.id }),
    }
    const parts = [windows, freezes, releases, incidents, components, environments, policies]
    const removed = await tx
      .delete(services)
      .where(
        and(
          eq(services.importId, made.id),
          ...parts.map((part) =>
            notExists(tx.select({ one: sql`1` }).from(part).where(eq(part.serviceId, services.id))),
          ),
        ),
      )
      .returning({ id: services.id })
    await tx.update(imports).set({ undoneAt: now }).where(eq(imports.id, made.id))
    const counts = { windows: gone.windows.length, freezes: gone.freezes.length, services: removed.length }
    await record(acting, { action: 'schedule.undo-import', subject: { kind: 'import', id: made.id }, after: counts })
    return { ...counts, kept: made.windows + made.freezes - counts.windows - counts.freezes }
  })
}
