import { getTranslations } from 'next-intl/server'
import { windowLook } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { WindowState } from '#db/schema/windows.ts'
import { dayMonth, time } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'

const order: WindowState[] = ['draft', 'planned', 'announced', 'in_progress', 'verifying', 'completed']

/** The six steps, the current one thick; "Cancelled" or "Rolled back" with its time replaces the rest. */
export async function Lifecycle({ window, zone, locale }: { window: WindowRow; zone: string; locale: Locale }) {
  const t = await getTranslations('words.window')
  const ended = window.state === 'cancelled' || window.state === 'rolled_back'
  const reached: Record<string, boolean> = {
    draft: true,
    planned: window.publishedAt !== null,
    announced: window.announcedAt !== null,
    in_progress: window.startedAt !== null,
    verifying: window.verifyingAt !== null,
  }
  const steps = ended ? [...order.filter((step) => reached[step]), window.state] : order
  const place = steps.indexOf(window.state)
  const endedAt = window.state === 'cancelled' ? window.cancelledAt : window.finishedAt
  return (
    <ol className="lifecycle">
      {steps.map((step, index) => {
        const current = index === place
        const past = index < place && (ended || reached[step] !== false)
        return (
          <li
            key={step}
            data-state={step}
            className={past || (current && step === 'completed') ? 'reached' : undefined}
            {...(current && { 'aria-current': 'step' as const })}
          >
            <Icon name={current ? windowLook(step).icon : past ? 'tick' : index < place ? 'none' : 'ring'} />
            {t(step)}
            {current && endedAt && (
              <span>
                {dayMonth(endedAt, zone, locale)}, {time(endedAt, zone)}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
