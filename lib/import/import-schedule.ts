import { imports } from '#db/schema/imports.ts'
import { services } from '#db/schema/services.ts'
import { invalid, missing } from '#lib/errors.ts'
import { type Acting, type Actor, act, record } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { addEntry } from './add-entry.ts'
import { foresee, knownServices, type NewService, servicesIn } from './foresee.ts'
import { freeSlug } from './free-slug.ts'
import { type BadLine, readSchedule } from './read-schedule.ts'
import { type Upload, uploadOf } from './uploads.ts'

export type Imported = {
  /** Null: there was nothing new. */
  id: string | null
  windows: number
  freezes: number
  services: number
  known: number
  bad: BadLine[]
}

/**
 * Takes a schedule file in: windows and releases as closed entries when they are over and as planned ones otherwise,
 * freezes as freezes; of services made for them, without notices. What is known by service, title and start is left as
 * it is, so that importing twice changes nothing. With bad lines nothing goes in unless `goodOnly`. `hidden`: new services
 * are seen by staff alone until somebody shows them.
 *
 * @param file its text, or the digest of what the same person has sent before
 */
export function importSchedule(
  actor: Actor,
  file: string | { digest: string },
  options: { goodOnly?: boolean; hidden?: boolean } = {},
  now = new Date(),
): Promise<Imported> {
  return act(actor, async (acting) => {
    acting.demand('administer')
    const { name, content }: Pick<Upload, 'name' | 'content'> | { name: null; content: string } =
      typeof file === 'string' ? { name: null, content: file } : await uploadOf(acting, file.digest)
    const { rows, bad: unread } = readSchedule(content)
    // Of two imports at once the second sees what the first has made.
    await lockSchedule(acting.tx, 'import')
    const here = await knownServices(acting.tx, servicesIn(rows))
    for (const serviceId of [...here.values()].sort()) await lockSchedule(acting.tx, serviceId)
    const { entries, known, services: made, ids, bad: refused } = await foresee(acting.tx, rows, now)
    const bad = [...unread, ...refused].sort((one, other) => one.line - other.line)
    if (bad.length && !options.goodOnly)
      throw invalid({ code: 'bad-lines', field: 'file', facts: { count: bad.length } })
    const freezes = entries.filter(({ kind }) => kind === 'freeze').length
    const counts = { windows: entries.length - freezes, freezes, services: made.length }
    if (!entries.length) return { id: null, ...counts, services: 0, known, bad }

    const [stored] = await acting.tx
      .insert(imports)
      .values({ ...counts, name, personId: acting.personId, at: now })
      .returning()
    if (!stored) throw missing('no-upload')
    const hiddenAt = options.hidden ? now : null
    for (const service of made)
      ids.set(service.name, await addService(acting, service, { importId: stored.id, hiddenAt }))
    for (const entry of entries) await addEntry(acting, entry, ids.get(entry.service) ?? '', stored.id, now)
    await record(acting, {
      action: 'schedule.import',
      subject: { kind: 'import', id: stored.id },
      after: { ...counts, known },
    })
    return { id: stored.id, ...counts, known, bad }
  })
}

async function addService(
  acting: Acting,
  { name, timeZone }: NewService,
  how: { importId: string; hiddenAt: Date | null },
): Promise<string> {
  const [service] = await acting.tx
    .insert(services)
    .values({ slug: await freeSlug(acting.tx, name), name: { en: name }, timeZone, importedAs: name, ...how })
    .returning()
  if (!service) throw missing('unknown-service')
  return service.id
}
