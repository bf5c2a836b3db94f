import { Fragment } from 'react'
import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from 'react-email'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Wording } from '#lib/records/notices.ts'

/** Mail programs know no variables and few selectors: the light tokens of the design, written out. */
const ink = '#161a1f'
const ink2 = '#494d54'
const rule = '#d7d9dc'
const tones = { accent: '#1c508d', ok: '#1c7c4c', partial: '#b44900', major: '#8d081e', freeze: '#416a77' }
const sans = "'IBM Plex Sans', 'Helvetica Neue', Arial, 'Noto Sans Devanagari', sans-serif"
const serif = "'Source Serif 4', Georgia, 'Times New Roman', 'Noto Serif Devanagari', serif"

export type Footer = {
  because: string
  unsubscribe?: { label: string; href: string }
  change?: { label: string; href: string }
}

/** A notice as a mail: what happened, the sentence that stands alone, the facts, where to follow it, how to leave. */
export function NoticeMail({
  wording,
  locale,
  portal,
  base,
  href,
  footer,
}: {
  wording: Wording
  locale: Locale
  portal: string
  base: string
  href: string
  footer: Footer
}) {
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light" />
        <title>{wording.subject}</title>
      </Head>
      <Preview>{wording.lead}</Preview>
      <Body
        style={{ margin: 0, backgroundColor: '#ffffff', color: ink, fontFamily: sans, fontSize: 16, lineHeight: 1.55 }}
      >
        <Container style={{ maxWidth: 600, padding: '24px 16px' }}>
          <Text style={{ margin: 0, fontFamily: serif, fontSize: 20, fontWeight: 600 }}>
            <Link href={base} style={{ color: ink, textDecoration: 'none' }}>
              {portal}
            </Link>
          </Text>
          <Hr style={{ margin: '12px 0 8px', borderTop: `1px solid ${ink}` }} />
          <Text style={{ margin: 0, fontSize: 13, color: ink2 }}>{wording.dateline}</Text>
          <Hr style={{ margin: '8px 0 28px', borderTop: `1px solid ${rule}` }} />
          <Hr style={{ margin: '0 0 12px', borderTop: `2px solid ${tones[wording.tone]}` }} />
          <Text
            style={{
              margin: 0,
              fontSize: 12,
              fontWeight: 600,
              letterSpacing: locale === 'hi' ? 0 : '0.07em',
              textTransform: locale === 'hi' ? 'none' : 'uppercase',
              color: tones[wording.tone],
            }}
          >
            {wording.label}
          </Text>
          <Heading
            as="h1"
            style={{ margin: '4px 0 0', fontFamily: serif, fontSize: 26, lineHeight: 1.25, fontWeight: 600 }}
          >
            {wording.heading}
          </Heading>
          <Text style={{ margin: '2px 0 0', color: ink2 }}>{wording.about}</Text>
          <Text style={{ margin: '20px 0', fontSize: 18, lineHeight: 1.5 }}>
            <Lines of={wording.lead} />
          </Text>
          {wording.paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ margin: '0 0 16px' }}>
              <Lines of={paragraph} />
            </Text>
          ))}
          {wording.facts.length > 0 && (
            <Section style={{ borderTop: `1px solid ${ink}`, margin: '0 0 24px' }}>
              {wording.facts.map((fact) => (
                <Row key={fact.name} style={{ borderBottom: `1px solid ${rule}` }}>
                  <Column
                    style={{ width: 132, verticalAlign: 'top', padding: '9px 12px 9px 0', fontSize: 15, color: ink2 }}
                  >
                    {fact.name}
                  </Column>
                  <Column style={{ verticalAlign: 'top', padding: '9px 0', fontSize: 15 }}>
                    {fact.lines.map((line, index) => (
                      <div key={line} style={{ fontWeight: fact.strong && index === 0 ? 600 : 400 }}>
                        <Lines of={line} />
                      </div>
                    ))}
                  </Column>
                </Row>
              ))}
            </Section>
          )}
          <Button
            href={href}
            style={{
              backgroundColor: ink,
              color: '#ffffff',
              padding: '11px 20px',
              borderRadius: 2,
              fontSize: 15,
              fontWeight: 600,
              textDecoration: 'none',
            }}
          >
            {wording.button.label}
          </Button>
          {wording.footnote && <Text style={{ margin: '20px 0 0', color: ink2 }}>{wording.footnote}</Text>}
          <Hr style={{ margin: '28px 0 12px', borderTop: `1px solid ${ink}` }} />
          <Text style={{ margin: '0 0 10px', fontSize: 13, color: ink2 }}>{footer.because}</Text>
          <Text style={{ margin: 0, fontSize: 13 }}>
            {footer.unsubscribe && (
              <>
                <Link
                  href={footer.unsubscribe.href}
                  style={{ color: tones.accent, textDecoration: 'underline', fontWeight: 600 }}
                >
                  {footer.unsubscribe.label}
                </Link>
                {'    '}
              </>
            )}
            {footer.change && (
              <Link href={footer.change.href} style={{ color: tones.accent, textDecoration: 'underline' }}>
                {footer.change.label}
              </Link>
            )}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

/** A text with its lines: as breaks, which every mail program and the plain text keep. */
function Lines({ of: text }: { of: string }) {
  const [first, ...more] = text.split('\n').map((line, index) => ({ line, key: `${index} ${line}` }))
  return (
    <>
      {first?.line}
      {more.map(({ line, key }) => (
        <Fragment key={key}>
          <br />
          {line}
        </Fragment>
      ))}
    </>
  )
}
