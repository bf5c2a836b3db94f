import { useTranslations } from 'next-intl'
import { fixedOn } from '#lib/planner/ground.ts'
import type { Planning } from './use-plan.ts'

/** Says why there is nothing to publish: what was asked for stands there already, or everything was dropped. */
export function useNothingLeft({ proposal, horizon, ground }: Planning): string {
  const t = useTranslations('planner.bar')
  const count = horizon.pins.length
  if (proposal.windows.length || !count || count < horizon.count) return t('noDays')
  return t(
    fixedOn(ground).some(({ day, release }) => release && horizon.pins.includes(day)) ? 'allFixed' : 'allPublished',
    { count },
  )
}
