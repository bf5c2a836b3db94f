import '@fontsource-variable/ibm-plex-sans/standard.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/noto-serif-devanagari/index.css'
import '@fontsource/ibm-plex-sans-devanagari/devanagari-400.css'
import '@fontsource/ibm-plex-sans-devanagari/devanagari-500.css'
import '@fontsource/ibm-plex-sans-devanagari/devanagari-600.css'
import '#app/globals.css'
import type { Metadata, Viewport } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { IconSprite } from '#components/ui/icon.tsx'
import { freshness } from '#lib/asked.ts'
import { isLocale } from '#lib/i18n/locales.ts'

export const metadata: Metadata = {
  title: { template: '%s | Almanac', default: 'Almanac' },
  icons: { icon: '/icon.svg' },
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** Pages depend on the edition and the clock: none is made ahead of time. The front keeps what is the same for all. */
export default async function RootLayout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ locale: string }>
}) {
  await connection()
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  return (
    <html lang={locale} data-freshness={freshness()} suppressHydrationWarning>
      <body>
        <IconSprite />
        {children}
      </body>
    </html>
  )
}
