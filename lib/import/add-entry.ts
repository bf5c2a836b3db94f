import { freezeRecord } from '#lib/freezes/record.ts'
import { writeRecord } from '#lib/records/change-record.ts'
import type { Acting } from '#lib/records/command.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import type { NewEntry } from './foresee.ts'

/** Writes a window or a freeze that a file says, published, without a notice. */
export async function addEntry(
  acting: Acting,
  entry: NewEntry,
  serviceId: string,
  importId: string,
  now: Date,
): Promise<void> {
  const { startsLocal, endsLocal, minutes, timeZone, startsAt, endsAt, over } = entry
  const title = { en: entry.title }
  const common = {
    ...{ serviceId, importId, timeZone, startsAt, endsAt, title, audience: 'public' as const, tenants: [] },
    importedFrom: `${startsLocal} ${entry.title}`,
  }
  // Its number is of the year in which it was there first.
  const publishedAt = startsAt < now ? startsAt : now
  const after = { title, startsAt, endsAt }
  if (entry.kind === 'freeze') {
    const days = { startsOn: startsLocal.slice(0, 10), endsOn: endsLocal.slice(0, 10), environments: [] }
    const values = { ...common, ...days, kind: 'annual' as const, publishedAt }
    await writeRecord(acting, freezeRecord, 'import', { values, publishedAt, after }, now)
    return
  }
  const state = over ? ('completed' as const) : ('planned' as const)
  const values = {
    ...{ ...common, kind: entry.windowKind, state, description: noteOf(entry), startsLocal, minutes },
    publishedAt: over ? startsAt : now,
  }
  await writeRecord(acting, windowRecord, 'import', { values, publishedAt, after }, now)
}

const noteOf = ({ note, source }: NewEntry) => {
  const text = [note, source && `Source: ${source}.`].filter(Boolean).join(note.endsWith('.') ? ' ' : '. ')
  return text ? { en: text } : null
}
