import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import { freshnessOf } from '#lib/asked.ts'
import { policyForData, policyForScripts, publicCaching, securityHeaders } from './headers.ts'

const brotli = (body: Buffer) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
})

export type Encoding = 'identity' | 'gzip' | 'br'
/** Headers as Node takes them, a flat list of names and values; `whole`: head and body as sent in that second. */
export type Answer = { headers: string[]; body: Buffer; whole?: { second: number; bytes: Buffer } }
export type Variant = {
  etag: string
  body: Buffer
  answers: Partial<Record<Encoding, Answer>>
  notModified: string[]
}

/** `refreshing`: an older page while a newer one is made; `away`: an older page while the database can't be reached. */
export type Freshness = 'fresh' | 'refreshing' | 'away'

/** What the application answered for an address, and what it said of it (see `PageSaid`). */
export type Rendered = {
  status: number
  contentType: string
  body: Buffer
  edition: number
  renderedAt: number
  mark: string
  links: string[]
}

/** A page as finished bytes, and marked for readers of an older one. */
export type FinishedPage = Rendered & { variants: Partial<Record<Freshness, Variant>> }

/** Encodes a page once, so that serving it copies bytes and does nothing else. */
export async function finishPage(rendered: Rendered): Promise<FinishedPage> {
  const page: FinishedPage = { ...rendered, variants: {} }
  const fresh = variantOf(page, 'fresh')
  const [gzipped, brotlied] = await Promise.all([
    promisify(gzip)(fresh.body),
    promisify(brotliCompress)(fresh.body, brotli(fresh.body)),
  ])
  fresh.answers.gzip = makeAnswer(page, fresh, 'gzip', gzipped)
  fresh.answers.br = makeAnswer(page, fresh, 'br', brotlied)
  return page
}

/** A page marked as it is; what few ever need is made when the first one does. */
export function variantOf(page: FinishedPage, freshness: Freshness): Variant {
  page.variants[freshness] ??= makeVariant(page, freshness)
  return page.variants[freshness]
}

export function answerOf(page: FinishedPage, variant: Variant, encoding: Encoding): Answer {
  variant.answers[encoding] ??= makeAnswer(page, variant, encoding, encode(variant.body, encoding))
  return variant.answers[encoding]
}

function encode(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'identity') return body
  return encoding === 'gzip' ? gzipSync(body) : brotliCompressSync(body, brotli(body))
}

function makeVariant({ contentType, body: made, edition, mark }: FinishedPage, freshness: Freshness): Variant {
  const { body, policy } = contentType.startsWith('text/html')
    ? writeOut(made.toString('utf8'), mark, freshness)
    : { body: made, policy: policyForData }
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const notModified = [
    'Cache-Control',
    publicCaching,
    'ETag',
    etag,
    'Vary',
    'Accept-Encoding',
    'x-edition',
    String(edition),
    ...(freshness === 'fresh' ? [] : ['Warning', '110 - "Response is Stale"']),
    ...Object.entries({ ...securityHeaders(), 'Content-Security-Policy': policy }).flat(),
  ]
  return { etag, body, answers: {}, notModified }
}

/**
 * The page without its mark: the same bytes for the same page, with its freshness, and allowing exactly the scripts that
 * the renderer marked. What got into a page by another way carries no mark, because nobody can guess it, and never runs.
 */
function writeOut(html: string, mark: string, freshness: Freshness): { body: Buffer; policy: string } {
  const pieces = html
    .replaceAll(freshnessOf(mark), freshness)
    .split(` nonce="${mark}"`)
    .map((piece) => piece.replaceAll(mark, ''))
  const scripts = pieces.slice(1).flatMap((piece, index) => {
    const before = pieces[index] ?? ''
    const isScript = before.startsWith('<script', before.lastIndexOf('<'))
    const text = piece.slice(piece.indexOf('>') + 1, piece.indexOf('</script>'))
    return isScript && text ? [text] : []
  })
  return { body: Buffer.from(pieces.join('')), policy: policyForScripts(scripts) }
}

function makeAnswer(page: FinishedPage, variant: Variant, encoding: Encoding, body: Buffer): Answer {
  return {
    body,
    headers: [
      'Content-Type',
      page.contentType,
      'Content-Length',
      String(body.length),
      ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
      ...variant.notModified,
    ],
  }
}

/** The best encoding that a client accepts. */
export function encodingFor(accept: string | undefined): Encoding {
  if (!accept) return 'identity'
  if (accepts(accept, 'br')) return 'br'
  return accepts(accept, 'gzip') ? 'gzip' : 'identity'
}

function accepts(header: string, encoding: string): boolean {
  const at = header.indexOf(encoding)
  return at >= 0 && !/^\s*;\s*q=0(\.0*)?\s*(,|$)/.test(header.slice(at + encoding.length))
}
