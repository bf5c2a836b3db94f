import { setTimeout as sleep } from 'node:timers/promises'
import { type Mail, mailRenderer, type Recipient, type Renderer } from '#lib/channels/mail/render-mail.tsx'
import { attemptSeconds, type Outcome, type Transport } from '#lib/channels/mail/transport.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { isPersonal } from '#lib/notices/registry.ts'
import { type Claim, claimNext, claimSeconds, type Delivery } from './claim.ts'
import { giveUpExpired, settle, split } from './settle.ts'
import { busySlowDomains, domainOf, waitFor } from './slow-domains.ts'

/** How long a lane waits for an answer before it goes on to the next mail, in milliseconds. */
const lanePatience = 5_000
let busyLanes = 0
/** Attempts for which no lane waits any more. */
const aside = new Set<Promise<void>>()

/**
 * Sends what is due next: a batch, or one mail where the transport takes one at a time. Returns false when nothing is, or
 * as much is under way as the transport takes. Any number of workers may do it at once. A slow answer is set aside while
 * there are lines to spare, so that it holds up nobody else.
 */
export async function deliver(via: Transport, now = new Date(), patience = lanePatience): Promise<boolean> {
  if (busyLanes >= via.lanes) return false
  busyLanes++
  try {
    // Counted from before the claim: the claim outlasts whatever this attempt does.
    const clock = { started: performance.now(), signal: AbortSignal.timeout(attemptSeconds * 1000) }
    await giveUpExpired(via)
    const claim = await claimNext(via, busySlowDomains(), now)
    if (!claim) return false
    if (claim === 'again') return true
    const attempt = handOver(via, claim, clock)
    const [alone, ...more] = claim.rows
    const domain = alone && !more.length ? domainOf(alone.email) : null
    if (aside.size >= via.aside) await attempt
    else if (!(await waitFor(attempt, domain, patience))) setAside(attempt)
    return true
  } finally {
    busyLanes--
  }
}

function setAside(attempt: Promise<void>): void {
  const ended = attempt.catch(() => {}).then(() => void aside.delete(ended))
  aside.add(ended)
}

/** Ends when everything that was set aside is answered. */
export const answered = () => Promise.all(aside)

type Clock = { started: number; signal: AbortSignal }

async function handOver(via: Transport, claim: Claim, { started, signal }: Clock): Promise<void> {
  const { rows } = claim
  const outcomes = await outcomesOf(via, claim, signal)
  for (;;) {
    try {
      return await (outcomes ? settle(via, rows, outcomes) : split(rows))
    } catch (error) {
      // What is not written down is sent again: as long as the claim holds it is worth trying.
      if (performance.now() - started > claimSeconds * 1000) throw error
      await sleep(500)
    }
  }
}

/** Hands over what was claimed. Null: the provider wants these one by one. */
async function outcomesOf(via: Transport, claim: Claim, signal: AbortSignal): Promise<Outcome[] | null> {
  const { rows, notice } = claim
  const all = (outcome: Outcome) => rows.map(() => outcome)
  let mails: Mail[]
  try {
    const render = rendererOf(claim)
    mails = await Promise.all(rows.map((row) => render(recipientOf(claim, row))))
  } catch (error) {
    // What cannot be worded is given up, where staff see it, and holds up nobody else.
    return all({ result: 'refused', error: String(error).slice(0, 500) })
  }
  const [first, ...more] = rows
  const [mail] = mails
  if (!first || !mail || signal.aborted) return all({ result: 'later', error: 'held up before it was handed over' })
  const late = new Promise<Outcome[]>((resolve) => {
    // The transport ends by itself; should it not, its time is over all the same.
    signal.addEventListener('abort', () =>
      setTimeout(resolve, 2000, all({ result: 'unclear', error: 'no answer in time' })),
    )
  })
  const answer =
    via.sendBatch && more.length
      ? via.sendBatch(`${notice.id}-all-${first.id}`, mails)
      : via.sendOne(`${notice.id}-${first.id}`, mail, signal).then((outcome) => [outcome])
  return Promise.race([answer, late])
}

/** Renderers of the notices sent last: each renders a notice once per language and zone, however many claims it takes. */
const renderers = new Map<string, Renderer>()

function rendererOf({ notice, portal }: Claim): Renderer {
  const known = renderers.get(notice.id)
  if (known) return known
  const [oldest] = renderers.size >= 16 ? renderers.keys() : []
  if (oldest) renderers.delete(oldest)
  const renderer = mailRenderer(notice.payload as Payload, portal, notice.envelope)
  renderers.set(notice.id, renderer)
  return renderer
}

function recipientOf({ notice }: Claim, row: Delivery): Recipient {
  return {
    id: row.recipient,
    email: row.email,
    language: row.language,
    timeZone: row.timeZone,
    member: !isPersonal(notice.event) && notice.audience !== 'public',
  }
}
