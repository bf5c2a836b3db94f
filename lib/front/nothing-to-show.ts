import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeaders } from './headers.ts'

const words = {
  en: {
    title: 'This page waits for the database.',
    text: 'The portal’s database can’t be reached, and this page was not kept. Nothing you typed was stored. The services themselves do not depend on it.',
    status: 'The last status page',
    again: 'Try again',
  },
  hi: {
    title: 'यह पृष्ठ डेटाबेस की प्रतीक्षा में है।',
    text: 'पोर्टल का डेटाबेस उपलब्ध नहीं है, और यह पृष्ठ रखा नहीं गया था। आपका लिखा कुछ भी सहेजा नहीं गया। सेवाएँ इस पर निर्भर नहीं हैं।',
    status: 'पिछला स्थिति पृष्ठ',
    again: 'फिर कोशिश करें',
  },
}

/** The design's few values that one plain page needs, written into it: nothing else can be loaded now. */
const style = `:root{color-scheme:light dark}
body{margin:0;border-top:3px solid;background:light-dark(#fff,#0f1318);color:light-dark(#161a1f,#e5e8eb);font:1rem/1.6 'IBM Plex Sans','IBM Plex Sans Devanagari',system-ui,sans-serif}
main{max-width:38rem;padding:clamp(2rem,10vh,6rem) 1.25rem;margin:0 auto}
h1{font:600 clamp(1.75rem,6vw,2.5rem)/1.2 'Source Serif 4','Noto Serif Devanagari',Georgia,serif;margin:0 0 1rem}
nav{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;margin-top:2rem;padding-top:1rem;border-top:1px solid light-dark(#d5d9de,#333a42)}
a{color:light-dark(#1d4f8c,#8fb8ee);padding-block:.25rem}`
const styleHash = createHash('sha256').update(style).digest('base64')

/** 503, for what cannot be answered without the database: in the reader's language, with a way on, and nothing loaded. */
export function nothingToShow(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/'
  const hindi = /^\/hi(\/|\?|$)/.test(url)
  const { title, text, status, again } = hindi ? words.hi : words.en
  const headers = { ...securityHeaders(), 'Cache-Control': 'no-store', 'Retry-After': '5' }
  if (url.startsWith('/api/')) {
    response.writeHead(503, { ...headers, 'Content-Type': 'application/problem+json' })
    response.end(JSON.stringify({ type: 'about:blank', title: words.en.title, status: 503 }))
    return
  }
  const back = request.method === 'GET' ? escapeHtml(url) : hindi ? '/hi' : '/'
  response.writeHead(503, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
  })
  response.end(
    `<!doctype html><html lang="${hindi ? 'hi' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style><main><h1>${title}</h1><p>${text}</p><nav><a href="${back}">${again}</a><a href="${hindi ? '/hi' : '/'}">${status}</a></nav></main></html>`,
  )
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
