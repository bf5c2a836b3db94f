import { desc, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { noticeSubjects, notices } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import type { WindowEvent } from '#lib/windows/events.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'
import { previewNotice } from './preview-notice.ts'

let world: World
let id: string
const start = new Date('2026-11-29T20:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
beforeAll(async () => {
  world = await makeWorld()
  const { ssi = '', dsp = '' } = world.smart.components
  const impacts = [
    { componentId: ssi, impact: 'outage' as const },
    { componentId: dsp, impact: 'no_impact' as const },
  ]
  id = (await draftWindow(world.scheduler, planFor(world.smart, { impacts }), at(-40000))).id
  await announceWindow(world.scheduler, { id }, at(-40000))
})

/** Who is said to be out, in part, as usual, in the last mail that was written about the window. */
const told = async () => {
  const [row] = await asSystem((tx) =>
    tx
      .select({ payload: notices.payload })
      .from(notices)
      .innerJoin(noticeSubjects, eq(noticeSubjects.noticeId, notices.id))
      .where(eq(noticeSubjects.subjectId, id))
      .orderBy(desc(notices.createdAt))
      .limit(1),
  )
  const { facts } = wordNotice(row?.payload as Payload, 'en', 'Europe/London', 'Almanac')
  const of = (name: string) => facts.find((fact) => fact.name === name)?.lines ?? []
  return { out: of('Not available'), partly: of('Only in part'), usual: of('Works as usual') }
}
const preview = async (event: WindowEvent, minutes: number) =>
  asSystem(async (tx) => {
    const window = await findWindow(tx, id)
    if (!window) throw new Error('no window')
    return (await previewNotice(tx, window, event, 'en', 'Europe/London', at(minutes))).text
  })

test('each mail of a window says what is available by what the components are then, and so does its preview', async () => {
  const { ssi = '', dsp = '' } = world.smart.components
  const [SSI, DSP] = ['Self-Service Interface', 'Service requests (DSP)']
  expect(await told()).toEqual({ out: [SSI], partly: [], usual: [DSP] })
  const before = await preview('window-started', 0)
  expect(before).toMatch(/Not available\s+Self-Service Interface/)
  await startWindow(world.scheduler, { id }, start)
  expect(await told()).toEqual({ out: [SSI], partly: [], usual: [DSP] })

  await postUpdate(
    world.scheduler,
    { id, text: { en: 'It is out as well.' }, statuses: { [ssi]: 'working', [dsp]: 'major' } },
    at(10),
  )
  expect(await told()).toEqual({ out: [DSP], partly: [], usual: [SSI] })
  expect(await preview('window-verifying', 11)).toMatch(/Not available\s+Service requests \(DSP\)/)
  await verifyWindow(world.scheduler, { id }, at(12))
  expect(await told()).toEqual({ out: [DSP], partly: [], usual: [SSI] })
  await postUpdate(world.scheduler, { id, text: { en: 'Slow.' }, statuses: { [dsp]: 'degraded' } }, at(13))
  expect(await told()).toEqual({ out: [], partly: [DSP], usual: [SSI] })
  await rollBackWindow(world.scheduler, { id, reason: { en: 'It does not hold.' } }, at(14))
  expect(await told()).toEqual({ out: [], partly: [DSP], usual: [SSI] })
  expect(await preview('window-rolled-back', 15)).not.toMatch(/Not available|Only in part/)
  await finishWindow(world.scheduler, { id, text: { en: 'As before.' } }, at(20))
  expect(await told()).toEqual({ out: [], partly: [], usual: [SSI, DSP] })
})
