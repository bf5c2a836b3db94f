import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { freezes } from '#db/schema/freezes.ts'
import { notices } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { editionNumber, makeWorld, type World } from '#lib/testing/world.ts'
import { importSchedule } from './import-schedule.ts'
import { readSchedule } from './read-schedule.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const now = new Date('2026-11-01T00:00:00Z')
const real = () => readFile(new URL('../../lib/demo/real-windows.csv', import.meta.url), 'utf8')
const head = 'service,title,starts_local,ends_local,time_zone,kind,note,source\n'

describe('reading', () => {
  test('the real schedules: every line, with the instants of its zone', async () => {
    const { rows, bad } = readSchedule(await real())
    expect(bad).toEqual([])
    expect(rows).toHaveLength(29)
    expect(rows[0]).toMatchObject({
      line: 2,
      service: 'BSC Central Systems',
      startsAt: new Date('2025-06-04T19:30Z'),
      endsAt: new Date('2025-06-04T23:15Z'),
      minutes: 225,
    })
  })

  const cases: [string, string, string[]][] = [
    ['an end before the start', 'A,B,2026-01-02T10:00,2026-01-02T09:00,UTC,planned,,', ['ends-before-start']],
    ['an unknown zone', 'A,B,2026-01-02T10:00,2026-01-02T11:00,Mars/Base,planned,,', ['unknown-zone']],
    [
      'a time that a clock change skips',
      'A,B,2026-03-29T01:30,2026-03-29T03:00,Europe/London,planned,,',
      ['time-skipped-there'],
    ],
    [
      'no title and an unknown kind',
      'A,,2026-01-02T10:00,2026-01-02T11:00,UTC,party,,',
      ['required', 'unknown-import-kind'],
    ],
    ['script', 'A,<script>x</script>,2026-01-02T10:00,2026-01-02T11:00,UTC,planned,,', ['markup']],
    ['a freeze of hours', 'A,B,2026-01-02T10:00,2026-01-03T00:00,UTC,freeze,,', ['freeze-not-whole-days']],
    ['too few columns', 'A,B,2026-01-02T10:00', ['wrong-columns']],
  ]
  test.each(cases)('%s is a bad line with its number', (_, line, codes) => {
    const { rows, bad } = readSchedule(`${head}Good,One,2026-01-02T10:00,2026-01-02T11:00,UTC,planned,,\n${line}\n`)
    expect(rows).toHaveLength(1)
    expect(bad.map((one) => [one.line, one.reasons.map((reason) => reason.code)])).toEqual([[3, codes]])
  })

  test('a line said twice is bad the second time', () => {
    const line = 'A,B,2026-01-02T10:00,2026-01-02T11:00,UTC,planned,,\n'
    expect(readSchedule(head + line + line).bad).toEqual([
      { line: 3, reasons: [{ code: 'same-as-line', facts: { line: 2 } }] },
    ])
  })

  test.each(['', 'name,when\nA,B\n', '\u0000\u0001', '{"not": "csv"}'])(
    'what is no such file is refused: %j',
    (file) => {
      expect(() => readSchedule(file)).toThrow(Refusal)
    },
  )
})

describe('importing', () => {
  test('makes services and closed or planned entries, tells nobody, and changes nothing the second time', async () => {
    const first = await importSchedule(world.operator, await real(), {}, now)
    expect(first).toMatchObject({ windows: 21, freezes: 8, services: 8, known: 0 })
    const rows = await asSystem((tx) => tx.select().from(windows))
    expect(rows.filter((row) => row.state === 'planned').map((row) => row.startsLocal)).toEqual(['2026-11-14T00:00'])
    expect(rows.filter((row) => row.state === 'completed')).toHaveLength(20)
    expect(await asSystem((tx) => tx.select().from(freezes))).toHaveLength(8)
    expect(await asSystem((tx) => tx.select().from(notices))).toEqual([])

    const edition = await editionNumber()
    expect(await importSchedule(world.operator, await real(), {}, now)).toMatchObject({
      windows: 0,
      freezes: 0,
      services: 0,
      known: 29,
    })
    expect(await editionNumber()).toBe(edition)
  })

  test('with a bad line nothing goes in, unless the good ones are asked for', async () => {
    const file = `${head}Other,Good,2026-12-02T10:00,2026-12-02T11:00,UTC,planned,,\nOther,Bad,2026-12-02T10:00,2026-12-02T09:00,UTC,planned,,\n`
    await expect(importSchedule(world.operator, file, {}, now)).rejects.toMatchObject({
      reasons: [{ code: 'bad-lines', facts: { count: 1 } }],
    })
    expect((await asSystem((tx) => tx.select().from(services))).some((row) => row.importedAs === 'Other')).toBe(false)
    expect(await importSchedule(world.operator, file, { goodOnly: true }, now)).toMatchObject({
      windows: 1,
      services: 1,
      bad: [{ line: 3 }],
    })
  })

  test('new services are hidden when it is asked for; one that is here stays as it is', async () => {
    const row = (service: string, day: string) => `${service},Works,${day}T10:00,${day}T11:00,UTC,planned,,\n`
    await importSchedule(world.operator, `${head}${row('Seen', '2026-12-03')}`, {}, now)
    const both = `${head}${row('Seen', '2026-12-04')}${row('Unseen', '2026-12-04')}`
    await importSchedule(world.operator, both, { hidden: true }, now)
    const rows = await asSystem((tx) => tx.select().from(services))
    const hiddenAt = (name: string) => rows.find((one) => one.importedAs === name)?.hiddenAt
    expect([hiddenAt('Seen'), hiddenAt('Unseen')]).toEqual([null, now])
  })

  test('only who administers may: no scheduler, auditor or member', async () => {
    for (const person of [world.scheduler, world.auditor, world.stranger, world.memberA]) {
      await expect(importSchedule(person, await real(), {}, now)).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })
})
