import type { Preset } from './preset.ts'

/** A demo of public services with two tenants: DIGIT demo environment procedure. */
export const digit: Preset = {
  slug: 'digit',
  letter: 'G',
  name: { en: 'DIGIT demo', hi: 'DIGIT डेमो' },
  timeZone: 'Asia/Kolkata',
  policy: {
    source: 'DIGIT demo environment: standard operating procedures',
    kinds: [
      {
        code: 'upgrade',
        carries: ['quarterly'],
        name: { en: 'Demo upgrade', hi: 'डेमो अपग्रेड' },
        urgent: false,
        // T+1 to T+13 is how long an upgrade takes, not how far ahead it is told.
        notice: null,
      },
      {
        code: 'patch',
        name: { en: 'Critical patch', hi: 'गंभीर पैच' },
        urgent: true,
        carries: ['critical-patch'],
        notice: null,
      },
      {
        code: 'change',
        name: { en: 'Change of master data', hi: 'मास्टर डेटा में बदलाव' },
        urgent: false,
        carries: [],
        notice: null,
      },
    ],
    alertLeadDays: { value: null, source: 'DIGIT, Communication process' },
    reminderMinutes: { value: 60, source: 'Preset' },
    updateEveryMinutes: { value: 240, source: 'Preset' },
    freezeLeadDays: { value: 14, source: 'Preset' },
    weekend: [6, 7],
    holidays: 'india',
    nights: { value: [6], source: 'Preset' },
    regions: [{ name: { en: 'India', hi: 'भारत' }, timeZone: 'Asia/Kolkata', peak: { from: '09:00', to: '12:00' } }],
    regionsSource: 'Preset',
  },
  environments: [
    { slug: 'city-a', name: { en: 'City A', hi: 'सिटी A' }, live: true, tenant: 'city-a' },
    { slug: 'city-b', name: { en: 'City B', hi: 'सिटी B' }, live: true },
  ],
  streams: [{ name: { en: 'Demo', hi: 'डेमो' }, environments: ['city-a', 'city-b'] }],
  tenants: [
    { slug: 'city-a', name: { en: 'City A', hi: 'सिटी A' }, internal: true },
    { slug: 'city-b', name: { en: 'City B', hi: 'सिटी B' }, internal: false },
  ],
  components: [
    {
      group: { en: 'Citizen services', hi: 'नागरिक सेवाएँ' },
      items: [
        {
          slug: 'property-tax',
          name: { en: 'Property tax', hi: 'संपत्ति कर' },
          provider: 'Product team',
          critical: true,
        },
        { slug: 'trade-licence', name: { en: 'Trade licence', hi: 'व्यापार लाइसेंस' }, provider: 'Product team' },
        { slug: 'complaints', name: { en: 'Complaints', hi: 'शिकायतें' }, provider: 'Product team' },
      ],
    },
    {
      group: { en: 'Signing in', hi: 'साइन-इन' },
      items: [
        {
          slug: 'citizen-otp',
          name: { en: 'Citizen sign-in by SMS code', hi: 'SMS कोड से नागरिक साइन-इन' },
          provider: 'Technical team',
          critical: true,
        },
        {
          slug: 'employee-sign-in',
          name: { en: 'Employee sign-in', hi: 'कर्मचारी साइन-इन' },
          provider: 'Technical team',
        },
      ],
    },
  ],
}
