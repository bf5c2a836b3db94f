import { createHash } from 'node:crypto'

/**
 * Answers one reader with JSON that they may keep and must ask about each time: 304 without a body while it is the
 * same. What is the same for everybody is kept and tagged by the front, which overrules these headers.
 */
export function answerTagged(request: Request, content: unknown, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify(content)
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const all = { ...headers, ETag: `W/${tag}`, 'Cache-Control': 'private, no-cache', Vary: 'Cookie' }
  if (request.headers.get('if-none-match')?.includes(tag)) return new Response(null, { status: 304, headers: all })
  return new Response(body, { headers: { ...all, 'Content-Type': 'application/json' } })
}
