'use server'

import { actAndGo, seenIn } from '#lib/forms/act.ts'
import { allOf, type FormState, localFrom, textOf, textsOf } from '#lib/forms/form-state.ts'
import { adminWindowPath } from '#lib/routes.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'

/** Saves a draft, new or edited, and shows it. */
export async function saveDraft(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const seen = seenIn(form)
    const plan = planFrom(form)
    const window = seen.id ? await editWindow(person, seen, plan) : await draftWindow(person, plan)
    return `${adminWindowPath(window.id)}?done=edit`
  })
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
