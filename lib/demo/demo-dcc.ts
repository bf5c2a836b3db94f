import { releases } from '#db/schema/releases.ts'
import { asSystem } from '#db/scope.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { candidateDays, spread } from '#lib/planner/rules.ts'
import { nextReference } from '#lib/records/reference.ts'
import { annualDates } from '#lib/rules/freezes.ts'
import { addDays, addMonths, type Day, daysBetween, instantOf, plus, startOfDay, weekday } from '#lib/time.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { recordCheckpoint } from '#lib/windows/record-checkpoint.ts'
import { component, type Scene, type Stage, type Told, windowStory } from './story.ts'

const hindiMonths = ['जनवरी', 'फ़रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर']
const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const monthOf = (day: Day) => ({
  en: englishMonths[Number(day.slice(5, 7)) - 1],
  hi: hindiMonths[Number(day.slice(5, 7)) - 1],
})

/** The last Sundays of June and November: days of SEC releases, which the policy's windows are spread around. */
function pins(from: Day, to: Day): Day[] {
  const found: Day[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const last of [`${year}-06-30`, `${year}-11-30`]) {
      const sunday = addDays(last, -(weekday(last) % 7))
      if (sunday >= from && sunday < to) found.push(sunday)
    }
  }
  return found.sort()
}

/** The annual freezes that touch a span, as the policy's rule gives them. */
const christmases = (from: Day, to: Day) => {
  const first = Number(from.slice(0, 4)) - 1
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => first + index)
    .map((year) => ({ year, ...annualDates({ from: '12-18', to: '01-08' }, year) }))
    .filter(({ firstDay, lastDay }) => lastDay >= from && firstDay < to)
}

/** Sundays spread by the planner between the pins, outside freezes, one a month. */
function sundays(from: Day, to: Day, pinned: Day[], before: Day | null, counts: number[]): Day[] {
  const whole = (first: Day, last: Day) => ({
    startsAt: startOfDay(first, 'Europe/London'),
    endsAt: startOfDay(addDays(last, 1), 'Europe/London'),
  })
  const candidates = candidateDays({
    from,
    to,
    nights: [7],
    starts: '20:00',
    minutes: 360,
    zone: 'Europe/London',
    freezes: [
      ...pinned.map((pin) => whole(addDays(pin, -10), addDays(pin, 10))),
      ...christmases(from, to).map(({ firstDay, lastDay }) => whole(firstDay, lastDay)),
    ],
    taken: [],
  })
  const plans = counts.flatMap((count) => {
    const plan = spread({ from, to, candidates, pins: pinned, before, after: null, count, monthly: 1 })
    return 'days' in plan && plan.monthlyKept ? [plan] : []
  })
  // The most windows that keep four weeks between them; the policy's rhythm is one in most months.
  const plan = plans.find(({ smallest }) => (smallest ?? 28) >= 28) ?? plans.at(-1)
  return (plan?.days ?? []).filter((day) => !pinned.includes(day))
}

const maintenance = (day: Day): Told => ({
  environment: 'production',
  kind: 'maintenance',
  day,
  hour: '20:00',
  minutes: 360,
  title: { en: `Maintenance ${day.slice(0, 7)}`, hi: `रखरखाव ${day.slice(0, 7)}` },
  description: {
    en: 'The month’s production maintenance release: defect fixes and upgrades of DSP, the Self-Service Interface and the CSP networks.',
    hi: 'महीने की प्रोडक्शन रखरखाव रिलीज़: DSP, सेल्फ़-सर्विस इंटरफ़ेस और CSP नेटवर्क के दोष-सुधार और अपग्रेड।',
  },
  userChanges: {
    en: 'Nothing. Requests sent during the window are refused and must be sent again after it.',
    hi: 'कुछ नहीं। विंडो के दौरान भेजे गए अनुरोध स्वीकार नहीं होते; उन्हें बाद में फिर भेजें।',
  },
  downtime: { from: '20:00', minutes: 360 },
  impacts: [
    ['ssi', 'outage', { en: 'Not available', hi: 'उपलब्ध नहीं' }],
    ['dsp', 'outage', { en: 'Requests are refused', hi: 'अनुरोध स्वीकार नहीं होते' }],
    ['smki', 'reduced_redundancy', { en: 'One of two sites is in use', hi: 'दो में से एक स्थल चालू' }],
    ['csp-north', 'no_impact'],
    ['csp-central-south', 'no_impact'],
  ],
  rollbackInfrastructure: { en: 'Images taken at 19:30 are restored, 25 minutes.' },
  rollbackServices: { en: 'The versions before are deployed again, 40 minutes.' },
  rollbackData: { en: 'The snapshot of 19:45 is restored; no request is lost.' },
})

