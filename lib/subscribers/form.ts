import { allOf, textOf } from '#lib/forms/form-state.ts'
import type { Choices } from './input.ts'

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
