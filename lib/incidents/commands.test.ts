import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { incidents } from '#db/schema/incidents.ts'
import { statuses } from '#db/schema/statuses.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { watchWindows } from '#lib/jobs/watch-windows.ts'
import { auditOf, makeWorld, noticesOf, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { correctIncident } from './correct-incident.ts'
import { declareIncident } from './declare-incident.ts'
import { reviewIncident } from './review-incident.ts'
import { updateIncident } from './update-incident.ts'

let world: World
let dsp: { componentId: string; environmentId: string }
beforeAll(async () => {
  world = await makeWorld()
  dsp = { componentId: world.smart.components.dsp ?? '', environmentId: world.smart.environments.production ?? '' }
})

const early = new Date('2026-11-01T09:00:00Z')
const start = new Date('2026-11-29T20:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const stateNow = async ({ componentId, environmentId }: typeof dsp) =>
  (
    await asSystem((tx) =>
      tx
        .select()
        .from(statuses)
        .where(
          and(eq(statuses.componentId, componentId), eq(statuses.environmentId, environmentId), isNull(statuses.until)),
        ),
    )
  )[0]?.state
const ofWindow = (id: string) => asSystem((tx) => tx.select().from(incidents).where(eq(incidents.windowId, id)))
const declared = (changes = {}) =>
  declareIncident(
    world.scheduler,
    {
      serviceId: world.smart.id,
      title: { en: 'Slow answers' },
      severity: 'medium',
      text: { en: 'We look into it.' },
      impacts: [{ ...dsp, state: 'degraded' as const }],
      ...changes,
    },
    early,
  )
const announced = async (changes = {}) => {
  const { id } = await draftWindow(world.scheduler, planFor(world.smart, changes), early)
  await announceWindow(world.scheduler, { id }, early)
  return id
}

describe('by hand', () => {
  test('declared, updated, resolved, reviewed: row, statuses, notices, audit', async () => {
    const { id, reference } = await declared()
    expect(reference).toMatch(/^I-2026-\d+$/)
    expect(await stateNow(dsp)).toBe('degraded')
    await updateIncident(
      world.scheduler,
      { id, state: 'identified', text: { en: 'A node stopped.' }, impacts: [{ ...dsp, state: 'major' }] },
      at(1),
    )
    expect(await stateNow(dsp)).toBe('major')
    await expect(reviewIncident(world.scheduler, { id, review: { en: 'Too soon.' } })).rejects.toMatchObject({
      reasons: [{ code: 'not-resolved' }],
    })
    await updateIncident(world.scheduler, { id, state: 'resolved', text: { en: 'Back.' } }, at(2))
    expect(await stateNow(dsp)).toBe('working')
    await reviewIncident(world.scheduler, { id, review: { en: 'A disk failed.' } }, at(3))
    await reviewIncident(world.scheduler, { id, review: { en: 'A disk failed slowly.' } }, at(4))
    await correctIncident(world.scheduler, { id, title: { en: 'Slow answers, corrected' } })
    expect(await noticesOf('incident', id)).toEqual([
      'incident-declared',
      'incident-updated',
      'incident-resolved',
      'incident-reviewed',
    ])
    expect((await auditOf(id)).map((entry) => entry.action)).toEqual([
      'incident.declare',
      'incident.update',
      'incident.resolve',
      'incident.review',
      'incident.review',
      'incident.correct',
    ])
  })

  test('only who runs the service may; a stranger does not learn that it is there', async () => {
    for (const person of [world.auditor, world.memberB, world.stranger])
      await expect(
        declareIncident(person, { serviceId: world.smart.id, title: { en: 'X' }, severity: 'low', text: { en: 'Y' } }),
      ).rejects.toMatchObject({ kind: 'forbidden' })
    const { id } = await declared({ audience: 'internal' })
    await expect(updateIncident(world.stranger, { id, state: 'resolved', text: { en: 'X' } })).rejects.toMatchObject({
      kind: 'missing',
    })
    await expect(updateIncident(world.auditor, { id, state: 'resolved', text: { en: 'X' } })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('what is not everybody’s to see is not told to everybody: a tenant’s environment in a wider incident', async () => {
    const cityA = {
      componentId: Object.values(world.demo.components)[0] ?? '',
      environmentId: world.demo.environments['city-a'] ?? '',
      state: 'major' as const,
    }
    const said = {
      serviceId: world.demo.id,
      title: { en: 'Sign-in fails' },
      severity: 'high' as const,
      text: { en: 'We look into it.' },
    }
    const tooWide = { reasons: [{ code: 'audience-too-wide', field: 'impacts.0' }] }
    await expect(declareIncident(world.stranger, { ...said, impacts: [cityA] }, early)).rejects.toMatchObject(tooWide)
    const { id } = await declareIncident(world.stranger, said, early)
    await expect(
      updateIncident(world.stranger, { id, state: 'identified', text: { en: 'X' }, impacts: [cityA] }, at(1)),
    ).rejects.toMatchObject(tooWide)
    expect(await noticesOf('incident', id)).toEqual(['incident-declared'])
    const tenants = [world.demo.tenants['city-a'] ?? '']
    await declareIncident(world.stranger, { ...said, audience: 'tenants', tenants, impacts: [cityA] }, early)
    expect(await stateNow(cityA)).toBe('major')
  })

  test('a component works again only when nothing holds it any more: another incident, a running window', async () => {
    const ssi = { ...dsp, componentId: world.smart.components.ssi ?? '' }
    const first = await declared({ impacts: [{ ...ssi, state: 'major' as const }] })
    const second = await declared({ impacts: [{ ...ssi, state: 'degraded' as const }] })
    const better = { ...ssi, state: 'working' as const }
    await updateIncident(
      world.scheduler,
      { id: second.id, state: 'monitoring', text: { en: 'Better.' }, impacts: [better] },
      at(1),
    )
    expect(await stateNow(ssi)).toBe('major')
    await updateIncident(world.scheduler, { id: second.id, state: 'resolved', text: { en: 'Back.' } }, at(1))
    expect(await stateNow(ssi)).toBe('major')

    const window = await announced()
    await startWindow(world.scheduler, { id: window }, at(2))
    expect(await stateNow(ssi)).toBe('major')
    await updateIncident(world.scheduler, { id: first.id, state: 'resolved', text: { en: 'Back.' } }, at(3))
    expect(await stateNow(ssi)).toBe('maintenance')
    await finishWindow(world.scheduler, { id: window }, at(4))
    expect(await stateNow(ssi)).toBe('working')
  })

  test('changes of one component at the same moment leave one status', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        declared({ impacts: [{ ...dsp, state: index % 2 ? ('major' as const) : ('degraded' as const) }] }),
      ),
    )
    const open = await asSystem((tx) =>
      tx
        .select()
        .from(statuses)
        .where(and(eq(statuses.componentId, dsp.componentId), isNull(statuses.until))),
    )
    expect(open.filter((row) => row.environmentId === dsp.environmentId)).toHaveLength(1)
  })

  test('an unknown component or no title is refused at its field, and nothing is stored', async () => {
    const before = (await asSystem((tx) => tx.select().from(incidents))).length
    await expect(
      declared({ impacts: [{ componentId: 'x', environmentId: 'y', state: 'major' }] }),
    ).rejects.toMatchObject({ reasons: [{ code: 'unknown-component', field: 'impacts.0' }] })
    await expect(declared({ title: {} })).rejects.toMatchObject({ reasons: [{ code: 'required', field: 'title.en' }] })
    expect((await asSystem((tx) => tx.select().from(incidents))).length).toBe(before)
  })

  test('the second of two people is told', async () => {
    const { id } = await declared()
    await updateIncident(world.operator, { id, version: 1, state: 'identified', text: { en: 'Found.' } })
    await expect(
      updateIncident(world.scheduler, { id, version: 1, state: 'monitoring', text: { en: 'Mine.' } }),
    ).rejects.toMatchObject({ kind: 'changed' })
    await updateIncident(world.scheduler, { id, state: 'resolved', text: { en: 'Back.' } })
  })
})

describe('services unavailable past the announced downtime', () => {
  test('the portal opens one high-severity incident, linked and told, however many watch', async () => {
    const id = await announced({ downtime: { from: '20:00', minutes: 60 } })
    await startWindow(world.scheduler, { id }, start)
    await watchWindows(at(59))
    expect(await ofWindow(id)).toEqual([])
    await Promise.all([watchWindows(at(60)), watchWindows(at(60)), watchWindows(at(61))])
    const [incident, ...others] = await ofWindow(id)
    expect(others).toEqual([])
    expect(incident).toMatchObject({
      severity: 'high',
      openedBySystem: true,
      audience: 'public',
      state: 'investigating',
    })
    expect(await noticesOf('incident', incident?.id ?? '')).toEqual(['incident-declared'])
    const ssi = { componentId: world.smart.components.ssi ?? '', environmentId: dsp.environmentId }
    expect(await stateNow(ssi)).toBe('major')
    await finishWindow(world.scheduler, { id }, at(90))
    expect(await stateNow(ssi)).toBe('major')
    await updateIncident(world.scheduler, { id: incident?.id ?? '', state: 'resolved', text: { en: 'Back.' } }, at(100))
    expect(await stateNow(ssi)).toBe('working')
  })

  test('a late window whose services work again opens none', async () => {
    const id = await announced({ downtime: { from: '20:00', minutes: 60 } })
    await startWindow(world.scheduler, { id }, start)
    await postUpdate(
      world.scheduler,
      { id, text: { en: 'Services are back.' }, statuses: { [world.smart.components.ssi ?? '']: 'working' } },
      at(50),
    )
    await watchWindows(at(500))
    expect(await ofWindow(id)).toEqual([])
    await finishWindow(world.scheduler, { id }, at(510))
  })

  test('an outage in a window without announced downtime counts at once', async () => {
    const id = await announced({
      downtime: null,
      effect: { en: 'Nothing is felt.' },
      impacts: [{ componentId: world.smart.components.ssi ?? '', impact: 'reduced_redundancy' }],
    })
    await startWindow(world.scheduler, { id }, start)
    await watchWindows(at(5))
    expect(await ofWindow(id)).toEqual([])
    await postUpdate(
      world.scheduler,
      { id, text: { en: 'It is out.' }, statuses: { [world.smart.components.ssi ?? '']: 'major' } },
      at(10),
    )
    await watchWindows(at(11))
    expect(await ofWindow(id)).toHaveLength(1)
    await finishWindow(world.scheduler, { id }, at(20))
  })
})

describe('by the clock', () => {
  test('one reminder an hour before, once, and again after a reschedule', async () => {
    const id = await announced()
    const reminders = async () => (await noticesOf('window', id)).filter((event) => event === 'window-reminder').length
    await watchWindows(at(-61))
    expect(await reminders()).toBe(0)
    await Promise.all([watchWindows(at(-60)), watchWindows(at(-60))])
    await watchWindows(at(-30))
    expect(await reminders()).toBe(1)
    await rescheduleWindow(
      world.scheduler,
      { id, startsLocal: '2026-12-06T20:00', endsLocal: '2026-12-07T02:00', reason: { en: 'A week later.' } },
      at(-20),
    )
    await watchWindows(at(-10))
    expect(await reminders()).toBe(1)
    await watchWindows(new Date('2026-12-06T19:00:00Z'))
    expect(await reminders()).toBe(2)
  })

  test('what is announced within the hour is its own reminder', async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), early)
    await announceWindow(world.scheduler, { id }, at(-59))
    await watchWindows(at(-30))
    expect(await noticesOf('window', id)).toEqual(['window-announced'])
  })

  test('an automatic start happens where it was chosen, and nowhere else', async () => {
    const [chosen, not] = [await announced({ autoStart: true }), await announced()]
    await watchWindows(at(-1))
    await watchWindows(at(0))
    const states = await asSystem((tx) => tx.select({ id: windows.id, state: windows.state }).from(windows))
    expect(states.find((row) => row.id === chosen)?.state).toBe('in_progress')
    expect(states.find((row) => row.id === not)?.state).toBe('announced')
    expect((await auditOf(chosen)).at(-1)).toMatchObject({ action: 'window.start', actorId: null })
  })
})