/** DCC smart metering: a window in most months, two pinned SEC releases a year, the freezes around them and at Christmas. */
export function dccStory(stage: Stage): Scene[] {
  const service = stage.services.dcc
  if (!service) return []
  const { today, people } = stage
  const horizon = addMonths(`${today.slice(0, 7)}-01`, 24)
  const planner = people.priya ?? ''
  const london = (day: Day, time: string) => instantOf(`${day}T${time}`, 'Europe/London').at
  const pinned = pins(today, horizon)
  const past = sundays(addDays(today, -104), addDays(today, -30), [], null, [3, 2, 1])
  const scenes: Scene[] = []

  for (const day of past) {
    scenes.push(
      ...windowStory(
        stage,
        'dcc',
        'priya',
        maintenance(day),
        { planned: addDays(day, -45), announcedAhead: 30 },
        (handle, startsAt) => [
          {
            at: plus(startsAt, -90),
            play: (at) =>
              recordCheckpoint(planner, { id: handle.id, stability: true, resources: true, communications: true }, at),
          },
          {
            at: plus(startsAt, 75),
            play: (at) =>
              postUpdate(
                planner,
                {
                  id: handle.id,
                  text: {
                    en: 'Steps 1 to 14 of 31 are done. The deployment is on plan.',
                    hi: '31 में से 14 चरण पूरे हुए। परिनियोजन योजना के अनुसार है।',
                  },
                },
                at,
              ),
          },
        ],
      ),
    )
  }
  for (const day of sundays(addDays(today, 1), horizon, pinned, past.at(-1) ?? null, [23, 22, 21, 20, 19])) {
    const near = daysBetween(today, day) <= 40
    scenes.push(
      ...windowStory(stage, 'dcc', 'priya', maintenance(day), {
        planned: addDays(stage.since, 12),
        announcedAhead: near ? Math.max(30, daysBetween(today, day) + 1) : null,
      }),
    )
  }
  for (const day of pinned) {
    const month = monthOf(day)
    const near = daysBetween(today, day) <= 40
    const release = { id: '' }
    const title = { en: `SEC Release ${month.en} ${day.slice(0, 4)}`, hi: `SEC रिलीज़ ${month.hi} ${day.slice(0, 4)}` }
    scenes.push(
      ...windowStory(
        stage,
        'dcc',
        'priya',
        {
          ...maintenance(day),
          kind: 'sec-release',
          title,
          description: {
            en: 'The SEC release of the half-year, uplifted through SIT-A and UIT-A: modifications of the Smart Energy Code that change DCC systems.',
            hi: 'छमाही SEC रिलीज़, SIT-A और UIT-A से होकर: Smart Energy Code के वे संशोधन जो DCC प्रणालियों को बदलते हैं।',
          },
          userChanges: {
            en: 'New message formats are valid from the end of the window. Service users switch as agreed in UIT-A.',
            hi: 'विंडो के बाद नए संदेश-प्रारूप मान्य होंगे। सेवा उपयोगकर्ता UIT-A में तय अनुसार बदलें।',
          },
          migration: true,
        },
        { planned: addDays(stage.since, 10), announcedAhead: near ? Math.max(40, daysBetween(today, day) + 2) : null },
        (handle, _, drafted) => [
          {
            at: plus(drafted, 1),
            play: async (at) => {
              release.id = await pinRelease(service.id, handle.id, title, day, at)
            },
          },
          {
            at: plus(drafted, 60),
            play: (at) =>
              publishFreeze(
                planner,
                {
                  serviceId: service.id,
                  kind: 'release',
                  releaseId: release.id,
                  title: { en: `${title.en} freeze`, hi: `${title.hi} की रोक` },
                  firstDay: addDays(day, -10),
                  lastDay: addDays(day, 10),
                  exceptions: {
                    en: 'Only the SEC release itself and emergency fixes are deployed.',
                    hi: 'केवल SEC रिलीज़ और आपात सुधार लगाए जाते हैं।',
                  },
                  environments: ['production', 'uit-a', 'sit-a'].map((slug) => service.environments[slug] ?? ''),
                },
                at,
              ),
          },
        ],
      ),
    )
  }
  for (const { year, firstDay, lastDay } of christmases(today, horizon)) {
    scenes.push({
      at: london(addDays(stage.since, 11), '09:30'),
      play: (at) =>
        publishFreeze(
          planner,
          {
            serviceId: service.id,
            kind: 'annual',
            rule: 'christmas',
            ruleYear: year,
            title: { en: 'Christmas freeze', hi: 'क्रिसमस की रोक' },
            firstDay,
            lastDay,
            exceptions: { en: 'Emergency fixes only, with heightened assurance.', hi: 'केवल आपात सुधार, कड़ी जाँच के साथ।' },
          },
          at,
        ),
    })
  }
  const slow = london(addDays(today, -46), '14:12')
  const incident = { id: '' }
  scenes.push(
    {
      at: slow,
      play: async (at) => {
        incident.id = (
          await declareIncident(
            planner,
            {
              serviceId: service.id,
              title: { en: 'Service requests are answered slowly', hi: 'सेवा अनुरोधों का उत्तर धीमा है' },
              severity: 'medium',
              text: {
                en: 'Service requests take up to two minutes. Nothing is lost.',
                hi: 'सेवा अनुरोधों में दो मिनट तक लग रहे हैं। कुछ खोया नहीं है।',
              },
              impacts: [component(service, 'dsp', 'production', 'degraded')],
            },
            at,
          )
        ).id
      },
    },
    {
      at: plus(slow, 25),
      play: (at) =>
        updateIncident(
          planner,
          {
            id: incident.id,
            state: 'identified',
            text: {
              en: 'One of three database nodes had stopped answering. Traffic is moved away from it.',
              hi: 'तीन में से एक डेटाबेस नोड ने उत्तर देना बंद कर दिया था। ट्रैफ़िक उससे हटाया जा रहा है।',
            },
          },
          at,
        ),
    },
    {
      at: plus(slow, 48),
      play: (at) =>
        updateIncident(
          planner,
          {
            id: incident.id,
            state: 'resolved',
            text: { en: 'Requests are answered within seconds again.', hi: 'अनुरोधों का उत्तर फिर कुछ सेकंड में मिल रहा है।' },
          },
          at,
        ),
    },
    {
      at: plus(slow, 6 * 1440),
      play: (at) =>
        reviewIncident(
          planner,
          {
            id: incident.id,
            review: {
              en: 'A disk of the second node failed slowly instead of at once, so the node stayed in use.\n\nWe now measure the time of writes on each node and take one out after ten slow seconds. The change went in with the next maintenance.',
              hi: 'दूसरे नोड की डिस्क एकदम नहीं, धीरे-धीरे ख़राब हुई, इसलिए नोड उपयोग में बना रहा।\n\nअब हम हर नोड पर लेखन का समय मापते हैं और दस धीमे सेकंड के बाद उसे हटा देते हैं।',
            },
          },
          at,
        ),
    },
  )
  return scenes
}

function pinRelease(
  serviceId: string,
  windowId: string,
  title: { en: string; hi: string },
  day: Day,
  at: Date,
): Promise<string> {
  return asSystem(async (tx) => {
    const [row] = await tx
      .insert(releases)
      .values({
        reference: await nextReference(tx, 'release', { audience: 'public', tenants: [], serviceId }, at),
        serviceId,
        windowId: windowId || null,
        title,
        version: day.slice(0, 7),
        type: 'SEC',
        scope: 'tentative',
        targetOn: day,
        pinned: true,
      })
      .returning()
    return row?.id ?? ''
  })
}
