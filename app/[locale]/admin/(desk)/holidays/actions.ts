'use server'

import { actAsSeen } from '#lib/forms/act-as-seen.ts'
import type { ForeseenState } from '#lib/forms/foreseen-state.ts'
import { textOf, textsOf } from '#lib/forms/form-state.ts'
import { addHoliday } from '#lib/holidays/add-holiday.ts'
import { removeHoliday } from '#lib/holidays/remove-holiday.ts'
import { paths } from '#lib/routes.ts'

/** Adds a day, once what it puts in breach was seen, and shows its year. */
export async function add(_: ForeseenState, form: FormData): Promise<ForeseenState> {
  return actAsSeen(form, async (person, seen) => {
    const day = textOf(form, 'day')
    const said = {
      calendar: (textOf(form, 'calendar') || null) as 'india' | null,
      serviceId: textOf(form, 'serviceId') || null,
      day,
      name: textsOf(form, 'name'),
    }
    const { id } = await addHoliday(person, said, new Date(), seen)
    return yearPath(form, day.slice(0, 4), { day: id, done: 'added' })
  })
}

/** Takes a day back, once what that puts in breach was seen. */
export async function remove(_: ForeseenState, form: FormData): Promise<ForeseenState> {
  return actAsSeen(form, async (person, seen) => {
    const { broken } = await removeHoliday(person, { id: textOf(form, 'id') }, new Date(), seen)
    return yearPath(form, textOf(form, 'year'), { done: 'removed', broken: String(broken.length) })
  })
}

const yearPath = (form: FormData, year: string, said: Record<string, string>) =>
  `${paths.holidays}?${new URLSearchParams({ of: textOf(form, 'of'), year, ...said })}`
