import { beforeAll, describe, expect, test } from 'vitest'
import { asReader } from '#db/scope.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { raiseOverrun } from '#lib/incidents/raise-overrun.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { byAvailability } from '#lib/rules/availability.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { getWindow } from '#lib/windows/queries.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { getStatus, toldBy } from './queries.ts'
import { type Touched, whatHappens } from './stories.ts'

let world: World
let id: string
const start = new Date('2026-11-29T20:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const part = (slug: string) => world.smart.components[slug] ?? ''
/** The names of what is out, limited and usual. */
const said = (touched: Touched[]) => {
  const { out, limited, usual } = byAvailability(touched)
  return [out, limited, usual].map((rows) => rows.map(({ component }) => component.en?.split(' ')[0]))
}
const happens = (minutes: number) => asReader(null, (tx) => whatHappens(tx, at(minutes)))

beforeAll(async () => {
  world = await makeWorld()
  const impacts = [
    { componentId: part('ssi'), impact: 'outage' as const },
    { componentId: part('dsp'), impact: 'no_impact' as const },
  ]
  const plan = planFor(world.smart, { impacts, downtime: { from: '20:00', minutes: 60 }, kind: 'urgent' })
  id = (await draftWindow(world.scheduler, plan, at(-100))).id
  await announceWindow(world.scheduler, { id }, at(-99))
  await startWindow(world.scheduler, { id }, start)
})

describe('a window that goes wrong, as everybody reads it', () => {
  test('as announced: what it says is out is out, and it is on plan', async () => {
    const { incidents, running } = await happens(5)
    expect(incidents).toEqual([])
    expect(running).toMatchObject([{ id, course: 'on_plan', urgent: true }])
    expect(said(running[0]?.touched ?? [])).toEqual([['Self-Service'], [], ['Service']])
  })

  test('a component that was to be untouched is out: it is named, and nothing is on plan', async () => {
    await postUpdate(
      world.scheduler,
      { id, text: { en: 'More is out.' }, statuses: { [part('dsp')]: 'major' } },
      at(10),
    )
    const { running } = await happens(11)
    expect(running).toMatchObject([{ id, course: 'trouble' }])
    expect(said(running[0]?.touched ?? [])).toEqual([['Self-Service', 'Service'], [], []])
    const record = await asReader(null, (tx) => getWindow(tx, id, at(11)))
    expect([...(record?.states.values() ?? [])].sort()).toEqual(['maintenance', 'major'])
  })

  test('also while it is taken back', async () => {
    await rollBackWindow(world.scheduler, { id, reason: { en: 'It does not hold.' } }, at(15))
    const { running } = await happens(16)
    expect(running).toMatchObject([{ id, course: 'rolling_back' }])
    expect(said(running[0]?.touched ?? [])[0]).toEqual(['Self-Service', 'Service'])
  })

  test('its incident is the one story: the window stands inside it, with its components, and no alert says either again', async () => {
    await raiseOverrun(id, at(60))
    const { reference } = await declareIncident(
      world.scheduler,
      {
        ...{ serviceId: world.smart.id, windowId: id, severity: 'high', title: { en: 'Requests fail' } },
        ...{ text: { en: 'We look into it.' }, advice: { en: 'Use the telephone.' } },
      },
      at(65),
    )
    const { incidents, running } = await happens(70)
    expect(running).toEqual([])
    expect(incidents).toMatchObject([
      { reference, whole: true, advice: { en: 'Use the telephone.' }, window: { id, course: 'rolling_back' } },
    ])
    expect(said(incidents[0]?.touched ?? [])[0]).toEqual(['Self-Service', 'Service'])
    // The policy of DCC promises an update every 60 minutes; the last message was at 21:05.
    expect(incidents[0]?.nextUpdate).toEqual(at(125))
    expect(incidents[0]?.course.map(({ state }) => state)).toEqual(['maintenance', 'major'])
    const status = await asReader(null, (tx) => getStatus(tx, 'UTC', at(70)))
    expect(toldBy(status)).toEqual(new Set([incidents[0]?.id, id]))
  })

  test('the window is over, its trouble is not: it stays inside the incident; a second incident of it does not tell it again', async () => {
    await finishWindow(world.scheduler, { id, text: { en: 'The version before runs.' } }, at(80))
    const first = (await happens(81)).incidents[0]
    expect(first).toMatchObject({ whole: true, window: { state: 'rolled_back' } })
    await updateIncident(world.scheduler, { id: first?.id ?? '', state: 'resolved', text: { en: 'Back.' } }, at(90))
    for (const severity of ['low', 'high'] as const)
      await declareIncident(
        world.scheduler,
        { serviceId: world.smart.id, windowId: id, severity, title: { en: severity }, text: { en: 'Again.' } },
        at(100),
      )
    const { incidents } = await happens(101)
    expect(incidents.map(({ title, whole }) => [title.en, whole])).toEqual([
      ['high', true],
      ['low', false],
    ])
    for (const incident of incidents)
      await updateIncident(world.scheduler, { id: incident.id, state: 'resolved', text: { en: 'Back.' } }, at(110))
    expect(await happens(111)).toEqual({ incidents: [], running: [] })
  })
})
