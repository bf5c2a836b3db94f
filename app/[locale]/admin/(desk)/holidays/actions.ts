'use server'

import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { type FormState, forForm, textOf, textsOf } from '#lib/forms/form-state.ts'
import { addHoliday } from '#lib/holidays/add-holiday.ts'
import { removeHoliday } from '#lib/holidays/remove-holiday.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/routes.ts'

/** Adds a day and shows its year, with what the day does to published windows. */
export async function add(_: FormState, form: FormData): Promise<FormState> {
  const day = textOf(form, 'day')
  return thenYear(form, day.slice(0, 4), async (person) => {
    const { id } = await addHoliday(person, {
      calendar: (textOf(form, 'calendar') || null) as 'india' | null,
      serviceId: textOf(form, 'serviceId') || null,
      day,
      name: textsOf(form, 'name'),
    })
    return { day: id, done: 'added' }
  })
}

export async function remove(_: FormState, form: FormData): Promise<FormState> {
  return thenYear(form, textOf(form, 'year'), async (person) => {
    const { broken } = await removeHoliday(person, { id: textOf(form, 'id') })
    return { done: 'removed', broken: String(broken.length) }
  })
}

async function thenYear(
  form: FormData,
  year: string,
  run: (person: string) => Promise<Record<string, string>>,
): Promise<FormState> {
  let found: Record<string, string> = {}
  const state = await forForm(form, async () => {
    found = await run(await actingPerson())
    return { reasons: [] }
  })
  if (state.reasons.length) return state
  const locale = textOf(form, 'locale')
  const query = new URLSearchParams({ of: textOf(form, 'of'), year, ...found })
  redirect(`${inLanguage(isLocale(locale) ? locale : 'en', paths.holidays)}?${query}`)
}
