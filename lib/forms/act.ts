import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { inLanguage } from '#lib/routes.ts'
import { type FormState, forForm, textOf } from './form-state.ts'

/** Runs what a form asks for and goes to the address it gives, in the form's language; a refusal goes back to the form. */
export async function thenGo(form: FormData, run: () => Promise<string>): Promise<FormState> {
  let next = ''
  const state = await forForm(form, async () => {
    next = await run()
    return { reasons: [] }
  })
  if (!next) return state
  const locale = textOf(form, 'locale')
  redirect(inLanguage(isLocale(locale) ? locale : 'en', next))
}

/** Runs a command as the person who sends the form and goes to the address it gives. */
export const actAndGo = (form: FormData, run: (person: string) => Promise<string>): Promise<FormState> =>
  thenGo(form, async () => run(await actingPerson()))

/** Runs a command as the person who sends the form; the page of this pattern stays and shows what is now. */
export const actAndStay = (
  form: FormData,
  page: string,
  run: (person: string) => Promise<unknown>,
  done?: string,
): Promise<FormState> =>
  forForm(form, async () => {
    await run(await actingPerson())
    revalidatePath(page, 'page')
    return { reasons: [], ...(done && { done, stamp: Date.now() }) }
  })

/** Which record a form is of, and which version of it was seen. */
export const seenIn = (form: FormData) => ({ id: textOf(form, 'id'), version: Number(textOf(form, 'version')) })
