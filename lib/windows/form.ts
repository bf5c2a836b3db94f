import { allOf, localFrom, textOf, textsOf, typedIn } from '#lib/forms/form-state.ts'
import { rowsIn } from '#lib/forms/rows.ts'
import type { PlanInput } from './input.ts'

/** What the form of a window says, for the commands to judge. */
export function planFrom(form: FormData): PlanInput {
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
    changes: rowsIn(typedIn(form), 'changes').map(({ en = '', hi = '' }) => ({ en, hi })),
    audience: textOf(form, 'audience') as 'public',
    tenants: allOf(form, 'tenants'),
    text: textsOf(form, 'text'),
  }
}

const clockFrom = (typed: string) => (/^\d:\d\d$/.test(typed.trim()) ? `0${typed.trim()}` : typed.trim())
