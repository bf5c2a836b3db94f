import { getTranslations } from 'next-intl/server'
import type { MessageKind } from '#db/schema/windows.ts'
import { longRange, moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'

type Message = { kind: MessageKind; facts: Record<string, unknown> }
type Times = { startsAt: string; endsAt: string }

/** What the facts of a message say in words: old and new times, the answers of a checkpoint, an incident's reference. */
export async function messageDetail(message: Message, zone: string, locale: Locale): Promise<string | null> {
  const t = await getTranslations('site.window.detail')
  const { before, after } = message.facts as { before?: Times; after?: Times }
  if (message.kind === 'rescheduled' && before && after) {
    const range = (times: Times) => longRange(new Date(times.startsAt), new Date(times.endsAt), zone, locale)
    return t('rescheduled', { after: range(after), before: range(before) })
  }
  if (message.kind === 'extended' && before && after) {
    return t('extended', {
      after: moment(new Date(after.endsAt), zone, locale),
      before: moment(new Date(before.endsAt), zone, locale),
    })
  }
  if (message.kind === 'checkpoint') {
    const { stability, resources, communications } = message.facts
    const missing = [
      !stability && t('stability'),
      !resources && t('resources'),
      !communications && t('communications'),
    ].filter(Boolean)
    return missing.length ? t('checkpointMissing', { missing: missing.join(', ') }) : t('checkpointReady')
  }
  if (message.kind === 'started' && message.facts.early) return t('early')
  if (message.kind === 'incident') return String(message.facts.reference ?? '')
  return null
}
