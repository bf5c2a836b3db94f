import { allOf, textOf } from '#lib/forms/form-state.ts'
import type { Choices, MemberChoices } from './input.ts'

/** What a form says a subscriber wants; the command checks it. */
export function choicesFrom(form: FormData): Choices {
  const services = allOf(form, 'services')
  return {
    everything: services.includes('*'),
    services: services.filter((id) => id !== '*'),
    kinds: allOf(form, 'kinds'),
    language: textOf(form, 'language'),
    timeZone: textOf(form, 'timeZone'),
  } as Choices
}

/** What a form says of a member's mail. */
export const memberChoicesFrom = (form: FormData): MemberChoices => ({
  wantsMail: textOf(form, 'wantsMail') === 'on',
  language: textOf(form, 'language') as 'en',
  timeZone: textOf(form, 'timeZone'),
})
