import { refusalOf, statusOf } from './errors.ts'

/** A refusal as problem+json (RFC 9457), with its reasons; anything else is not ours to explain and goes on. */
export function problem(error: unknown): Response {
  const refusal = refusalOf(error)
  if (!refusal) throw error
  const { kind, reasons } = refusal
  const status = statusOf[kind]
  return new Response(JSON.stringify({ type: 'about:blank', title: kind, status, reasons }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...(status === 503 && { 'Retry-After': '3' }) },
  })
}
