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
    'Content-Security-Policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
  })
  response.end(
    `<!doctype html><html lang="${hindi ? 'hi' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><main><h1>${title}</h1><p>${text}</p><p><a href="${back}">${again}</a> &nbsp; <a href="${hindi ? '/hi' : '/'}">${status}</a></p></main></html>`,
  )
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
