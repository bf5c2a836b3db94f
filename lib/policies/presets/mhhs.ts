import type { Preset } from './preset.ts'

/** An industry programme's test environments: MHHS Release and Configuration Management Approach. */
export const mhhs: Preset = {
  slug: 'mhhs',
  letter: 'H',
  name: { en: 'MHHS programme', hi: 'MHHS कार्यक्रम' },
  timeZone: 'Europe/London',
  policy: {
    source: 'MHHS Release and Configuration Management Approach',
    kinds: [
      {
        code: 'deployment',
        carries: ['Major', 'Minor'],
        name: { en: 'Deployment into a test environment', hi: 'परीक्षण परिवेश में परिनियोजन' },
        urgent: false,
        // Release notes are due before a meeting of the board (MHHS, Release Notes), which says nothing of windows.
        notice: null,
      },
      {
        code: 'minor',
        carries: ['Minor', 'Patch'],
        name: { en: 'Minor deployment', hi: 'छोटा परिनियोजन' },
        urgent: false,
        notice: null,
      },
      {
        code: 'emergency',
        name: { en: 'Emergency deployment', hi: 'आपात परिनियोजन' },
        urgent: true,
        carries: ['Emergency', 'Patch'],
        notice: null,
      },
    ],
    alertLeadDays: { value: null, source: 'Preset' },
    reminderMinutes: { value: 60, source: 'Preset' },
    updateEveryMinutes: { value: 120, source: 'Preset' },
    freezeLeadDays: { value: 14, source: 'Preset' },
    weekend: [6, 7],
    holidays: 'england-and-wales',
    nights: { value: [6], source: 'Preset' },
    ruleSources: { 'no-rollback-plan': 'MHHS, Release Notes' },
  },
  environments: [
    { slug: 'sit-staging', name: { en: 'SIT Staging', hi: 'SIT स्टेजिंग' } },
    { slug: 'sit-a', name: { en: 'SIT-A', hi: 'SIT-A' }, live: true },
    { slug: 'sit-b', name: { en: 'SIT-B', hi: 'SIT-B' } },
    { slug: 'uit', name: { en: 'UIT', hi: 'UIT' } },
  ],
  streams: [
    // Stages of testing that stand beside each other; who has passed SIT or qualification goes on to the sandbox (MHHS, Table 2).
    { name: { en: 'SIT-A', hi: 'SIT-A' }, environments: ['sit-staging', 'sit-a'] },
    { name: { en: 'SIT-B', hi: 'SIT-B' }, environments: ['sit-staging', 'sit-b'] },
    { name: { en: 'UIT', hi: 'UIT' }, environments: ['uit'] },
  ],
  components: [
    {
      group: { en: 'Central systems', hi: 'केंद्रीय प्रणालियाँ' },
      items: [
        {
          slug: 'dip',
          name: { en: 'Data Integration Platform', hi: 'डेटा एकीकरण मंच' },
          provider: 'DIP Provider',
          critical: true,
        },
        {
          slug: 'ecs',
          name: { en: 'Elexon central settlement', hi: 'Elexon केंद्रीय निपटान' },
          provider: 'Elexon',
          critical: true,
        },
        { slug: 'registration', name: { en: 'Registration service', hi: 'पंजीकरण सेवा' }, provider: 'St Clements' },
      ],
    },
    {
      group: { en: 'Test tools', hi: 'परीक्षण साधन' },
      items: [
        { slug: 'simulators', name: { en: 'Simulators', hi: 'सिम्युलेटर' }, provider: 'Programme test team' },
        { slug: 'test-data', name: { en: 'Test data', hi: 'परीक्षण डेटा' }, provider: 'Programme test team' },
        { slug: 'load-shaping', name: { en: 'Load Shaping Service', hi: 'लोड शेपिंग सेवा' }, provider: 'Elexon' },
      ],
    },
  ],
}
