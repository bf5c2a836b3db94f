import type { Preset } from './preset.ts'

/** A video platform: Mashme, Product releases and change management, 13 November 2019. */
export const mashme: Preset = {
  slug: 'mashme',
  letter: 'M',
  name: { en: 'Mashme', hi: 'Mashme' },
  timeZone: 'Europe/Madrid',
  policy: {
    source: 'Mashme, Product releases and change management',
    kinds: [
      {
        code: 'upgrade',
        name: { en: 'Platform upgrade', hi: 'प्लेटफ़ॉर्म अपग्रेड' },
        urgent: false,
        carries: ['MAJOR'],
        notice: {
          amount: 15,
          unit: 'business-days',
          source: 'Mashme, Maintenance window - Scheduled Platform Upgrade',
        },
      },
      {
        code: 'update',
        name: { en: 'Platform update', hi: 'प्लेटफ़ॉर्म अपडेट' },
        urgent: false,
        carries: ['MINOR'],
        notice: { amount: 7, unit: 'business-days', source: 'Mashme, Maintenance window - Scheduled Platform Update' },
      },
      {
        code: 'patch',
        name: { en: 'Platform patch', hi: 'प्लेटफ़ॉर्म पैच' },
        urgent: false,
        carries: ['PATCH'],
        patch: true,
        notice: { amount: 3, unit: 'business-days', source: 'Mashme, Maintenance window - Scheduled Platform Patch' },
      },
      {
        code: 'urgent',
        name: { en: 'Urgent platform update', hi: 'तत्काल प्लेटफ़ॉर्म अपडेट' },
        urgent: true,
        carries: ['PATCH'],
        notice: null,
      },
      { code: 'routine', name: { en: 'Routine update', hi: 'नियमित अपडेट' }, urgent: true, routine: true, notice: null },
    ],
    alertLeadDays: { value: null, source: 'Mashme, A new maintenance period is needed' },
    reminderMinutes: { value: 60, source: 'Mashme, Maintenance is about to start' },
    updateEveryMinutes: { value: 60, source: 'Preset' },
    freezeLeadDays: { value: 14, source: 'Preset' },
    weekend: [6, 7],
    holidays: null,
    nights: { value: [6], source: 'Preset' },
    regions: [
      { name: { en: 'Europe', hi: 'यूरोप' }, timeZone: 'Europe/Madrid', peak: { from: '08:00', to: '22:00' } },
      { name: { en: 'the Gulf', hi: 'खाड़ी देश' }, timeZone: 'Asia/Dubai', peak: { from: '08:00', to: '22:00' } },
      {
        name: { en: 'Mexico City', hi: 'मेक्सिको सिटी' },
        timeZone: 'America/Mexico_City',
        peak: { from: '08:00', to: '22:00' },
      },
    ],
    regionsSource: 'Mashme, Maintenance window; regions and hours: Preset',
    features: ['MAJOR', 'MINOR'],
    ruleSources: {
      'no-rollback-plan': 'Mashme, Change rollback',
      'kind-release-mismatch': 'Mashme, Types of changes',
      'routine-carries-release': 'Mashme, Routine updates',
      'patch-carries-feature': 'Mashme, Types of releases',
    },
  },
  environments: [
    { slug: 'staging', name: { en: 'Staging', hi: 'स्टेजिंग' } },
    { slug: 'production', name: { en: 'Production', hi: 'प्रोडक्शन' }, live: true },
  ],
  streams: [{ name: { en: 'Releases', hi: 'रिलीज़' }, environments: ['staging', 'production'] }],
  components: [
    {
      group: { en: 'Rooms', hi: 'रूम' },
      items: [
        {
          slug: 'video',
          name: { en: 'Video and audio', hi: 'वीडियो और ऑडियो' },
          provider: 'Media team',
          critical: true,
        },
        { slug: 'recording', name: { en: 'Recording', hi: 'रिकॉर्डिंग' }, provider: 'Media team' },
      ],
    },
    {
      group: { en: 'Account', hi: 'खाता' },
      items: [
        { slug: 'sign-in', name: { en: 'Sign-in', hi: 'साइन-इन' }, provider: 'Platform team', critical: true },
        { slug: 'calendar-links', name: { en: 'Calendar links', hi: 'कैलेंडर लिंक' }, provider: 'Platform team' },
        { slug: 'api', name: { en: 'API', hi: 'API' }, provider: 'Platform team' },
      ],
    },
  ],
}
