/** Who can sign in to the demo. They share one password, which is made at the first start and printed at each. */
export const demoPeople = [
  { email: 'olive@almanac.example', name: 'Olive Okafor', who: 'operator of everything', role: 'operator', service: null, tenant: null, language: 'en', timeZone: 'Europe/London' },
  { email: 'priya@almanac.example', name: 'Priya Raman', who: 'scheduler of DCC smart metering', role: 'scheduler', service: 'dcc', tenant: null, language: 'en', timeZone: 'Europe/London' },
  { email: 'nikhil@almanac.example', name: 'Nikhil Kulkarni', who: 'scheduler of DIGIT demo, reads Hindi', role: 'scheduler', service: 'digit', tenant: null, language: 'hi', timeZone: 'Asia/Kolkata' },
  { email: 'ada@almanac.example', name: 'Ada Whitlock', who: 'auditor, reads everything', role: 'auditor', service: null, tenant: null, language: 'en', timeZone: 'Europe/London' },
  { email: 'asha@citya.example', name: 'Asha Verma', who: 'manager of City A (internal tenant)', role: 'manager', service: null, tenant: 'city-a', language: 'hi', timeZone: 'Asia/Kolkata' },
  { email: 'bala@cityb.example', name: 'Bala Iyer', who: 'member of City B (external tenant)', role: 'member', service: null, tenant: 'city-b', language: 'en', timeZone: 'Asia/Kolkata' },
] as const
