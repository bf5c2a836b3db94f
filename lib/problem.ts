import { Refusal, statusOf } from './errors.ts'

/** A refusal as problem+json (RFC 9457), with its reasons; anything else is not ours to explain and goes on. */
export function problem(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error
  const status = statusOf[error.kind]
  return new Response(JSON.stringify({ type: 'about:blank', title: error.kind, status, reasons: error.reasons }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}
