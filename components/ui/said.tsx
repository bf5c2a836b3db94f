import type { Texts } from '#db/schema/columns.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'

/** A published text in the reader's language; one that is there only in the other carries its `lang`. */
export function Said({
  text,
  locale,
  className,
}: {
  text: Texts | null | undefined
  locale: Locale
  className?: string
}) {
  const said = pick(text, locale)
  if (!said.text) return null
  return said.lang || className ? (
    <span {...(said.lang && { lang: said.lang })} {...(className && { className })}>
      {said.text}
    </span>
  ) : (
    said.text
  )
}

/** As `Said`, with line breaks and blank lines kept as paragraphs. */
export function SaidParagraphs({ text, locale }: { text: Texts | null | undefined; locale: Locale }) {
  const said = pick(text, locale)
  return said.text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text do not move
      <p key={index} className="whitespace-pre-line" {...(said.lang && { lang: said.lang })}>
        {paragraph}
      </p>
    ))
}
