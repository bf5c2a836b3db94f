import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { policyForBytes, policyForData, publicCaching, securityHeaders } from './headers.ts'

const compress = {
  gzip: promisify(gzip),
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
}

export type Encoding = 'identity' | 'gzip' | 'br'
/** Headers as Node takes them, a flat list of names and values; `whole`: head and body as sent in that second. */
export type Answer = { headers: string[]; body: Buffer; whole?: { second: number; bytes: Buffer } }
export type Variant = { etag: string; answers: Record<Encoding, Answer>; notModified: string[] }

/** What the application answered for an address. */
export type Rendered = { status: number; contentType: string; body: Buffer; edition: number; renderedAt: number }

/** A page as finished bytes: as it is, and marked for readers while the database is away. */
export type FinishedPage = Rendered & { fresh: Variant; stale: Variant }

/** Encodes a page once, so that serving it copies bytes and does nothing else. */
export async function finishPage(rendered: Rendered): Promise<FinishedPage> {
  const html = rendered.contentType.startsWith('text/html')
  const text = html ? rendered.body.toString('utf8') : ''
  const policy = html ? policyForBytes(text) : policyForData
  const marked = html ? Buffer.from(text.replace('data-freshness="fresh"', 'data-freshness="stale"')) : rendered.body
  return {
    ...rendered,
    fresh: await makeVariant(rendered, rendered.body, policy, false),
    stale: await makeVariant(rendered, marked, policy, true),
  }
}

async function makeVariant(rendered: Rendered, body: Buffer, policy: string, stale: boolean): Promise<Variant> {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const shared = [
    'Cache-Control',
    publicCaching,
    'ETag',
    etag,
    'Vary',
    'Accept-Encoding',
    'x-edition',
    String(rendered.edition),
    ...(stale ? ['Warning', '110 - "Response is Stale"'] : []),
    ...Object.entries({ ...securityHeaders(), 'Content-Security-Policy': policy }).flat(),
  ]
  const answer = (encoding: Encoding, bytes: Buffer): Answer => ({
    body: bytes,
    headers: [
      'Content-Type',
      rendered.contentType,
      'Content-Length',
      String(bytes.length),
      ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
      ...shared,
    ],
  })
  return {
    etag,
    notModified: shared,
    answers: {
      identity: answer('identity', body),
      gzip: answer('gzip', await compress.gzip(body)),
      br: answer('br', await compress.br(body)),
    },
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
