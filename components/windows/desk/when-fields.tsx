import { useLocale, useTranslations } from 'next-intl'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { DateAndTime } from '#components/forms/date-and-time.tsx'
import { Tick } from '#components/forms/tick.tsx'
import { PeakStrip } from '#components/regions/peak-strip.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { zoneCity } from '#lib/i18n/format.ts'
import { DowntimeFields } from './downtime-fields.tsx'
import type { Draft } from './draft.ts'
import type { Plan } from './use-plan.ts'
import { ZonePair } from './zone-pair.tsx'

type Props = {
  plan: Plan
  draft: Draft
  state: FormState
  shown: FormState
  readerZone: string
  published: boolean
}

/** When, in the service's zone and the reader's; beside the hours of its regions; and how much of it is downtime. */
export function WhenFields({ plan, draft, state, shown, readerZone, published }: Props) {
  const t = useTranslations('admin.windowForm')
  const locale = useLocale()
  const { offer, times, taken, hasDowntime } = plan
  return (
    <>
      <div className="form-grid" inert={published}>
        {(['startsLocal', 'endsLocal'] as const).map((name) => (
          <DateAndTime
            key={`${name} ${taken?.[name]}`}
            name={name}
            label={t(name === 'startsLocal' ? 'starts' : 'ends')}
            zone={zoneCity(offer.zone, locale)}
            value={taken?.[name] ?? draft[name]}
            state={taken ? { reasons: shown.reasons } : shown}
            onChange={(local) => plan.changeTimes({ [name]: local })}
          />
        ))}
      </div>
      <ZonePair times={times} zone={offer.zone} reader={readerZone} />
      <PeakStrip regions={offer.regions} times={times} zone={offer.zone} permitted={offer.permittedHours} />
      <DowntimeFields
        before={draft.downtime}
        has={hasDowntime}
        onHas={plan.setHasDowntime}
        onChange={plan.changeDowntime}
        state={state}
      />
      <BothLanguages
        name="effect"
        label={t(hasDowntime ? 'effectToo' : 'effect')}
        value={draft.effect}
        state={state}
        lines={2}
        onInput={plan.note('effect')}
      />
      <Tick name="autoStart" label={t('autoStart')} note={t('autoStartNote')} checked={draft.autoStart} state={state} />
    </>
  )
}
