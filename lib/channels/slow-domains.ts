import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What this process knows of domains that keep it waiting: while a mail to a slow one is under way no other is taken for
 * it, so that the lanes are free for everybody else. A quick answer makes it like the others again.
 */
const underWay = new Map<string, number>()
const slow = new Set<string>()

export const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1)

/** Domains for which nothing is to be taken now. */
export const busySlowDomains = () => [...slow].filter((domain) => underWay.has(domain))

/**
 * Waits for an attempt to reach a domain, but no longer than `patience` milliseconds, and for one known as slow not at
 * all. Returns whether it has ended.
 */
export async function waitFor(attempt: Promise<void>, domain: string | null, patience: number): Promise<boolean> {
  if (domain !== null) underWay.set(domain, (underWay.get(domain) ?? 0) + 1)
  let late = false
  const ended = attempt.finally(() => {
    if (domain === null) return
    const left = (underWay.get(domain) ?? 1) - 1
    if (left) underWay.set(domain, left)
    else underWay.delete(domain)
    if (!late) slow.delete(domain)
  })
  const giveUp = new AbortController()
  const tooLong = sleep(patience, undefined, giveUp).then(
    () => {
      late = true
      if (domain !== null) slow.add(domain)
    },
    () => {},
  )
  // Of a failure that nobody waits for the state of the delivery tells.
  ended.catch(() => {}).finally(() => giveUp.abort())
  if (domain !== null && slow.has(domain)) return false
  await Promise.race([ended, tooLong])
  return !late
}
