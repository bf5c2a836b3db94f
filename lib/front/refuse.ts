import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { securityHeaders } from './headers.ts'

/** Why the front itself says no: the status, and the words where several share them. */
const refusals = {
  away: { status: 503, words: 'away' },
  busy: { status: 503, words: 'busy' },
  fault: { status: 500, words: 'fault' },
  'not-understood': { status: 400, words: 'notUnderstood' },
  'signed-out': { status: 403, words: 'signedOut' },
  'other-site': { status: 403, words: 'otherSite' },
  missing: { status: 404, words: 'notUnderstood' },
  'unknown-action': { status: 404, words: 'notUnderstood' },
  'not-possible': { status: 405, words: 'notPossible' },
  'too-slow': { status: 408, words: 'tooSlow' },
  'no-length': { status: 411, words: 'notUnderstood' },
  'too-large': { status: 413, words: 'tooLarge' },
  'no-form': { status: 415, words: 'notUnderstood' },
} as const
export type RefusalName = keyof typeof refusals

/** The design's few values that one plain page needs, written into it: nothing else can be loaded now. */
const style = `:root{color-scheme:light dark}
body{margin:0;border-top:3px solid;background:light-dark(#fff,#0f1318);color:light-dark(#161a1f,#e5e8eb);font:1rem/1.6 'IBM Plex Sans','IBM Plex Sans Devanagari',system-ui,sans-serif}
main{max-width:38rem;padding:clamp(2rem,10vh,6rem) 1.25rem;margin:0 auto}
h1{font:600 clamp(1.75rem,6vw,2.5rem)/1.2 'Source Serif 4','Noto Serif Devanagari',Georgia,serif;margin:0 0 1rem}
nav{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;margin-top:2rem;padding-top:1rem;border-top:1px solid light-dark(#d5d9de,#333a42)}
a{color:light-dark(#1d4f8c,#8fb8ee);padding-block:.25rem}`
const styleHash = createHash('sha256').update(style).digest('base64')

/** How long the rest of a refused body is let run by, so that its sender reads the answer before the line is cut. */
const lingering = 500

/**
 * Says no, and why: for people a page in their language with a way on and nothing loaded, for interfaces problem+json,
 * for scripts of our pages the sentence alone. What is on its way meanwhile is not read, and the connection ends.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, name: RefusalName): void {
  const { status } = refusals[name]
  const { type, body, policy } = bodyFor(request, name)
  response.writeHead(status, {
    ...securityHeaders(),
    'Cache-Control': 'no-store',
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    ...(policy && { 'Content-Security-Policy': policy }),
    ...(status === 503 && { 'Retry-After': '5' }),
    ...(status === 405 && { Allow: 'GET, HEAD' }),
    // Next's own client asks for the page anew when a form of an older build is not known any more.
    ...(name === 'unknown-action' && { 'x-nextjs-action-not-found': '1' }),
    ...(!request.complete && { Connection: 'close' }),
  })
  const text = request.method === 'HEAD' ? '' : body
  const end = response.end.bind(response)
  if (request.complete) end(text)
  else {
    response.write(text)
    request.resume()
    const cut = setTimeout(() => end(() => request.socket.destroy()), lingering)
    for (const event of ['end', 'error', 'close'])
      request.once(event, () => {
        clearTimeout(cut)
        end()
      })
  }
  // Whoever else is still at work on this request is not heard any more.
  const unheard = { writeHead: () => response, setHeader: () => response, write: () => true, end: () => response }
  Object.assign(response, unheard, { appendHeader: () => response, removeHeader: () => {} })
}

function bodyFor(request: IncomingMessage, name: RefusalName) {
  const { status, words } = refusals[name]
  const url = request.url ?? '/'
  const locale: Locale = /^\/hi(\/|\?|$)/.test(url) ? 'hi' : 'en'
  const t = translator(locale, 'front')
  if (url.startsWith('/api/'))
    return {
      type: 'application/problem+json',
      body: JSON.stringify({
        ...{ type: 'about:blank', title: translator('en', 'front')(`${words}.title`), status },
        // As the interfaces themselves would say it.
        ...(name === 'signed-out' && { reasons: [{ code: name }] }),
      }),
    }
  if (request.headers['next-action'])
    return { type: 'text/plain; charset=utf-8', body: `${t(`${words}.title`)} ${t(`${words}.text`)}` }
  const home = inLanguage(locale, paths.status)
  const back = request.method === 'GET' && status >= 500 ? escapeHtml(url) : home
  const links =
    back === home
      ? `<a href="${home}">${t('status')}</a>`
      : `<a href="${back}">${t('again')}</a><a href="${home}">${t('status')}</a>`
  return {
    type: 'text/html; charset=utf-8',
    policy: `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
    body: `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${t(`${words}.title`)}</title><style>${style}</style><main><h1>${t(`${words}.title`)}</h1><p>${t(`${words}.text`)}</p><nav>${links}</nav></main></html>`,
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
