import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { addDays, type Day, daysBetween, plus, weekday } from '#lib/time.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { component, type Scene, type Stage, type Told, windowStory } from './story.ts'

const saturday = (day: Day) => addDays(day, (6 - weekday(day) + 7) % 7)
const restored = {
  rollbackInfrastructure: { en: 'Images of an hour before are restored.' },
  rollbackServices: { en: 'The version before is deployed again, 10 minutes.' },
  rollbackData: { en: 'No data is changed.' },
}

const roomUpdate = (day: Day, version: string, minutes: number): Told => ({
  environment: 'production',
  kind: 'update',
  day,
  hour: '02:00',
  minutes,
  title: { en: `Update ${version}`, hi: `अपडेट ${version}` },
  description: {
    en: `Mashme ${version}: features and fixes that were told in the early release notice.`,
    hi: `Mashme ${version}: वे सुविधाएँ और सुधार जो पहले बताए जा चुके हैं।`,
  },
  downtime: { from: '02:10', minutes: 40 },
  impacts: [
    ['video', 'outage', { en: 'Calls end at 02:10', hi: 'कॉल 02:10 पर समाप्त' }],
    ['recording', 'outage'],
    ['api', 'degraded', { en: 'Writes are refused', hi: 'लेखन स्वीकार नहीं' }],
    ['sign-in', 'reduced_redundancy'],
    ['calendar-links', 'no_impact'],
  ],
  ...restored,
})

/** Mashme: an update every eight to ten weeks, a patch soon, and one update that was rolled back and caused an incident. */
export function mashmeStory(stage: Stage): Scene[] {
  const service = stage.services.mashme
  if (!service) return []
  const { today, people } = stage
  const olive = people.olive ?? ''
  const scenes: Scene[] = []
  scenes.push(
    ...windowStory(stage, 'mashme', 'olive', roomUpdate(saturday(addDays(today, -80)), '4.17', 120), {
      planned: addDays(today, -120),
      announcedAhead: 12,
    }),
  )
  const incident = { id: '' }
  const failed = saturday(addDays(today, -26))
  scenes.push(
    ...windowStory(
      stage,
      'mashme',
      'olive',
      roomUpdate(failed, '4.18', 120),
      { planned: addDays(today, -70), announcedAhead: 12 },
      (handle, startsAt) => [
        { at: plus(startsAt, 1), play: (at) => startWindow(olive, { id: handle.id }, at) },
        {
          at: plus(startsAt, 52),
          play: async (at) => {
            incident.id = (
              await declareIncident(
                olive,
                {
                  serviceId: service.id,
                  windowId: handle.id,
                  title: { en: 'Rooms do not open after an update', hi: 'अपडेट के बाद रूम नहीं खुल रहे' },
                  severity: 'high',
                  text: {
                    en: 'Media servers start and refuse all rooms. Sign-in and calendar links work.',
                    hi: 'मीडिया सर्वर चालू होते हैं पर कोई रूम नहीं खोलते। साइन-इन और कैलेंडर लिंक चालू हैं।',
                  },
                  impacts: [
                    component(service, 'video', 'production', 'major'),
                    component(service, 'recording', 'production', 'partial'),
                  ],
                },
                at,
              )
            ).id
          },
        },
        {
          at: plus(startsAt, 58),
          play: (at) =>
            rollBackWindow(
              olive,
              {
                id: handle.id,
                reason: {
                  en: 'Media servers refuse rooms with 4.18. Version 4.17 is restored from the images of 01:00.',
                  hi: '4.18 के साथ मीडिया सर्वर रूम नहीं खोलते। 01:00 की छवियों से 4.17 बहाल किया जा रहा है।',
                },
              },
              at,
            ),
        },
        {
          at: plus(startsAt, 96),
          play: (at) =>
            finishWindow(
              olive,
              {
                id: handle.id,
                text: {
                  en: 'Version 4.17 is running again. The update gets a new window.',
                  hi: 'संस्करण 4.17 फिर चल रहा है। अपडेट के लिए नई विंडो होगी।',
                },
              },
              at,
            ),
        },
        {
          at: plus(startsAt, 101),
          play: (at) =>
            updateIncident(
              olive,
              {
                id: incident.id,
                state: 'resolved',
                text: { en: 'Rooms open again with version 4.17.', hi: 'संस्करण 4.17 के साथ रूम फिर खुल रहे हैं।' },
              },
              at,
            ),
        },
        {
          at: plus(startsAt, 5 * 1440),
          play: (at) =>
            reviewIncident(
              olive,
              {
                id: incident.id,
                review: {
                  en: 'The update renamed a setting of the media servers that staging did not have. Staging now has the same settings as production, and a start that finds an unknown one stops.',
                  hi: 'अपडेट ने मीडिया सर्वर की एक सेटिंग का नाम बदला जो स्टेजिंग में नहीं थी। अब दोनों में वही सेटिंग हैं।',
                },
              },
              at,
            ),
        },
      ],
      false,
    ),
  )
  scenes.push(
    ...windowStory(
      stage,
      'mashme',
      'olive',
      {
        ...roomUpdate(saturday(addDays(today, 3)), '4.18.1', 60),
        kind: 'patch',
        title: { en: 'Patch 4.18.1', hi: 'पैच 4.18.1' },
        description: {
          en: 'The update of last month again, with its fault mended: fixes only.',
          hi: 'पिछले महीने का अपडेट, दोष सुधार कर: केवल सुधार।',
        },
        downtime: { from: '02:10', minutes: 20 },
      },
      { planned: addDays(today, -9), announcedAhead: Math.max(8, daysBetween(today, saturday(addDays(today, 3))) + 1) },
    ),
  )
  for (let index = 0; index < 11; index++) {
    const day = saturday(addDays(today, 40 + index * 63))
    if (daysBetween(today, day) < 720)
      scenes.push(
        ...windowStory(
          stage,
          'mashme',
          'olive',
          {
            ...roomUpdate(day, index === 3 ? '6.0' : `5.${index}`, index === 3 ? 180 : 120),
            ...(index === 3 && { kind: 'upgrade', title: { en: 'Platform upgrade 6.0', hi: 'प्लेटफ़ॉर्म अपग्रेड 6.0' } }),
          },
          { planned: addDays(today, -60), announcedAhead: null },
        ),
      )
  }
  return scenes
}

