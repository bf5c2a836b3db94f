import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { freezes } from '#db/schema/freezes.ts'
import { imports, uploads } from '#db/schema/imports.ts'
import { notices } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { tidy } from '#lib/jobs/tidy.ts'
import { auditOf, editionNumber, makeWorld, type World } from '#lib/testing/world.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { importSchedule } from './import-schedule.ts'
import { previewImport } from './preview-import.ts'
import { largestFile } from './read-schedule.ts'
import { undoImport } from './undo-import.ts'

const now = new Date('2026-11-01T00:00:00Z')
const head = 'service,title,starts_local,ends_local,time_zone,kind,note,source\n'
const bytes = (lines: string) => Buffer.from(head + lines)
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const preview = (lines: string, person = world.operator) =>
  previewImport(person, { name: 'plan.csv', bytes: bytes(lines) }, now)

const plan = [
  'New city,Old works,2026-01-10T20:00,2026-01-10T22:00,UTC,planned,,',
  'New city,Works,2026-12-10T20:00,2026-12-10T22:00,UTC,planned,,',
  'New city,Year end,2026-12-20T00:00,2027-01-03T00:00,UTC,freeze,,',
  'DCC smart metering,Works,2026-12-12T20:00,2026-12-12T22:00,Europe/London,planned,,',
].join('\n')

describe('what a file would do is said before it does it', () => {
  test('new services are named, what stands on the schedule is counted, and nothing is published', async () => {
    const edition = await editionNumber()
    expect(await preview(plan)).toMatchObject({
      ...{ name: 'plan.csv', total: 4, coming: 2, over: 1, freezes: 1, known: 0, services: ['New city'], bad: [] },
    })
    expect(await asSystem((tx) => tx.select().from(services))).toHaveLength(2)
    expect(await editionNumber()).toBe(edition)
  })

  test('it is what then happens, by the digest of the file, for who sent it and nobody else', async () => {
    const { digest } = await preview(plan)
    await expect(importSchedule(world.scheduler, { digest }, {}, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(importSchedule('system', { digest }, {}, now)).rejects.toMatchObject({
      reasons: [{ code: 'no-upload' }],
    })
    await expect(importSchedule(world.operator, { digest: 'f'.repeat(64) }, {}, now)).rejects.toMatchObject({
      reasons: [{ code: 'no-upload', field: 'file' }],
    })
    const imported = await importSchedule(world.operator, { digest }, {}, now)
    expect(imported).toMatchObject({ windows: 3, freezes: 1, services: 1, known: 0 })
    expect(await preview(plan)).toMatchObject({ total: 0, known: 4, services: [] })
    expect(await asSystem((tx) => tx.select().from(notices))).toEqual([])
  })

  test('only who administers may', async () => {
    for (const person of [world.scheduler, world.auditor, world.memberA])
      await expect(preview(plan, person)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('a file of as much as is promised is taken, one of more is refused in one sentence', async () => {
    const line = (number: number) =>
      `Big,Entry ${number},2026-01-${String(1 + (number % 28)).padStart(2, '0')}T10:00,2026-01-30T11:00,UTC,party,${'n'.repeat(3900)},\n`
    const count = Math.floor((largestFile - 5000) / Buffer.byteLength(line(1000)))
    const lines = Array.from({ length: count }, (_, number) => line(number)).join('')
    expect((await preview(lines)).bad.length).toBeGreaterThan(1000)
    await expect(preview(`${lines}${line(1)}${line(2)}`)).rejects.toMatchObject({
      reasons: [{ code: 'file-too-large', field: 'file', facts: { limit: 5 } }],
    })
  })

  test('what was sent and not imported is forgotten after a day', async () => {
    await preview(plan)
    await tidy(new Date(now.getTime() + 23 * 3_600_000))
    expect(await asSystem((tx) => tx.select().from(uploads))).not.toEqual([])
    await tidy(new Date(now.getTime() + 25 * 3_600_000))
    expect(await asSystem((tx) => tx.select().from(uploads))).toEqual([])
  })
})

describe('an import keeps the limits of every other entrance', () => {
  const codes = async (line: string) =>
    (await preview(line)).bad.flatMap(({ reasons }) => reasons.map(({ code, field }) => `${field}:${code}`))
  test.each([
    ['51 days', 'A,Long,2026-12-01T00:00,2027-01-21T00:00,UTC,planned,,', ['ends_local:too-many-days']],
    ['a freeze of 121 days', 'A,Long,2027-01-01T00:00,2027-05-03T00:00,UTC,freeze,,', ['ends_local:too-many-days']],
    [
      'further than the schedule reaches',
      'A,Far,2031-01-01T00:00,2031-01-01T01:00,UTC,planned,,',
      ['starts_local:beyond-horizon'],
    ],
    ['a title of two lines', 'A,"Two\nlines",2026-12-01T00:00,2026-12-01T01:00,UTC,planned,,', ['title:one-line']],
    ['a service of two lines', '"A\nB",One,2026-12-01T00:00,2026-12-01T01:00,UTC,planned,,', ['service:one-line']],
    [
      'a title of 121 characters',
      `A,${'x'.repeat(121)},2026-12-01T00:00,2026-12-01T01:00,UTC,planned,,`,
      ['title:too-long'],
    ],
    ['fourteen days', 'A,Long,2026-12-01T00:00,2026-12-15T00:00,UTC,planned,,', []],
    ['a freeze of 120 days over a clock change', 'A,Long,2026-10-01T00:00,2027-01-29T00:00,Europe/London,freeze,,', []],
  ])('%s', async (_, line, expected) => {
    expect(await codes(line)).toEqual(expected)
  })

  test('an imported window is one like any other: of a kind that its policy has, moved, and cancelled', async () => {
    const [window] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.serviceId, world.smart.id)))
    expect(window?.kind).toBe('maintenance')
    const id = window?.id ?? ''
    const times = { startsLocal: '2026-12-13T20:00', endsLocal: '2026-12-13T22:00' }
    await rescheduleWindow(world.operator, { id, ...times, reason: { en: 'Another day.' } }, now)
    await cancelWindow(world.operator, { id, reason: { en: 'Not needed.' } }, now)
  })
})

describe('an import is taken back', () => {
  test('with the services that have nothing else; what was changed since stays', async () => {
    const [made] = await asSystem((tx) => tx.select().from(imports))
    const id = made?.id ?? ''
    await expect(undoImport(world.scheduler, { id }, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(undoImport(world.operator, { id: 'none' }, now)).rejects.toMatchObject({ kind: 'missing' })
    const edition = await editionNumber()
    // The one of DCC was moved and cancelled above.
    expect(await undoImport(world.operator, { id }, now)).toEqual({ windows: 2, freezes: 1, services: 1, kept: 1 })
    expect(await editionNumber()).toBe(edition + 1)
    expect(await asSystem((tx) => tx.select().from(freezes))).toEqual([])
    expect((await asSystem((tx) => tx.select().from(services))).map(({ importedAs }) => importedAs)).toEqual([
      null,
      null,
    ])
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['schedule.import', 'schedule.undo-import'])
    await expect(undoImport(world.operator, { id }, now)).rejects.toMatchObject({
      reasons: [{ code: 'already-undone' }],
    })
    expect(await preview(plan)).toMatchObject({ total: 3, known: 1, services: ['New city'] })
  })
})
