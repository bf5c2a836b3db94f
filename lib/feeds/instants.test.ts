import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { beforeAll, describe, expect, test } from 'vitest'
import { windows } from '#db/schema/windows.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { serialiseCalendar } from './calendar.ts'
import { readFeed } from './queries.ts'

const now = new Date('2026-11-01T09:00:00Z')
const later = new Date('2026-11-02T10:30:00Z')
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

type Entry = { start: Date; end: Date; sequence: number; status: string; stamp: Date; modified: Date }

/** The feed as a stranger gets it, read by two parsers that share nothing; what they say of a window must agree. */
async function readBack(id: string, at = later): Promise<Entry> {
  const text = await asReader(null, async (tx) => {
    const { name, windows, spans } = await readFeed(tx, new URLSearchParams(), at)
    return serialiseCalendar(name, 'https://almanac.example', 'en', windows, spans)
  })
  const uid = `${id}@almanac`
  const all = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  for (const property of ['dtstamp', 'uid', 'sequence', 'status'])
    expect(
      all.every((event) => event.hasProperty(property)),
      property,
    ).toBe(true)
  const found = all.filter((event) => event.getFirstPropertyValue('uid') === uid)
  expect(found).toHaveLength(1)
  const [event] = found
  if (!event) throw new Error('no entry')
  const instant = (name: string) => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate()
  const one: Entry = {
    start: instant('dtstart'),
    end: instant('dtend'),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    status: String(event.getFirstPropertyValue('status')),
    stamp: instant('dtstamp'),
    modified: instant('last-modified'),
  }
  const entry = nodeIcal.sync.parseICS(text)[uid]
  if (entry?.type !== 'VEVENT') throw new Error('no entry')
  const other = {
    start: new Date(entry.start),
    end: entry.end ? new Date(entry.end) : null,
    sequence: Number(entry.sequence),
    status: String(entry.status),
    stamp: new Date(entry.dtstamp ?? 0),
    modified: new Date(entry.lastmodified ?? 0),
  }
  expect(other).toEqual(one)
  return one
}

const stored = async (id: string) => (await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id))))[0]
const planned = async (plan: ReturnType<typeof planFor>) => {
  const { id } = await draftWindow(world.operator, plan, now)
  await planWindow(world.operator, { id }, now)
  return id
}

describe('both parsers give the instants of the database', () => {
  const nights: [string, 'smart' | 'demo', string, string, string, string, number][] = [
    [
      'the night clocks go forward',
      'smart',
      '2027-03-27T23:00',
      '2027-03-28T04:00',
      '2027-03-27T23:00Z',
      '2027-03-28T03:00Z',
      240,
    ],
    [
      'the night clocks go back',
      'smart',
      '2027-10-30T23:00',
      '2027-10-31T04:00',
      '2027-10-30T22:00Z',
      '2027-10-31T04:00Z',
      360,
    ],
    [
      'the evening before',
      'smart',
      '2027-03-27T20:00',
      '2027-03-27T23:30',
      '2027-03-27T20:00Z',
      '2027-03-27T23:30Z',
      210,
    ],
    [
      'the evening after',
      'smart',
      '2027-10-31T20:00',
      '2027-11-01T02:00',
      '2027-10-31T20:00Z',
      '2027-11-01T02:00Z',
      360,
    ],
    [
      'in India in spring',
      'demo',
      '2027-03-28T01:00',
      '2027-03-28T05:00',
      '2027-03-27T19:30Z',
      '2027-03-27T23:30Z',
      240,
    ],
    [
      'in India in autumn',
      'demo',
      '2027-10-31T01:00',
      '2027-10-31T05:00',
      '2027-10-30T19:30Z',
      '2027-10-30T23:30Z',
      240,
    ],
  ]
  test.each(nights)('%s', async (_, service, startsLocal, endsLocal, start, end, minutes) => {
    const id = await planned(
      planFor(world[service], { startsLocal, endsLocal, downtime: null, effect: { en: 'Slower.' } }),
    )
    const row = await stored(id)
    expect(row).toMatchObject({ startsAt: new Date(start), endsAt: new Date(end), minutes })
    const entry = await readBack(id)
    expect(entry).toMatchObject({ start: row?.startsAt, end: row?.endsAt, status: 'TENTATIVE', stamp: now })
  })
})

test('a moved window keeps its UID, rises in SEQUENCE and says when; a cancelled one stays as cancelled', async () => {
  const id = await planned(planFor(world.smart, { startsLocal: '2027-03-21T20:00', endsLocal: '2027-03-22T02:00' }))
  const before = await readBack(id)
  expect(before).toMatchObject({ status: 'TENTATIVE', start: new Date('2027-03-21T20:00Z'), stamp: now, modified: now })

  const announcing = new Date('2026-11-01T12:00:00Z')
  await announceWindow(world.operator, { id }, announcing)
  const announced = await readBack(id)
  expect(announced).toMatchObject({ status: 'CONFIRMED', start: before.start, stamp: announcing })

  const moving = new Date('2026-11-02T08:15:00Z')
  await rescheduleWindow(
    world.operator,
    { id, startsLocal: '2027-03-27T21:00', endsLocal: '2027-03-28T04:00', reason: { en: 'The night is free.' } },
    moving,
  )
  const moved = await readBack(id)
  expect(moved).toMatchObject({
    status: 'CONFIRMED',
    start: new Date('2027-03-27T21:00Z'),
    end: new Date('2027-03-28T03:00Z'),
    stamp: moving,
    modified: moving,
  })
  expect(moved.sequence).toBeGreaterThan(announced.sequence)

  await cancelWindow(world.operator, { id, reason: { en: 'Not needed.' } }, later)
  const cancelled = await readBack(id)
  expect(cancelled).toMatchObject({ status: 'CANCELLED', start: moved.start, end: moved.end, stamp: later })
  expect(cancelled.sequence).toBeGreaterThan(moved.sequence)
})
