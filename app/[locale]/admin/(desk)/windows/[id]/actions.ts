'use server'

import { invalid } from '#lib/errors.ts'
import { actAndGo, seenIn } from '#lib/forms/act.ts'
import { type FormState, localFrom, textOf, textsOf } from '#lib/forms/form-state.ts'
import { adminWindowPath, paths } from '#lib/routes.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { correctWindow } from '#lib/windows/correct-window.ts'
import { discardDraft } from '#lib/windows/discard-draft.ts'
import { extendWindow } from '#lib/windows/extend-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { recordCheckpoint } from '#lib/windows/record-checkpoint.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'

type Take = (person: string, seen: ReturnType<typeof seenIn>, form: FormData) => Promise<unknown>

const ticked = (form: FormData, name: string) => form.get(name) === 'on'

const take: Record<string, Take> = {
  plan: (person, seen) => planWindow(person, seen),
  announce: (person, seen) => announceWindow(person, seen),
  discard: (person, seen) => discardDraft(person, seen),
  cancel: (person, seen, form) => cancelWindow(person, { ...seen, reason: textsOf(form, 'reason') }),
  reschedule: (person, seen, form) =>
    rescheduleWindow(person, {
      ...seen,
      startsLocal: localFrom(form, 'startsLocal'),
      endsLocal: localFrom(form, 'endsLocal'),
      reason: textsOf(form, 'reason'),
    }),
  start: (person, seen, form) =>
    startWindow(person, { ...seen, reason: textsOf(form, 'reason'), text: textsOf(form, 'text') }),
  checkpoint: (person, seen, form) =>
    recordCheckpoint(person, {
      ...seen,
      stability: ticked(form, 'stability'),
      resources: ticked(form, 'resources'),
      communications: ticked(form, 'communications'),
      text: textsOf(form, 'text'),
    }),
  update: (person, seen, form) =>
    postUpdate(person, { ...seen, text: textsOf(form, 'text'), statuses: changedStatuses(form) }),
  extend: (person, seen, form) =>
    extendWindow(person, {
      ...seen,
      endsLocal: localFrom(form, 'endsLocal'),
      downtimeToo: ticked(form, 'downtimeToo'),
      reason: textsOf(form, 'reason'),
    }),
  verify: (person, seen, form) => verifyWindow(person, { ...seen, text: textsOf(form, 'text') }),
  'roll-back': (person, seen, form) => rollBackWindow(person, { ...seen, reason: textsOf(form, 'reason') }),
  finish: (person, seen, form) => finishWindow(person, { ...seen, text: textsOf(form, 'text') }),
  correct: (person, seen, form) =>
    correctWindow(person, {
      ...seen,
      title: textsOf(form, 'title'),
      description: textsOf(form, 'description'),
      userChanges: textsOf(form, 'userChanges'),
      effect: textsOf(form, 'effect'),
    }),
}

/** Takes one step with a window, as the form says, and shows the window again. */
export async function takeStep(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const step = textOf(form, 'step')
    const command = Object.hasOwn(take, step) && take[step]
    if (!command) throw invalid({ code: 'not-understood' })
    const seen = seenIn(form)
    await command(person, seen, form)
    return step === 'discard' ? `${paths.windows}?list=drafts` : `${adminWindowPath(seen.id)}?done=${step}`
  })
}

/** Only statuses that the person changed: the others stay as they are now, whatever they were when the page was made. */
function changedStatuses(form: FormData): Record<string, never> {
  const changed = [...form.keys()]
    .filter((name) => name.startsWith('statuses.'))
    .flatMap((name) => {
      const id = name.slice('statuses.'.length)
      const state = textOf(form, name)
      return state !== textOf(form, `before.${id}`) ? [[id, state]] : []
    })
  return Object.fromEntries(changed)
}
