'use server'

import { actAndGo } from '#lib/forms/act.ts'
import { type FormState, textOf, textsOf } from '#lib/forms/form-state.ts'
import { addHoliday } from '#lib/holidays/add-holiday.ts'
import { removeHoliday } from '#lib/holidays/remove-holiday.ts'
import { paths } from '#lib/routes.ts'

/** Adds a day and shows its year, with what the day does to published windows. */
export async function add(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const day = textOf(form, 'day')
    const { id } = await addHoliday(person, {
      calendar: (textOf(form, 'calendar') || null) as 'india' | null,
      serviceId: textOf(form, 'serviceId') || null,
      day,
      name: textsOf(form, 'name'),
    })
    return yearPath(form, day.slice(0, 4), { day: id, done: 'added' })
  })
}

export async function remove(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const { broken } = await removeHoliday(person, { id: textOf(form, 'id') })
    return yearPath(form, textOf(form, 'year'), { done: 'removed', broken: String(broken.length) })
  })
}

const yearPath = (form: FormData, year: string, said: Record<string, string>) =>
  `${paths.holidays}?${new URLSearchParams({ of: textOf(form, 'of'), year, ...said })}`
