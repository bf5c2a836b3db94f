/** What the parts are shown with: a window and its service as the portal would hold them. */
export const window = {
  reference: 'M-2026-7',
  title: { en: 'Upgrade of the message store', hi: 'संदेश भंडार का उन्नयन' },
  startsAt: new Date('2026-11-29T20:00Z'),
  endsAt: new Date('2026-11-30T02:00Z'),
}
export const service = { en: 'DCC smart metering', hi: 'DCC स्मार्ट मीटरिंग' }
export const zone = 'Europe/London'
