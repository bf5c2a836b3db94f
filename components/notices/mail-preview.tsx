import { useTranslations } from 'next-intl'
import type { Mail } from '#lib/channels/mail/render-mail.tsx'
import type { Locale } from '#lib/i18n/locales.ts'

/** A mail as it is sent: its subject, its look in a frame of its own, and its plain text. */
export function MailPreview({ mail, lang }: { mail: Pick<Mail, 'subject' | 'html' | 'text'>; lang: Locale }) {
  const t = useTranslations('admin.mail')
  return (
    <div className="grid gap-3" lang={lang}>
      <p className="text-3">
        <span className="quiet">{t('subject')}:</span> <b>{mail.subject}</b>
      </p>
      <iframe className="mail-frame" title={t('frame')} sandbox="" srcDoc={mail.html} />
      <details>
        <summary className="text-3 text-accent underline">{t('plain')}</summary>
        <pre className="code mt-2 overflow-auto border border-rule p-3 whitespace-pre-wrap">{mail.text}</pre>
      </details>
    </div>
  )
}
