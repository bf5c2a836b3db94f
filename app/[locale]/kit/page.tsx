import '#components/desk/desk.css'
import '#components/forms/forms.css'
import '#components/records/records.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import { FormParts } from '#components/kit/form-parts.tsx'
import { PageParts } from '#components/kit/page-parts.tsx'
import { RecordParts } from '#components/kit/record-parts.tsx'
import { locales } from '#lib/i18n/locales.ts'
import { settings } from '#lib/settings.ts'

export const metadata: Metadata = { title: 'Kit', robots: { index: false } }

/** Every part of the kit in both languages, light and dark: for who builds screens, and never in production. */
export default async function KitPage() {
  if (!settings.showsKit()) notFound()
  const now = new Date()
  return (
    <main id="main" className="desk">
      {(['light', 'dark'] as const).flatMap((theme) =>
        locales.map(async (locale) => (
          <div key={`${theme} ${locale}`} lang={locale} data-theme={theme} className="bg-page p-6 text-ink">
            <NextIntlClientProvider locale={locale} messages={await getMessages({ locale })} timeZone="UTC">
              <PageParts locale={locale} at={`${theme}-${locale}`} />
              <RecordParts locale={locale} now={now} />
              <FormParts at={`${theme}-${locale}`} />
            </NextIntlClientProvider>
          </div>
        )),
      )}
    </main>
  )
}
