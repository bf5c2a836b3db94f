import { createElement } from 'react'
import { render } from 'react-email'
import { makeKey } from '#lib/auth/links.ts'
import { zoneCity } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { isPersonal, wordNotice } from '#lib/notices/registry.ts'
import { readableAddress } from '#lib/readable-address.ts'
import { confirmPath, inLanguage, leavePath, subscriptionPath, unsubscribePath } from '#lib/routes.ts'
import { settings } from '#lib/settings.ts'
import { type Footer, NoticeMail } from './notice-mail.tsx'

export type Mail = {
  to: string
  from: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}

/** Who a mail goes to: a subscriber or a member, and how they read. */
export type Recipient = { id: string; email: string; language: Locale; timeZone: string; member: boolean }

/** Stand for what differs between recipients, so that a notice is rendered once per language and zone. */
const marks = {
  email: 'RECIPIENT-ADDRESS',
  change: 'https://recipient.invalid/change',
  leave: 'https://recipient.invalid/leave',
  action: 'https://recipient.invalid/action',
}

type Rendered = { subject: string; html: string; text: string }
export type Renderer = (recipient: Recipient) => Promise<Mail>

/** Where links lead and who sends, as they were when the notice was addressed; null: not yet, so as they are now. */
export type Envelope = { base: string; from: string }

/**
 * Renders a notice's mails from what was written down when it happened: the same recipient gets the same bytes however
 * often it is tried, which idempotency keys need.
 */
export function mailRenderer(
  payload: Payload,
  portal: { en?: string; hi?: string },
  envelope: Envelope | null,
): Renderer {
  const { base, from } = envelope ?? { base: settings.baseUrl(), from: settings.mailFrom() }
  const rendered = new Map<string, Promise<Rendered>>()
  const personal = isPersonal(payload.event)
  return async (recipient) => {
    const { language, timeZone, member } = recipient
    const key = `${language} ${timeZone} ${member}`
    let shared = rendered.get(key)
    if (!shared) {
      shared = renderShared(payload, language, timeZone, member, portal, base)
      rendered.set(key, shared)
    }
    const { subject, html, text } = await shared
    const own = makeKey(member ? 'membership' : 'subscription', recipient.id)
    const links = {
      change: `${base}${inLanguage(language, subscriptionPath(own))}`,
      leave: `${base}${inLanguage(language, leavePath(own))}`,
      action:
        payload.event === 'subscription-confirm'
          ? `${base}${inLanguage(language, confirmPath(makeKey('confirm', recipient.id, Date.parse((payload as { expiresAt: string }).expiresAt) / 1000)))}`
          : `${base}${inLanguage(language, subscriptionPath(own))}`,
    }
    // An address may hold what a replacement would take for a pattern.
    const fill = (body: string, email: string) =>
      body
        .replaceAll(marks.change, links.change)
        .replaceAll(marks.leave, links.leave)
        .replaceAll(marks.action, links.action)
        .replaceAll(marks.email, () => email)
    return {
      to: recipient.email,
      from,
      subject,
      html: fill(html, escapeHtml(readableAddress(recipient.email))),
      text: fill(text, readableAddress(recipient.email)),
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(!personal && {
          'List-Id': `${asHeader(portal.en ?? 'Almanac')} <notices.${new URL(base).hostname}>`,
          'List-Unsubscribe': `<${base}${unsubscribePath(own)}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
    }
  }
}

async function renderShared(
  payload: Payload,
  locale: Locale,
  zone: string,
  member: boolean,
  portalName: { en?: string; hi?: string },
  base: string,
): Promise<Rendered> {
  const t = translator(locale, 'mail')
  const portal = portalName[locale] ?? portalName.en ?? 'Almanac'
  const wording = wordNotice(payload, locale, zone, portal)
  const personal = isPersonal(payload.event)
  const footer: Footer = personal
    ? { because: t('confirmWhy', { email: marks.email, portal }) }
    : {
        because: t(member ? 'because.member' : 'because.subscriber', {
          email: marks.email,
          zone: zoneCity(zone, locale),
        }),
        unsubscribe: { label: t('unsubscribe'), href: marks.leave },
        change: { label: t('change'), href: marks.change },
      }
  const href = personal ? marks.action : `${base}${inLanguage(locale, wording.button.path)}`
  const mail = createElement(NoticeMail, {
    wording,
    locale,
    portal,
    base: `${base}${inLanguage(locale, '/')}`,
    href,
    footer,
  })
  return {
    subject: asHeader(wording.subject),
    html: await render(mail),
    text: await render(mail, { plainText: true, htmlToTextOptions: { selectors: asWritten } }),
  }
}

/** The plain text shouts headings unless it is told not to. */
const asWritten = ['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } }))

/** One line for the head of a mail, whatever is stored: a provider refuses all of a batch for one break in a subject. */
const asHeader = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ').trim()

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