const deployment = (day: Day, version: string, environment: 'sit-a' | 'sit-b'): Told => ({
  environment,
  kind: 'deployment',
  day,
  hour: '08:00',
  minutes: 120,
  title: { en: `${environment.toUpperCase()}: DIP ${version}`, hi: `${environment.toUpperCase()}: DIP ${version}` },
  description: {
    en: `DIP ${version} is deployed, then smoke and regression tests are run before the environment is handed back.`,
    hi: `DIP ${version} लगाया जाता है, फिर परिवेश लौटाने से पहले स्मोक और रिग्रेशन परीक्षण होते हैं।`,
  },
  ...(environment === 'sit-a'
    ? { downtime: { from: '08:00', minutes: 120 } }
    : { effect: { en: 'Migration testing pauses.', hi: 'माइग्रेशन परीक्षण रुकेगा।' } }),
  impacts:
    environment === 'sit-a'
      ? [
          ['dip', 'outage', { en: 'Functional testing pauses', hi: 'कार्यात्मक परीक्षण रुकेगा' }],
          ['simulators', 'degraded'],
          ['ecs', 'no_impact'],
        ]
      : [['dip', 'no_impact']],
  ...restored,
})

/** MHHS programme: a deployment into the test environments every five weeks, and a freeze at the end of the year. */
export function mhhsStory(stage: Stage): Scene[] {
  const scenes: Scene[] = []
  const first = saturday(addDays(stage.today, -84))
  for (let index = 0; index < 22; index++) {
    const day = addDays(first, index * 35)
    const ahead = daysBetween(stage.today, day)
    if (ahead > 720) break
    scenes.push(
      ...windowStory(
        stage,
        'mhhs',
        'olive',
        deployment(day, `1.${Math.floor(index / 4)}.${index % 4}.0`, index % 3 === 2 ? 'sit-b' : 'sit-a'),
        {
          planned: index < 3 ? addDays(day, -40) : addDays(stage.since, 30),
          announcedAhead: ahead <= 14 ? Math.max(9, ahead + 1) : null,
        },
      ),
    )
  }
  return scenes
}

/** Mojaloop hub: one release a Program Increment, eleven weeks apart. */
export function mojaloopStory(stage: Stage): Scene[] {
  const scenes: Scene[] = []
  const first = saturday(addDays(stage.today, -49))
  for (let index = 0; index < 11; index++) {
    const day = addDays(first, index * 77)
    const ahead = daysBetween(stage.today, day)
    if (ahead > 720) break
    scenes.push(
      ...windowStory(
        stage,
        'mojaloop',
        'olive',
        {
          environment: 'production',
          kind: 'release',
          day,
          hour: '05:00',
          minutes: 120,
          title: { en: `Hub release 17.${index}`, hi: `हब रिलीज़ 17.${index}` },
          description: {
            en: 'The release package of the Program Increment: all services of the hub move together, never one alone.',
            hi: 'Program Increment का रिलीज़ पैकेज: हब की सभी सेवाएँ साथ बदलती हैं, कभी अकेली नहीं।',
          },
          effect: { en: 'Transfers may take a few seconds longer.', hi: 'अंतरण में कुछ सेकंड अधिक लग सकते हैं।' },
          impacts: [
            ['transfers', 'reduced_redundancy'],
            ['quotes', 'reduced_redundancy'],
            ['settlement', 'no_impact'],
          ],
          ...restored,
        },
        {
          planned: index === 0 ? addDays(day, -40) : addDays(stage.since, 30),
          announcedAhead: ahead <= 20 ? Math.max(14, ahead + 1) : null,
        },
      ),
    )
  }
  return scenes
}
