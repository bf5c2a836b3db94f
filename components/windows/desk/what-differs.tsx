import { getTranslations } from 'next-intl/server'
import { Facts } from '#components/ui/facts.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { duration, list, longRange, moment } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Asked, Differing } from '#lib/waivers/differing.ts'

/** For who decides again: in what the window differs from what was approved before, each part as it was and as it is. */
export async function WhatDiffers({
  differing: { approvedAt, parts, before, after },
  zone,
  locale,
}: {
  differing: Differing
  zone: string
  locale: Locale
}) {
  const t = await getTranslations('admin.differing')
  const labels = await getTranslations('admin.windowForm')
  const words = await getTranslations('words')
  const text = (said: Texts | null) => pick(said, locale).text
  const inWords: Record<keyof Asked, (of: Asked) => string> = {
    times: (of) => longRange(of.times.startsAt, of.times.endsAt, zone, locale),
    service: (of) => text(of.service),
    environment: (of) => text(of.environment),
    kind: (of) => text(of.kind),
    migration: (of) => (of.migration ? t('yes') : t('no')),
    downtimeAfter: (of) => downtime(of),
    downtimeMinutes: (of) => downtime(of),
    description: (of) => text(of.description),
    effect: (of) => text(of.effect),
    userChanges: (of) => text(of.userChanges),
    rollbackInfrastructure: (of) => text(of.rollbackInfrastructure),
    rollbackServices: (of) => text(of.rollbackServices),
    rollbackData: (of) => text(of.rollbackData),
    components: (of) =>
      of.components
        .map(({ name, impact, note }) => [text(name), words(`impact.${impact}`), text(note)].filter(Boolean).join(', '))
        .join('; '),
    releases: (of) =>
      list(
        of.releases.map(({ name, version }) => `${text(name)} ${version}`),
        locale,
      ),
    changes: (of) => list(of.changes.map(text), locale),
  }
  const downtime = ({ downtimeAfter, downtimeMinutes }: Asked) =>
    downtimeMinutes === null
      ? ''
      : t('downtime', { length: duration(downtimeMinutes, locale), after: duration(downtimeAfter ?? 0, locale) })
  const nameOf: Partial<Record<keyof Asked, string>> = {
    times: labels('when'),
    downtimeAfter: labels('downtime'),
    downtimeMinutes: labels('downtime'),
    rollbackInfrastructure: `${labels('rollback')}: ${labels('rollbackInfrastructure')}`,
    rollbackServices: `${labels('rollback')}: ${labels('rollbackServices')}`,
    rollbackData: `${labels('rollback')}: ${labels('rollbackData')}`,
  }
  const shown = parts.filter((part) => part !== 'downtimeAfter' || !parts.includes('downtimeMinutes'))
  return (
    <div className="my-2">
      <p className="state is-partial mb-1">{t('title', { at: moment(approvedAt, zone, locale) })}</p>
      {shown.length === 0 && <p className="note">{t('nothing')}</p>}
      <Facts
        facts={shown.map((part) => ({
          key: part,
          name: nameOf[part] ?? labels(part as 'kind'),
          value: (
            <>
              <del className="block">{inWords[part](before) || t('none')}</del>
              <ins className="block no-underline">{inWords[part](after) || t('none')}</ins>
            </>
          ),
        }))}
      />
    </div>
  )
}
