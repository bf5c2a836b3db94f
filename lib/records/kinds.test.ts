import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { noticeSubjects } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import '#lib/testing/world.ts'
import { kinds } from './kinds.ts'
import { referencePattern } from './reference.ts'

test('every table of records that have a number of their own and an audience is a kind, and watched as its row says', async () => {
  const { rows } = await asSystem((tx) =>
    tx.execute<{ name: string; watched: boolean }>(sql`
      select relname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'watch') as watched
      from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
        and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and attname in ('reference', 'audience'))
      order by relname`),
  )
  const known = Object.values(kinds).map(({ table, watched }) => ({ name: table, watched: watched === true }))
  expect(rows).toEqual(known.sort((one, other) => one.name.localeCompare(other.name)))
})

test('each has a letter of its own, by which its references are known, and can be the subject of a notice', () => {
  const letters = Object.values(kinds).map(({ letter }) => letter)
  expect(new Set(letters).size).toBe(letters.length)
  for (const letter of letters) expect(`${letter}-2026-31`).toMatch(referencePattern)
  for (const kind of Object.keys(kinds)) expect(noticeSubjects.kind.enumValues).toContain(kind)
})
