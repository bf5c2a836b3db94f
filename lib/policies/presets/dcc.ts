import type { Preset } from './preset.ts'

/** A national smart-metering operator: DCC Release Management Policy, version 3.0. */
export const dcc: Preset = {
  slug: 'dcc',
  letter: 'D',
  name: { en: 'DCC smart metering', hi: 'DCC स्मार्ट मीटरिंग' },
  timeZone: 'Europe/London',
  policy: {
    source: 'DCC Release Management Policy 3.0',
    kinds: [
      {
        code: 'maintenance',
        name: { en: 'Planned maintenance', hi: 'नियोजित रखरखाव' },
        urgent: false,
        carries: ['maintenance'],
        notice: { amount: 20, unit: 'business-days', source: 'Preset' },
      },
      {
        code: 'sec-release',
        name: { en: 'SEC release', hi: 'SEC रिलीज़' },
        urgent: false,
        carries: ['SEC', 'major'],
        notice: { amount: 20, unit: 'business-days', source: 'Preset' },
      },
      {
        code: 'change',
        name: { en: 'Change without a release', hi: 'बिना रिलीज़ का परिवर्तन' },
        urgent: false,
        carries: [],
        notice: null,
      },
      { code: 'urgent', name: { en: 'Urgent update', hi: 'तत्काल अपडेट' }, urgent: true, notice: null },
    ],
    alertLeadDays: { value: null, source: 'Preset' },
    reminderMinutes: { value: 60, source: 'Preset' },
    updateEveryMinutes: { value: 60, source: 'Preset' },
    freezeLeadDays: { value: 14, source: 'Preset' },
    freezeNoticeDays: { value: 60, source: 'Preset' },
    weekend: [6, 7],
    holidays: 'england-and-wales',
    horizonMonths: { value: 24, source: 'DCC 4.1' },
    permittedHours: { value: { from: '20:00', to: '08:00' }, source: 'Preset' },
    nights: { value: [7], source: 'Preset' },
    monthlyLimitMinutes: { value: 480, source: 'Preset' },
    regions: [
      {
        name: { en: 'Great Britain', hi: 'ग्रेट ब्रिटेन' },
        timeZone: 'Europe/London',
        peak: { from: '07:00', to: '20:00' },
      },
    ],
    regionsSource: 'Preset',
    annualFreezes: [
      {
        code: 'christmas',
        name: { en: 'Christmas freeze', hi: 'क्रिसमस की रोक' },
        exceptions: { en: 'Emergency fixes only, with heightened assurance.', hi: 'केवल आपात सुधार, कड़ी जाँच के साथ।' },
        from: '12-18',
        to: '01-08',
        source: 'DCC 4.6; days: Preset',
      },
    ],
    releaseFreeze: { value: { before: 10, after: 10 }, source: 'DCC 4.6; days: Preset' },
    ruleSources: { frozen: 'DCC 4.6' },
  },
  environments: [
    { slug: 'pit', name: { en: 'PIT', hi: 'PIT' } },
    { slug: 'sit-a', name: { en: 'SIT-A', hi: 'SIT-A' } },
    { slug: 'sit-b', name: { en: 'SIT-B', hi: 'SIT-B' } },
    { slug: 'uit-a', name: { en: 'UIT-A', hi: 'UIT-A' } },
    { slug: 'uit-b', name: { en: 'UIT-B', hi: 'UIT-B' } },
    { slug: 'production', name: { en: 'Production', hi: 'प्रोडक्शन' }, live: true },
  ],
  streams: [
    { name: { en: 'A-stream', hi: 'A-धारा' }, environments: ['pit', 'sit-a', 'uit-a', 'production'] },
    { name: { en: 'B-stream', hi: 'B-धारा' }, environments: ['pit', 'sit-b', 'uit-b'] },
  ],
  components: [
    {
      group: { en: 'For service users', hi: 'सेवा उपयोगकर्ताओं के लिए' },
      items: [
        { slug: 'ssi', name: { en: 'Self-Service Interface', hi: 'सेल्फ़-सर्विस इंटरफ़ेस' }, provider: 'Data Services' },
        {
          slug: 'dsp',
          name: { en: 'Service requests (DSP)', hi: 'सेवा अनुरोध (DSP)' },
          provider: 'Data Services',
          critical: true,
        },
        {
          slug: 'parse-correlate',
          name: { en: 'Parse & Correlate download', hi: 'Parse & Correlate डाउनलोड' },
          provider: 'Critical Software',
        },
      ],
    },
    {
      group: { en: 'Communications', hi: 'संचार' },
      items: [
        { slug: 'csp-north', name: { en: 'CSP North', hi: 'CSP उत्तर' }, provider: 'Northern Comms', critical: true },
        {
          slug: 'csp-central-south',
          name: { en: 'CSP Central and South', hi: 'CSP मध्य और दक्षिण' },
          provider: 'Southern Comms',
          critical: true,
        },
      ],
    },
    {
      group: { en: 'Security', hi: 'सुरक्षा' },
      items: [
        { slug: 'smki', name: { en: 'SMKI repository', hi: 'SMKI भंडार' }, provider: 'Trusted Keys', critical: true },
        { slug: 'dccki', name: { en: 'DCCKI', hi: 'DCCKI' }, provider: 'Trusted Keys', closed: true },
      ],
    },
  ],
}
