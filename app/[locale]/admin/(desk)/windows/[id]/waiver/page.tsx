import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FormWords } from '#components/forms/form-words.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { RuleItem } from '#components/windows/desk/rule-item.tsx'
import { WaiverForm } from '#components/windows/desk/waiver-form.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { longRange } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { titled } from '#lib/i18n/titled.ts'
import { local } from '#lib/input.ts'
import { judgeWindow } from '#lib/judging/judge-window.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths, waiverPath } from '#lib/routes.ts'
import { spanSaid } from '#lib/rules/times.ts'
import { getWindow } from '#lib/windows/queries.ts'
import { ask } from './actions.ts'

export const generateMetadata = titled('admin.waiver.title')

/** Asks for a waiver of one rule, for the window's times or for those in the address. */
export default async function WaiverPage({ params, searchParams }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const query = await searchParams
  const code = one(query, 'code') ?? ''
  const person = await staffViewer(locale, waiverPath(id, code))
  const now = new Date()
  const t = await getTranslations('admin.waiver')
  const windowWords = await getTranslations('admin.window')
  const words = await getTranslations('admin.windowForm.rules')
  const say = await getTranslations('reasons')
  const [startsLocal, endsLocal] = [one(query, 'starts'), one(query, 'ends')].map((said) =>
    local.safeParse(said).success ? said : undefined,
  )
  const read = await asReader(person.id, async (tx) => {
    const record = await getWindow(tx, id, now)
    if (!record || !may(person.roles, 'plan', record.service.id)) return null
    const { window } = record
    const span =
      startsLocal && endsLocal
        ? spanSaid({ startsLocal, endsLocal }, window.timeZone)
        : { startsAt: window.startsAt, endsAt: window.endsAt }
    const judged = span.endsAt > span.startsAt ? await judgeWindow(tx, window, 'announce', now, span) : []
    return { window, span, broken: judged.filter((rule) => rule.code === code && rule.severity === 'waiver') }
  })
  if (!read) notFound()
  const { window, span, broken } = read
  const path = inLanguage(locale, adminWindowPath(window.id))
  const exception = code === 'frozen'
  return (
    <>
      <Crumbs
        label={windowWords('crumbs')}
        links={[
          [inLanguage(locale, paths.windows), windowWords('windows')],
          [path, <Said key="title" text={window.title} locale={locale} />],
        ]}
        here={t('title')}
      />
      <PageHead title={t(exception ? 'exception' : 'title')} lead={t(exception ? 'leadException' : 'lead')} />
      {broken.length === 0 ? (
        <p className="section py-4">
          {t('nothing')} <a href={path}>{windowWords('back')}</a>
        </p>
      ) : (
        <div className="max-w-3xl">
          <h2 className="label mt-6">{t('rule')}</h2>
          <ul className="rule-list">
            {broken.map((rule) => (
              <RuleItem
                key={JSON.stringify(rule.facts)}
                standing="waiver"
                word={words('waiver')}
                source={
                  rule.facts?.source
                    ? words('source', { source: sourceInWords(String(rule.facts.source), locale) })
                    : ''
                }
              >
                <p>{say(rule.code, sayableFacts(rule.facts, locale) as never)}</p>
              </RuleItem>
            ))}
          </ul>
          <p className="note my-3">
            {t('forTimes', { when: longRange(span.startsAt, span.endsAt, window.timeZone, locale) })}
          </p>
          <FormWords of={['admin.waiver']}>
            <WaiverForm
              action={ask}
              exception={exception}
              hidden={{ windowId: window.id, code, startsLocal: startsLocal ?? '', endsLocal: endsLocal ?? '' }}
            />
          </FormWords>
        </div>
      )}
    </>
  )
}
