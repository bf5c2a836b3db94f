import type { Preset } from './preset.ts'

/** A payment hub: Mojaloop, Release management for a Hub Operator. */
export const mojaloop: Preset = {
  slug: 'mojaloop',
  letter: 'J',
  name: { en: 'Mojaloop hub', hi: 'Mojaloop हब' },
  timeZone: 'Africa/Nairobi',
  policy: {
    source: 'Mojaloop, Release management',
    kinds: [
      {
        code: 'release',
        carries: ['program-increment'],
        name: { en: 'Hub release', hi: 'हब रिलीज़' },
        urgent: false,
        notice: { amount: 14, unit: 'days', source: 'Mojaloop, Release process; days: Preset' },
      },
      {
        code: 'hotfix',
        carries: ['hotfix'],
        name: { en: 'Hotfix, as a whole release', hi: 'हॉटफ़िक्स, पूरी रिलीज़ के रूप में' },
        urgent: true,
        notice: null,
      },
    ],
    alertLeadDays: { value: null, source: 'Preset' },
    reminderMinutes: { value: 60, source: 'Preset' },
    updateEveryMinutes: { value: 60, source: 'Preset' },
    freezeLeadDays: { value: 14, source: 'Preset' },
    weekend: [6, 7],
    holidays: null,
    nights: { value: [6], source: 'Preset' },
    regions: [
      {
        name: { en: 'East Africa', hi: 'पूर्वी अफ़्रीका' },
        timeZone: 'Africa/Nairobi',
        peak: { from: '07:00', to: '21:00' },
      },
    ],
    regionsSource: 'Preset',
  },
  environments: [
    // Whoever supports the hub validates a release before it is put into the hub's own environments (Mojaloop, Release process).
    { slug: 'validation', name: { en: 'Validation', hi: 'सत्यापन' } },
    { slug: 'development', name: { en: 'Development', hi: 'डेवलपमेंट' } },
    { slug: 'production', name: { en: 'Production', hi: 'प्रोडक्शन' }, live: true },
  ],
  streams: [
    { name: { en: 'Hub releases', hi: 'हब रिलीज़' }, environments: ['validation', 'development', 'production'] },
  ],
  components: [
    {
      group: { en: 'Switch', hi: 'स्विच' },
      items: [
        {
          slug: 'account-lookup',
          name: { en: 'Account look-up', hi: 'खाता खोज' },
          provider: 'Hub team',
          critical: true,
        },
        { slug: 'quotes', name: { en: 'Quotes', hi: 'कोट' }, provider: 'Hub team' },
        { slug: 'transfers', name: { en: 'Transfers', hi: 'अंतरण' }, provider: 'Hub team', critical: true },
        { slug: 'settlement', name: { en: 'Settlement', hi: 'निपटान' }, provider: 'Hub team', critical: true },
      ],
    },
    {
      group: { en: 'Participants', hi: 'प्रतिभागी' },
      items: [
        { slug: 'portal', name: { en: 'Participant portal', hi: 'प्रतिभागी पोर्टल' }, provider: 'Portal team' },
        { slug: 'reports', name: { en: 'Reports', hi: 'रिपोर्ट' }, provider: 'Portal team' },
      ],
    },
  ],
}
