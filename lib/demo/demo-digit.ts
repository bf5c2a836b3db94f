import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { addDays, type Day, daysBetween, instantOf, plus, weekday } from '#lib/time.ts'
import { component, type Scene, type Stage, type Told, windowStory } from './story.ts'

const saturday = (day: Day) => addDays(day, (6 - weekday(day) + 7) % 7)

const upgrade = (day: Day, build: string, city: 'City A' | 'City B'): Told => ({
  environment: city === 'City A' ? 'city-a' : 'city-b',
  kind: 'upgrade',
  day,
  hour: '18:00',
  minutes: 240,
  title: { en: `Demo upgrade, build ${build}`, hi: `डेमो अपग्रेड, बिल्ड ${build}` },
  description: {
    en: `The demo moves to DIGIT ${build} a week after its release: new builds, texts in English and Hindi, checked on ${city} before sign-off.`,
    hi: `रिलीज़ के एक सप्ताह बाद डेमो DIGIT ${build} पर आता है: नए बिल्ड, अंग्रेज़ी और हिन्दी पाठ, स्वीकृति से पहले ${city === 'City A' ? 'सिटी A' : 'सिटी B'} पर जाँच।`,
  },
  userChanges: { en: 'Sign in again afterwards. No data is deleted.', hi: 'बाद में फिर साइन इन करें। कोई डेटा नहीं मिटता।' },
  downtime: { from: '18:00', minutes: 240 },
  impacts: [
    ['citizen-otp', 'outage', { en: 'Nobody can sign in', hi: 'कोई साइन इन नहीं कर सकता' }],
    ['employee-sign-in', 'outage', { en: 'Nobody can sign in', hi: 'कोई साइन इन नहीं कर सकता' }],
    ['property-tax', 'degraded', { en: 'Can be read, not paid', hi: 'देखा जा सकता है, भुगतान नहीं' }],
    ['trade-licence', 'degraded'],
    ['complaints', 'degraded'],
  ],
  rollbackInfrastructure: { en: 'The back-up of images from T+1 is restored.' },
  rollbackServices: { en: 'The build before is deployed again.' },
  rollbackData: { en: 'The back-up of the database from T+1 is restored.' },
  migration: true,
})

/** DIGIT demo: a quarterly upgrade of City A, for its members only, and of City B, for everybody. */
export function digitStory(stage: Stage): Scene[] {
  const service = stage.services.digit
  if (!service) return []
  const { today, people } = stage
  const tenant = (slug: string) => service.tenants[slug] ?? ''
  const scenes: Scene[] = []
  const first = saturday(addDays(today, 20))
  for (let quarter = -1; quarter < 8; quarter++) {
    const day = addDays(first, quarter * 91)
    const build = `2.${11 + quarter}`
    const ahead = daysBetween(today, day)
    const announcedAhead = ahead <= 24 ? Math.max(12, ahead + 1) : null
    const planned = quarter < 0 ? addDays(day, -30) : addDays(stage.since, 20)
    scenes.push(...windowStory(stage, 'digit', 'nikhil', upgrade(day, build, 'City B'), { planned, announcedAhead }))
    scenes.push(
      ...windowStory(
        stage,
        'digit',
        'nikhil',
        {
          ...upgrade(addDays(day, -3), build, 'City A'),
          title: { en: `City A: demo upgrade, build ${build}`, hi: `सिटी A: डेमो अपग्रेड, बिल्ड ${build}` },
          audience: 'tenants',
          tenants: [tenant('city-a')],
        },
        { planned, announcedAhead: announcedAhead === null ? null : announcedAhead },
      ),
    )
  }
  scenes.push(
    ...windowStory(
      stage,
      'digit',
      'nikhil',
      {
        environment: 'city-b',
        kind: 'change',
        day: saturday(addDays(today, 48)),
        hour: '20:00',
        minutes: 60,
        title: { en: 'Back-up and export test of City B', hi: 'सिटी B का बैक-अप और निर्यात परीक्षण' },
        description: {
          en: 'A full export is written and read back. Only members of City B are told.',
          hi: 'पूरा निर्यात लिखा और पढ़ा जाता है। केवल सिटी B के सदस्यों को बताया जाता है।',
        },
        effect: { en: 'Reports may be slow.', hi: 'रिपोर्ट धीमी हो सकती हैं।' },
        impacts: [
          ['property-tax', 'no_impact'],
          ['complaints', 'no_impact'],
        ],
        audience: 'tenants',
        tenants: [tenant('city-b')],
        rollbackInfrastructure: { en: 'Nothing is changed.' },
        rollbackServices: { en: 'Nothing is changed.' },
        rollbackData: { en: 'Nothing is changed.' },
      },
      { planned: addDays(today, -4), announcedAhead: null },
    ),
  )

  const nikhil = people.nikhil ?? ''
  const late = instantOf(`${addDays(today, -11)}T14:50`, service.timeZone).at
  const incident = { id: '' }
  scenes.push(
    {
      at: late,
      play: async (at) => {
        incident.id = (
          await declareIncident(
            nikhil,
            {
              serviceId: service.id,
              title: { en: 'Citizen sign-in codes arrive late', hi: 'नागरिक साइन-इन कोड देर से आते हैं' },
              severity: 'low',
              text: {
                en: 'SMS codes take up to eight minutes. Employees sign in as usual.',
                hi: 'SMS कोड में आठ मिनट तक लग रहे हैं। कर्मचारी पहले की तरह साइन इन कर रहे हैं।',
              },
              impacts: [component(service, 'citizen-otp', 'city-b', 'degraded')],
            },
            at,
          )
        ).id
      },
    },
    {
      at: plus(late, 310),
      play: (at) =>
        updateIncident(
          nikhil,
          {
            id: incident.id,
            state: 'monitoring',
            text: {
              en: 'The SMS provider has moved us to another route.',
              hi: 'SMS प्रदाता ने हमें दूसरे मार्ग पर कर दिया है।',
            },
          },
          at,
        ),
    },
    {
      at: plus(late, 1545),
      play: (at) =>
        updateIncident(
          nikhil,
          {
            id: incident.id,
            state: 'resolved',
            text: { en: 'Codes arrive within seconds since last night.', hi: 'कल रात से कोड कुछ सेकंड में आ रहे हैं।' },
          },
          at,
        ),
    },
  )
  return scenes
}
