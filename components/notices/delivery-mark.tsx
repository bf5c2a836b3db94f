import { useTranslations } from 'next-intl'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import type { DeliveryState } from '#db/schema/notices.ts'

const looks: Record<DeliveryState, { icon: IconName; tone: string }> = {
  waiting: { icon: 'due', tone: 'is-maintenance' },
  sending: { icon: 'due', tone: 'is-maintenance' },
  sent: { icon: 'working', tone: 'is-ok' },
  failed: { icon: 'major', tone: 'is-major' },
  unknown: { icon: 'unknown', tone: 'is-degraded' },
  overtaken: { icon: 'unknown', tone: '' },
}

/** What became of a mail: shape, word, colour. */
export function DeliveryMark({ state }: { state: DeliveryState }) {
  const t = useTranslations('words.delivery')
  return (
    <span className={`state ${looks[state].tone}`}>
      <Icon name={looks[state].icon} />
      {t(state)}
    </span>
  )
}
