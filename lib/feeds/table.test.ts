import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { importSchedule } from '#lib/import/import-schedule.ts'
import { columns as ofTheImport, readSchedule } from '#lib/import/read-schedule.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { readFeed } from './queries.ts'
import { serialiseTable } from './table.ts'

const now = new Date('2026-11-01T09:00:00Z')
let world: World
const written = (asked = '') =>
  asReader(null, async (tx) => {
    const { locale, windows, spans } = await readFeed(tx, new URLSearchParams(asked), now)
    return serialiseTable('https://almanac.example', locale, windows, spans)
  })

beforeAll(async () => {
  world = await makeWorld()
  const plan = async (changes = {}) => {
    const { id } = await draftWindow(world.operator, planFor(world.smart, changes), now)
    await planWindow(world.operator, { id }, now)
    return id
  }
  await plan({
    title: { en: '=HYPERLINK("https://evil.example")', hi: 'रखरखाव' },
    description: { en: `Two lines,\n=1+1 and "quotes",\n\n- a third.` },
  })
  const gone = await plan({
    title: { en: 'Cancelled' },
    startsLocal: '2027-01-10T20:00',
    endsLocal: '2027-01-11T02:00',
  })
  await cancelWindow(world.operator, { id: gone, reason: { en: 'Not needed.' } }, now)
  await asSystem(async (tx) => {
    await tx.insert(releases).values({
      serviceId: world.smart.id,
      reference: 'R-2027-9',
      title: { en: 'Summer release' },
      version: '9.9',
      type: 'major',
      scope: 'final',
      pinned: true,
      targetOn: '2027-06-27',
    })
    await tx.insert(freezes).values({
      serviceId: world.smart.id,
      reference: 'F-2026-9',
      kind: 'annual',
      title: { en: 'Christmas freeze' },
      startsOn: '2026-12-18',
      endsOn: '2027-01-09',
      timeZone: 'Europe/London',
      startsAt: new Date('2026-12-18T00:00:00Z'),
      endsAt: new Date('2027-01-09T00:00:00Z'),
      publishedAt: now,
    })
  })
})

test('the columns of the import come first, then what else is known; times are local and UTC; what is cancelled is not there', async () => {
  const [head, ...rows] = parse(await written(), { bom: true }) as string[][]
  expect(head).toEqual([...ofTheImport, 'reference', 'status', 'starts_utc', 'ends_utc', 'environment'])
  expect(rows.map((row) => [row[2], row[3], row[5], ...row.slice(8, 12)])).toEqual([
    [
      '2026-11-29T20:00',
      '2026-11-30T02:00',
      'planned',
      'M-2026-1',
      'planned',
      '2026-11-29T20:00:00.000Z',
      '2026-11-30T02:00:00.000Z',
    ],
    [
      '2026-12-18T00:00',
      '2027-01-09T00:00',
      'freeze',
      'F-2026-9',
      'published',
      '2026-12-18T00:00:00.000Z',
      '2027-01-09T00:00:00.000Z',
    ],
    [
      '2027-06-27T00:00',
      '2027-06-28T00:00',
      'release',
      'R-2027-9',
      'final',
      '2027-06-26T23:00:00.000Z',
      '2027-06-27T23:00:00.000Z',
    ],
  ])
})

test('a cell that a spreadsheet would run is made text, and the import reads what was meant', async () => {
  const file = await written()
  expect(file).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
  expect(file.split('\r\n')[0]).toMatch(/^\ufeffservice,title,/)
  const { rows, bad } = readSchedule(file)
  expect(bad).toEqual([])
  // A note of several lines stays one record, none of its lines is run, and it is the same text again.
  expect(rows.find(({ note }) => note)?.note).toBe('Two lines,\n=1+1 and "quotes",\n\n- a third.')
  expect(file).toContain("'=1+1")
  expect(rows.map(({ title, kind, startsAt }) => [title, kind, startsAt])).toEqual([
    ['=HYPERLINK("https://evil.example")', 'planned', new Date('2026-11-29T20:00:00Z')],
    ['Christmas freeze', 'freeze', new Date('2026-12-18T00:00:00Z')],
    ['Summer release 9.9', 'release', new Date('2027-06-26T23:00:00Z')],
  ])
})

test.each(['', 'lang=hi'])('taken in where it came from, it changes nothing (%s)', async (asked) => {
  expect(await importSchedule('system', await written(asked), {}, now)).toMatchObject({
    windows: 0,
    freezes: 0,
    services: 0,
    known: 3,
  })
})

test('it follows the filter of the feed', async () => {
  expect(readSchedule(await written('service=digit')).rows).toEqual([])
  expect(readSchedule(await written('service=dcc&lang=hi')).rows.map(({ title }) => title)[0]).toBe('रखरखाव')
})
