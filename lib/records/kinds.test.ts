import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { asReader, asSystem } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { makeWorld, planFor } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { type Kind, kinds } from './kinds.ts'
import { referencePattern } from './reference.ts'

test('every table of records that have a number of their own and an audience is a kind, and watched as its row says', async () => {
  const { rows } = await asSystem((tx) =>
    tx.execute<{ name: string; watched: boolean }>(sql`
      select relname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like 'watch%') as watched
      from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
        and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and attname in ('reference', 'audience'))
      order by relname`),
  )
  const known = Object.values(kinds).map(({ table, watched }) => ({ name: table, watched: watched === true }))
  expect(rows).toEqual(known.sort((one, other) => one.name.localeCompare(other.name)))
})

test('each has a letter of its own, by which its references are known', () => {
  const letters = Object.values(kinds).map(({ letter }) => letter)
  expect(new Set(letters).size).toBe(letters.length)
  for (const letter of letters) expect(`${letter}-2026-31`).toMatch(referencePattern)
})

test('the audit log names each that commands make by its reference', async () => {
  const world = await makeWorld()
  const now = new Date('2026-10-01T09:00:00Z')
  const made: Record<Kind, { id: string; reference: string | null } | null> = {
    incident: await declareIncident(
      world.scheduler,
      { serviceId: world.smart.id, title: { en: 'Trouble' }, text: { en: 'We look.' }, severity: 'low' },
      now,
    ),
    freeze: await publishFreeze(
      world.scheduler,
      {
        ...{ serviceId: world.smart.id, kind: 'code_merge', title: { en: 'Freeze' } },
        ...{ firstDay: '2027-03-01', lastDay: '2027-03-04' },
      },
      now,
    ),
    window: await announceWindow(world.scheduler, await draftWindow(world.scheduler, planFor(world.smart), now), now),
    release: null,
  }
  for (const [kind, record] of Object.entries(made)) {
    if (!record) continue
    const [entry] = await asReader(world.auditor, (tx) => listAudit(tx, { kind, id: record.id }))
    expect(record.reference).toBeTruthy()
    expect(entry).toMatchObject({ subjectKind: kind, reference: record.reference })
  }
})
