import { Resend } from 'resend'
import type { Outcome, Transport } from './transport.ts'

/** How long Resend may take to answer, in milliseconds: less than an attempt may take. */
const patience = 20_000

/**
 * Resend: one call for a batch, with an idempotency key, so that a batch tried again after a crash is not sent again.
 * Keys live 24 hours there. `RESEND_BASE_URL` is read by the library itself.
 */
export function resendTransport(apiKey: string): Transport {
  const resend = new Resend(apiKey)
  return {
    name: 'resend',
    keyHours: 23,
    // It counts calls, not connections: one at a time, and a slow answer keeps nobody waiting.
    lanes: 1,
    aside: 3,
    async sendBatch(key, mails) {
      const { data, error } = await inTime(resend.batch.send(mails, { idempotencyKey: key }))
      if (data)
        return mails.map(
          (_, index): Outcome => ({ result: 'sent', ...(data.data[index] && { providerId: data.data[index].id }) }),
        )
      // One mail that is not accepted refuses the whole batch: then each goes alone.
      if (error?.statusCode === 422 || error?.statusCode === 400 || error?.statusCode === 404) return null
      return mails.map(() => outcomeOf(error))
    },
    async sendOne(key, mail) {
      const { data, error } = await inTime(resend.emails.send(mail, { idempotencyKey: key }))
      return data ? { result: 'sent', providerId: data.id } : outcomeOf(error)
    },
  }
}

type Failure = { name?: string; message?: string; statusCode?: number | null } | null

function outcomeOf(failure: Failure): Outcome {
  const error = `${failure?.statusCode ?? ''} ${failure?.name ?? ''}: ${failure?.message ?? 'no answer'}`.trim()
  const status = failure?.statusCode ?? 0
  // The key was used for other bytes: whatever it was used for may have been this mail.
  if (status === 409 && failure?.name === 'invalid_idempotent_request') return { result: 'unclear', error }
  if (status === 422 || status === 400) return { result: 'refused', error }
  if (status === 429 || status === 401 || status === 403 || status === 409) return { result: 'later', error }
  return { result: 'unclear', error }
}

async function inTime<T>(answer: Promise<T>): Promise<T | { data: null; error: Failure }> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<{ data: null; error: Failure }>((resolve) => {
    timer = setTimeout(() => resolve({ data: null, error: { message: 'no answer in time' } }), patience)
  })
  try {
    return await Promise.race([answer, late])
  } catch (error) {
    return { data: null, error: { message: String(error) } }
  } finally {
    clearTimeout(timer)
  }
}
