'use server'

import { revalidatePath } from 'next/cache'
import { actingPerson } from '#lib/auth/viewer.ts'
import { endFeed } from '#lib/feeds/end-feed.ts'
import { openFeed } from '#lib/feeds/open-feed.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'

/** Opens a private calendar address for a tenant of the person who asks. */
export async function openTenantCalendar(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await openFeed(await actingPerson(), { tenantId: textOf(form, 'id') })
    revalidatePath('/[locale]/schedule', 'page')
    return { reasons: [] }
  })
}

/** Ends a private calendar address of the person who asks. */
export async function endTenantCalendar(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await endFeed(await actingPerson(), { id: textOf(form, 'id') })
    revalidatePath('/[locale]/schedule', 'page')
    return { reasons: [] }
  })
}
