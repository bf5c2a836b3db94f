import { describe, expect, test } from 'vitest'
import { tellers, wordNotice } from '#lib/notices/registry.ts'

/** Payloads as earlier versions stored them: what was written down is worded the same, whatever is added since. */
const common = {
  at: '2026-11-01T10:00:00.000Z',
  service: { name: { en: 'Smart metering', hi: 'स्मार्ट मीटरिंग' }, timeZone: 'Europe/London' },
  reference: 'M-2026-31',
  title: { en: 'Maintenance 2026-11', hi: 'रखरखाव 2026-11' },
  message: { en: 'A word.' },
}
const span = { startsAt: '2026-11-29T20:00:00.000Z', endsAt: '2026-11-30T02:00:00.000Z' }
const window = {
  ...common,
  ...span,
  kind: { en: 'Maintenance' },
  environments: [{ en: 'Production' }],
  before: { startsAt: '2026-11-28T20:00:00.000Z', endsAt: '2026-11-29T02:00:00.000Z' },
  downtime: span,
  effect: null,
  impacts: [
    { component: { en: 'SSI' }, impact: 'outage', note: null },
    { component: { en: 'DSP' }, impact: 'no_impact', note: null },
  ],
  description: { en: 'Versions move up.' },
  userChanges: null,
  releases: ['November release 3.1'],
  changes: [{ en: 'A certificate is renewed' }],
}
const incident = {
  ...common,
  reference: 'I-2026-1',
  severity: 'high',
  state: 'identified',
  startedAt: '2026-11-01T09:00:00.000Z',
  resolvedAt: null,
  window: 'M-2026-31',
  impacts: [{ component: { en: 'SSI' }, state: 'major' }],
}
const freeze = { ...common, ...span, reference: 'F-2026-1', message: null, exceptions: { en: 'Urgent ones.' } }
const schedule = {
  at: common.at,
  service: { ...common.service, slug: 'dcc' },
  environment: { en: 'Production' },
  apart: { smallest: 28, largest: 42 },
  windows: [{ reference: 'M-2026-32', ...span }],
}
const personal = { at: common.at, email: 'name@example.org', expiresAt: '2026-11-02T10:00:00.000Z' }

const stored = [
  ...[
    'window-announced',
    'window-reminder',
    'window-started',
    'window-update',
    'window-verifying',
    'window-finished',
    'window-rolling-back',
    'window-rolled-back',
    'window-rescheduled',
    'window-extended',
    'window-cancelled',
  ].map((event) => ({ event, ...window })),
  ...['incident-declared', 'incident-updated', 'incident-resolved', 'incident-reviewed'].map((event) => ({
    event,
    ...incident,
  })),
  ...['freeze-published', 'freeze-changed', 'freeze-cancelled'].map((event) => ({ event, ...freeze })),
  { event: 'schedule-published', ...schedule },
  { event: 'schedule-withdrawn', ...schedule, message: { en: 'The vendor moved.' } },
  { event: 'subscription-confirm', ...personal },
  { event: 'subscription-known', ...personal },
]

test('each event is told by one room', () => {
  const told = tellers.flatMap(({ events }) => Object.keys(events))
  expect(told).toEqual([...new Set(told)])
})

describe.each(['en', 'hi'] as const)('in %s', (locale) => {
  test.each(stored.map((payload) => [payload.event, payload] as const))('%s', (_, payload) => {
    expect(wordNotice(payload as never, locale, 'Asia/Kolkata', 'Almanac')).toMatchSnapshot()
  })
})
