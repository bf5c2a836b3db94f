'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { MailPreview } from '#components/notices/mail-preview.tsx'
import type { Foretold } from '#lib/channels/foretell.ts'
import { number } from '#lib/i18n/format.ts'
import { type Locale, locales } from '#lib/i18n/locales.ts'

/** Before it is done: the mail that it would send, in both languages, and how many it reaches. Takes the focus as it comes. */
export function ForetoldMail({ foretold, stamp }: { foretold: Foretold | null; stamp: number }) {
  const t = useTranslations('admin.window')
  const locale = useLocale() as Locale
  const [lang, setLang] = useState(locale)
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp is what tells one answer from the next
  useEffect(() => heading.current?.focus(), [stamp])
  const { all = 0, en = 0, hi = 0 } = foretold?.reach ?? {}
  return (
    <section className="section my-6" aria-labelledby="foretold">
      <div className="section-head">
        <h2 id="foretold" ref={heading} tabIndex={-1}>
          {t('mailPreview')}
        </h2>
        {foretold && (
          <span className="flex gap-4">
            {locales.map((one) => (
              <button
                key={one}
                type="button"
                className={one === lang ? 'font-semibold' : 'text-accent underline'}
                aria-pressed={one === lang}
                onClick={() => setLang(one)}
              >
                {t(`languages.${one}`)}
              </button>
            ))}
          </span>
        )}
      </div>
      {foretold ? (
        <>
          <p className="reach mb-4">
            <span>{t.rich('reaches', { count: all, shown: number(all, locale), b: (chunks) => <b>{chunks}</b> })}</span>
            <span className="note">{t('reachBy', { en, hi })}</span>
          </p>
          <MailPreview mail={foretold.mails[lang]} lang={lang} />
        </>
      ) : (
        <p className="note">{t('toldToNobody')}</p>
      )}
    </section>
  )
}
