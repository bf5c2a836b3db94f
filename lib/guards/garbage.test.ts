import { beforeAll, describe, expect, test } from 'vitest'
import { retryDeliveries } from '#lib/channels/retry-deliveries.ts'
import { Refusal } from '#lib/errors.ts'
import { endFeed } from '#lib/feeds/end-feed.ts'
import { openFeed } from '#lib/feeds/open-feed.ts'
import { allOf, forForm, localFrom, textOf, textsOf, typedIn } from '#lib/forms/form-state.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { checkFreeze } from '#lib/freezes/check-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { addHoliday } from '#lib/holidays/add-holiday.ts'
import { removeHoliday } from '#lib/holidays/remove-holiday.ts'
import { correctIncident } from '#lib/incidents/correct-incident.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { idInput } from '#lib/input.ts'
import { discardDraft as discardPlan } from '#lib/planner/discard-draft.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { saveDraft } from '#lib/planner/save-draft.ts'
import { editFrom } from '#lib/policies/form.ts'
import { revisePolicy } from '#lib/policies/revise-policy.ts'
import { setComponentStatus } from '#lib/services/set-component-status.ts'
import { changeSubscription } from '#lib/subscribers/change-subscription.ts'
import { confirmSubscription } from '#lib/subscribers/confirm-subscription.ts'
import { endSubscription } from '#lib/subscribers/end-subscription.ts'
import { removeSubscriber } from '#lib/subscribers/remove-subscriber.ts'
import { requestSubscription } from '#lib/subscribers/request-subscription.ts'
import { makeWorld, type World } from '#lib/testing/world.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { withdrawWaiver } from '#lib/waivers/withdraw-waiver.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { checkMove } from '#lib/windows/check-move.ts'
import { checkPlan } from '#lib/windows/check-plan.ts'
import { correctWindow } from '#lib/windows/correct-window.ts'
import { discardDraft } from '#lib/windows/discard-draft.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { extendWindow } from '#lib/windows/extend-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { recordCheckpoint } from '#lib/windows/record-checkpoint.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'

/** Whatever an entrance hands to a command, it is taken or refused with reasons; nothing is an error of ours. */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

type Command = (actor: string, input: never) => Promise<unknown>
const ofRecord: Record<string, Command> = {
  announceWindow,
  askWaiver,
  cancelFreeze,
  cancelWindow,
  changeFreeze,
  checkFreeze,
  checkMove,
  checkPlan,
  correctIncident,
  correctWindow,
  decideWaiver,
  declareIncident,
  discardDraft,
  discardPlan,
  draftWindow,
  endFeed,
  extendWindow,
  finishWindow,
  openFeed,
  planWindow,
  postUpdate,
  publishFreeze,
  publishPlan,
  recordCheckpoint,
  addHoliday,
  removeHoliday,
  rescheduleWindow,
  reviewIncident,
  revisePolicy,
  rollBackWindow,
  saveDraft,
  setComponentStatus,
  startWindow,
  updateIncident,
  verifyWindow,
  withdrawWaiver,
}
const ofId: Record<string, Command> = { removeSubscriber, retryDeliveries }
const ofKey: Record<string, (key: never) => Promise<unknown>> = {
  changeSubscription: (key) => changeSubscription(key, {} as never),
  confirmSubscription: (key) => confirmSubscription(key),
  endSubscription,
}

const bad: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a huge number', 1e308],
  ['a list', [['x']]],
  ['something nested', { a: { b: { c: {} } } }],
  ['a NUL', '\u0000'],
  ['half a letter', '\ud83d'],
  ['a file', new File(['x'], 'x.txt')],
  ['a prototype', '__proto__'],
  ['a pattern', '%_\\'],
  ['a long word', 'x'.repeat(100_000)],
  ['a day that is none', '9999-99-99'],
]
/** Everything a command may look at, all of it bad. */
const fields = [
  ...['id', 'version', 'windowId', 'serviceId', 'environmentId', 'componentId', 'tenantId', 'kind', 'code', 'state'],
  ...['title', 'text', 'reason', 'note', 'review', 'name', 'day', 'calendar', 'startsLocal', 'endsLocal', 'firstDay'],
  ...['lastDay', 'environments', 'streams', 'impacts', 'releaseIds', 'statuses', 'downtime', 'edit', 'inForceFrom'],
  ...['granted', 'settings', 'windows', 'made', 'days', 'minutes', 'starts', 'draft', 'audience', 'tenants'],
]

const refused = async (run: () => Promise<unknown>) => {
  const outcome = await run().then(
    () => null,
    (error: unknown) => error,
  )
  expect(outcome).toBeInstanceOf(Refusal)
  expect((outcome as Refusal).reasons.length).toBeGreaterThan(0)
}

describe.each(Object.entries(ofRecord))('%s', (_, command) => {
  test.each(bad)('given %s', async (_, value) => {
    await refused(() => command(world.operator, value as never))
    await refused(() => command(world.operator, Object.fromEntries(fields.map((name) => [name, value])) as never))
    const hollow = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}')
    await refused(() => command(world.operator, { ...hollow, id: value } as never))
  })
})

test.each([
  ...Object.entries(ofId),
  ['editWindow', (actor: string, id: never) => editWindow(actor, { id }, {} as never)] as const,
])('%s', async (_, command) => {
  // What could be an id is looked for; that there is none may be no error.
  for (const [, value] of bad.filter(([, value]) => !idInput.safeParse(value).success))
    await refused(() => command(world.operator, value as never))
})

test.each(Object.entries(ofKey))('%s', async (_, command) => {
  for (const [, value] of bad) await refused(() => command(value as never))
})

test.each(bad)('a subscription by %s', async (_, value) => {
  const said = { email: value, services: value, kinds: value, language: value, timeZone: value, everything: value }
  await refused(() => requestSubscription('9.9.9.9', said as never))
  await refused(() => requestSubscription('9.9.9.9', value as never))
})

describe('a form', () => {
  const form = new FormData()
  form.append('title.en', new File(['x'], 'x.txt'))
  form.append('title.hi', 'शीर्षक')
  form.append('password', 'secret')
  form.append('$ACTION_KEY', 'k')
  for (const name of ['__proto__', 'constructor', 'toString']) {
    form.append(name, 'one')
    form.append(name, 'two')
  }

  test('is read field by field: a file is no text, what is missing is nothing', () => {
    expect(textsOf(form, 'title')).toEqual({ en: '', hi: 'शीर्षक' })
    expect([textOf(form, 'id'), allOf(form, 'title.en'), localFrom(form, 'startsLocal')]).toEqual(['', [], 'T'])
  })

  test('gives back what was typed, without secrets and through no prototype', async () => {
    expect(Object.entries(typedIn(form))).toEqual([['title.hi', 'शीर्षक']])
    expect(Object.getPrototypeOf(typedIn(form))).toBe(Object.prototype)
  })

  test.each([undefined, null, 'x', {}, []])('that is none (%j) is not understood', async (none) => {
    const state = await forForm(none as never, () => expect.unreachable())
    expect(state.reasons).toEqual([{ code: 'not-understood' }])
  })

  test.each([[form], [new FormData()]])('of a policy holds whatever its fields hold', async (typed) => {
    const edit = editFrom(typed)
    await refused(() => revisePolicy(world.operator, { serviceId: world.smart.id, edit } as never))
  })
})
