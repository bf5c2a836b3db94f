import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type CalendarSpan, type CalendarWindow, serialiseCalendar } from './calendar.ts'

const window = (changes: Partial<CalendarWindow> = {}): CalendarWindow => ({
  id: 'abcdefghijkm',
  reference: 'M-2026-1',
  service: { en: 'DCC', hi: 'DCC' },
  environment: null,
  title: { en: 'Maintenance', hi: 'नियोजित रखरखाव, जिसका शीर्षक पचहत्तर अष्टक से कहीं अधिक लंबा है' },
  description: { en: 'One; two, three\nfour' },
  state: 'announced',
  startsAt: new Date('2026-10-25T00:30:00Z'),
  endsAt: new Date('2026-10-25T02:30:00Z'),
  timeZone: 'Europe/London',
  release: false,
  sequence: 3,
  stamp: new Date('2026-10-01T09:00:00Z'),
  path: '/schedule/M-2026-1',
  ...changes,
})
const freeze: CalendarSpan = {
  ...{ id: 'f', kind: 'freeze', reference: 'F-2026-1', status: 'published', service: { en: 'DCC' } },
  ...{ title: { en: 'Christmas', hi: 'क्रिसमस' }, text: null, startsOn: '2026-12-18', endsOn: '2027-01-09' },
  ...{ timeZone: 'Europe/London', sequence: 0, cancelled: false, stamp: new Date(0), path: '/' },
}
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))

test('an entry keeps its UID, its UTC instants and its sequence', () => {
  const [event] = events(serialiseCalendar('Almanac', 'https://a.example', 'en', [window()], []))
  expect(event).toMatchObject({
    uid: 'abcdefghijkm@almanac',
    sequence: 3,
    summary: 'DCC: Maintenance',
    description: 'One; two, three\nfour\n\nM-2026-1',
  })
  expect(event?.startDate.toJSDate()).toEqual(new Date('2026-10-25T00:30:00Z'))
  expect(event?.endDate.toJSDate()).toEqual(new Date('2026-10-25T02:30:00Z'))
})

test.each([
  ['planned', 'TENTATIVE'],
  ['announced', 'CONFIRMED'],
  ['in_progress', 'CONFIRMED'],
  ['cancelled', 'CANCELLED'],
] as const)('%s is %s', (state, status) => {
  const [event] = events(serialiseCalendar('Almanac', '', 'en', [window({ state })], []))
  expect(event?.component.getFirstPropertyValue('status')).toBe(status)
})

test.each([
  ['en', 'Cancelled: DCC: Maintenance', 'Cancelled: DCC: Christmas'],
  ['hi', 'रद्द: DCC: नियोजित रखरखाव, जिसका शीर्षक पचहत्तर अष्टक से कहीं अधिक लंबा है', 'रद्द: DCC: क्रिसमस'],
] as const)('what is cancelled says so in its summary, for programs that show no status (%s)', (locale, one, other) => {
  const span = { ...freeze, cancelled: true }
  const text = serialiseCalendar(
    'Almanac',
    '',
    locale,
    [window({ state: 'cancelled' }), window({ id: 'b' })],
    [span, freeze],
  )
  const summaries = events(text).map(({ summary }) => summary)
  expect([summaries[0], summaries[2]]).toEqual([one, other])
  for (const kept of [summaries[1], summaries[3]]) expect(kept).toMatch(/^DCC: /)
})

test('lines end with CRLF and are folded at 75 octets, in Hindi too', () => {
  const text = serialiseCalendar('Almanac', 'https://a.example', 'hi', [window()], [])
  const lines = text.split('\r\n')
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  expect(events(text)[0]?.summary).toBe('DCC: नियोजित रखरखाव, जिसका शीर्षक पचहत्तर अष्टक से कहीं अधिक लंबा है')
})

test('the calendar has a name and says how often to ask', () => {
  const text = serialiseCalendar('Almanac: DCC', '', 'en', [], [])
  for (const line of [
    'NAME:Almanac: DCC',
    'X-WR-CALNAME:Almanac: DCC',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ])
    expect(text.split('\r\n')).toContain(line)
})

test.each(['UTC', 'Asia/Kolkata', 'America/New_York'])(
  'a freeze covers whole days, wherever the process runs (%s)',
  (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      const text = serialiseCalendar('Almanac', '', 'en', [], [freeze])
      expect(text).toContain('DTSTART;VALUE=DATE:20261218')
      expect(text).toContain('DTEND;VALUE=DATE:20270109')
    } finally {
      process.env.TZ = before
    }
  },
)
