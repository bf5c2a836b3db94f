'use server'

import { endFeed } from '#lib/feeds/end-feed.ts'
import { openFeed } from '#lib/feeds/open-feed.ts'
import { actAndStay } from '#lib/forms/act.ts'
import { type FormState, textOf } from '#lib/forms/form-state.ts'

const schedulePage = '/[locale]/schedule'

/** Opens a private calendar address for a tenant of the person who asks. */
export async function openTenantCalendar(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, schedulePage, (person) => openFeed(person, { tenantId: textOf(form, 'id') }))
}

/** Ends a private calendar address of the person who asks. */
export async function endTenantCalendar(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, schedulePage, (person) => endFeed(person, { id: textOf(form, 'id') }))
}
