'use server'

import { actAndGo, actAndStay } from '#lib/forms/act.ts'
import { type FormState, textOf, textsOf } from '#lib/forms/form-state.ts'
import { adminWindowPath } from '#lib/routes.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { withdrawWaiver } from '#lib/waivers/withdraw-waiver.ts'

const recordPage = '/[locale]/admin/windows/[id]'

/** Asks for a waiver and shows the window again, where it stands. */
export async function ask(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const windowId = textOf(form, 'windowId')
    await askWaiver(person, {
      windowId,
      code: textOf(form, 'code') as 'frozen',
      ...(textOf(form, 'startsLocal') && {
        startsLocal: textOf(form, 'startsLocal'),
        endsLocal: textOf(form, 'endsLocal'),
      }),
      reason: textsOf(form, 'reason'),
      risk: textsOf(form, 'risk'),
      checks: textsOf(form, 'checks'),
    })
    return `${adminWindowPath(windowId)}#rules`
  })
}

export async function decide(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, recordPage, (person) =>
    decideWaiver(person, {
      id: textOf(form, 'id'),
      granted: textOf(form, 'granted') === 'yes',
      note: textsOf(form, 'note'),
    }),
  )
}

export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, recordPage, (person) => withdrawWaiver(person, { id: textOf(form, 'id') }))
}
