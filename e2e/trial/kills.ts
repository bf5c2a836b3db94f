/** Killed while it sends, again and again: who got how many mails. */
export async function trialKills(): Promise<void> {
  throw new Error('not written yet')
}
