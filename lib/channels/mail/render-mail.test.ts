import { describe, expect, test } from 'vitest'
import words from '#lib/i18n/messages/words.en.json' with { type: 'json' }
import { isPersonal, type Payload } from '#lib/notices/registry.ts'
import { mailRenderer } from './render-mail.tsx'

process.env.AUTH_SECRET ??= 'of the tests'

const lines = 'Versions move up.\nThe queue is emptied.\nNothing else.'
const texts = (en: string, hi = en) => ({ en, hi })
/** What a mail of an event says, with this title and these words of people. */
function payloadOf(event: string, title: string, said = lines): Payload {
  const at = '2026-11-01T09:00:00Z'
  const span = { startsAt: '2026-11-29T20:00:00Z', endsAt: '2026-11-30T02:00:00Z' }
  const service = { name: texts(`DCC ${title}`), timeZone: 'Europe/London', slug: 'dcc' }
  const common = { event, at, service, reference: 'X-2026-1', title: texts(title), message: texts(said) }
  const topics: Record<string, object> = {
    window: {
      ...{ ...common, ...span, before: span, downtime: null, effect: null, impacts: [], kind: texts('Maintenance') },
      ...{
        environments: [texts('Production')],
        description: texts(said),
        userChanges: null,
        releases: [],
        changes: [],
      },
    },
    incident: {
      ...{ ...common, severity: 'high', state: 'identified', startedAt: at, resolvedAt: null, window: null },
      ...{ impacts: [], advice: null },
    },
    freeze: { ...common, ...span, exceptions: texts(said) },
    schedule: {
      ...{ event, at, service, environment: texts('Production'), apart: null },
      windows: [{ reference: 'X-2026-1', ...span }],
    },
    subscription: { event, at, email: 'a@one.example', expiresAt: '2026-11-02T09:00:00Z' },
  }
  return topics[event.split('-')[0] ?? ''] as Payload
}
const mailOf = (payload: Payload, language: 'en' | 'hi', portal = 'Almanac') =>
  mailRenderer(
    payload,
    { en: portal, hi: portal },
    { base: 'https://almanac.example', from: 'notices@almanac.example' },
  )({
    id: 'r',
    email: 'a@one.example',
    language,
    timeZone: 'Asia/Kolkata',
    member: false,
  })

const events = Object.keys(words.event)

describe.each(['en', 'hi'] as const)('in %s', (language) => {
  test.each(events)('%s: no break in a title reaches the head of the mail', async (event) => {
    const broken = 'One\r\nBcc: all@one.example\u0000\u0085\u2028\u2029Two'
    const mail = await mailOf(payloadOf(event, broken), language, broken)
    for (const head of [mail.subject, mail.to, mail.from, ...Object.values(mail.headers)])
      expect(head).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    if (!isPersonal(event) && !event.startsWith('schedule-'))
      expect(mail.subject).toContain('One Bcc: all@one.example Two')
  })

  test.each(events)('%s: words as they are written, in both parts', async (event) => {
    const mail = await mailOf(payloadOf(event, 'OpenSSL on the iPad'), language)
    expect(mail.text).not.toMatch(/OPENSSL|IPAD|DCC OPENSSL/)
    if (event.startsWith('window-')) expect(mail.text).toContain('OpenSSL on the iPad')
  })
})

test.each(events.filter((event) => /^(window|incident|freeze)-/.test(event)))(
  '%s: what people wrote keeps its lines, in both parts',
  async (event) => {
    const mail = await mailOf(payloadOf(event, 'A title'), 'en')
    const written = lines.split('\n')
    expect(mail.text).toContain(written.join('\n'))
    expect(mail.html.replaceAll('<!-- -->', '')).toMatch(new RegExp(written.join('<br/?>')))
  },
)
