import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { getIncident } from '#lib/incidents/queries.ts'
import { listOutbox } from '#lib/notices/queries.ts'
import { all, askedZone, idsIn, instantIn, one } from '#lib/portal/reader.ts'
import { listSubscribers } from '#lib/subscribers/queries.ts'
import { makeWorld, type World } from '#lib/testing/world.ts'
import { getWindow, listWindowsForStaff, windowLists } from '#lib/windows/queries.ts'

/** What anybody writes into an address reaches the database only as what it can hold. */
const words: [string, string | string[] | undefined, string[]][] = [
  ['a word', 'video', ['video']],
  ['Devanagari', 'समय', ['समय']],
  ['a pattern', '100%_\\', ['100%_\\']],
  ['a quote', `' or 1=1 --`, [`' or 1=1 --`]],
  ['a name of a prototype', '__proto__', ['__proto__']],
  ['several', ['a', 'b'], ['a', 'b']],
  ['nothing', undefined, []],
  ['an empty one', '', []],
  ['a NUL', 'a\u0000b', []],
  ['a line break', 'a\nb', []],
  ['half a letter', 'a\ud83d', []],
  ['a NUL beside a word', ['\u0000', 'b'], ['b']],
  ['too much', 'x'.repeat(201), []],
]
test.each(words)('%s', (_, said, heard) => {
  const query = { q: said }
  expect(all(query, 'q')).toEqual(heard)
  expect(one(query, 'q')).toBe(heard[0])
})

test.each([
  ['2026-11-29T20:00:00.000Z', true],
  ['2026-11-29', true],
  ['9999-99-99', false],
  ['9999-12-31', false],
  ['0000-01-01', false],
  ['-271821-04-20T00:00:00.000Z', false],
  ['+275760-09-13T00:00:00.000Z', false],
  ['2026-02-30', false],
  ['1e999', false],
  ['now', false],
  ['', false],
])('a moment: %s', (said, is) => expect(instantIn({ before: said }, 'before') !== undefined).toBe(is))

test.each(['Mars/Base', '+05:30', 'utc\u0000', '__proto__', '../UTC'])('no zone: %j', (zone) =>
  expect(askedZone({ zone })).toBeNull(),
)

test.each(['%00', '\u0000', 'a b', '../x', 'a/b', "'", 'x'.repeat(101), 'é', '%'])('no page at %j', (id) =>
  expect(idsIn(Promise.resolve({ locale: 'en', id }))).rejects.toThrow(/404|NOT_FOUND/),
)
test.each(['abcdefghijkm', 'M-2026-31', 'abc.x1y2.Zz-_', '__proto__'])('%j may be one', (id) =>
  expect(idsIn(Promise.resolve({ locale: 'en', id }))).resolves.toEqual({ locale: 'en', id }),
)

test('every page reads its path and its query through these', () => {
  const app = join(import.meta.dirname, '../../app')
  const pages = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('page.tsx'))
  expect(pages.length).toBeGreaterThan(30)
  for (const file of pages) {
    const text = readFileSync(join(app, file), 'utf8')
    if (/\[(?!locale|\.|\[)/.test(file)) expect(text, file).not.toMatch(/= await params\b/)
    // `query.zone` says only whether a zone was asked for.
    expect(text.replaceAll('query.zone ?', ''), file).not.toMatch(
      /\bquery(\.|\[)|= await searchParams\)?\.|\} = await searchParams/,
    )
  }
})

describe('what is heard is looked for as it stands', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  const heard = words.flatMap(([, , kept]) => kept)
  test.each(heard)('%j', async (word) => {
    await asReader(world.operator, async (tx) => {
      for (const which of windowLists) expect(await listWindowsForStaff(tx, which, word)).toEqual([])
      expect((await listSubscribers(tx, word)).rows).toEqual([])
      expect(await listAudit(tx, { kind: word, id: word })).toEqual([])
      expect(await listOutbox(tx, 10, instantIn({ before: word }, 'before'))).toEqual([])
      expect(await getWindow(tx, word, new Date())).toBeNull()
      expect(await getIncident(tx, word)).toBeFalsy()
    })
  })
})
