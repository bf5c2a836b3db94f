'use server'

import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { allOf, type FormState, forForm, localFrom, textOf, textsOf } from '#lib/forms/form-state.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { adminWindowPath, inLanguage } from '#lib/routes.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'

/** Saves a draft, new or edited, and shows it. */
export async function saveDraft(_: FormState, form: FormData): Promise<FormState> {
  let saved = ''
  const state = await forForm(form, async () => {
    const person = await actingPerson()
    const id = textOf(form, 'id')
    const plan = planFrom(form)
    const window = id
      ? await editWindow(person, { id, version: Number(textOf(form, 'version')) }, plan)
      : await draftWindow(person, plan)
    saved = window.id
    return { reasons: [] }
  })
  if (!saved) return state
  const locale = textOf(form, 'locale')
  redirect(`${inLanguage(isLocale(locale) ? locale : 'en', adminWindowPath(saved))}?done=edit`)
}

function planFrom(form: FormData): PlanInput {
  const impacts = [...form.keys()]
    .filter((name) => name.startsWith('impact.'))
    .flatMap((name) => {
      const componentId = name.slice('impact.'.length)
      const impact = textOf(form, name)
      return impact ? [{ componentId, impact: impact as 'outage', note: textsOf(form, `note.${componentId}`) }] : []
    })
  return {
    serviceId: textOf(form, 'serviceId'),
    environmentId: textOf(form, 'environmentId') || null,
    kind: textOf(form, 'kind'),
    title: textsOf(form, 'title'),
    description: textsOf(form, 'description'),
    userChanges: textsOf(form, 'userChanges'),
    effect: textsOf(form, 'effect'),
    startsLocal: localFrom(form, 'startsLocal'),
    endsLocal: localFrom(form, 'endsLocal'),
    downtime:
      textOf(form, 'hasDowntime') === 'yes'
        ? { from: clockFrom(textOf(form, 'downtime.from')), minutes: textOf(form, 'downtime.minutes') }
        : null,
    migration: form.get('migration') === 'on',
    autoStart: form.get('autoStart') === 'on',
    rollbackInfrastructure: textsOf(form, 'rollbackInfrastructure'),
    rollbackServices: textsOf(form, 'rollbackServices'),
    rollbackData: textsOf(form, 'rollbackData'),
    impacts,
    releaseIds: allOf(form, 'releaseIds'),
    changes: textOf(form, 'changes')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((en) => ({ en })),
    audience: textOf(form, 'audience') as 'public',
    tenants: allOf(form, 'tenants'),
  }
}

const clockFrom = (typed: string) => (/^\d:\d\d$/.test(typed.trim()) ? `0${typed.trim()}` : typed.trim())
