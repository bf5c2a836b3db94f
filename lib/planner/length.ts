/**
 * How long windows last, as people write it, in minutes: `6 h`, `1.5 h`, `1 h 30 min`, `90 min`, `2 घंटे`, or minutes
 * alone. Null: not understood, or no time at all.
 */
export function minutesIn(typed: string): number | null {
  const found = /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hours?|घंटे|घंटा))?\s*(?:(\d+)\s*(?:min|minutes?|m|मिनट)?)?$/i.exec(
    typed.trim(),
  )
  if (!found) return null
  const [, hours = '0', minutes = '0'] = found
  const sum = Math.round(Number(hours.replace(',', '.')) * 60) + Number(minutes)
  return sum > 0 ? sum : null
}
