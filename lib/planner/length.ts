/**
 * How long windows last, as people write it, in minutes: `6 h`, `1.5 h`, `1 h 30 min`, `90 min`, `2 घंटे`, minutes alone,
 * and with days, as `duration` writes what is longer than one: `1 d 2 h`. Null: not understood, or no time at all.
 */
export function minutesIn(typed: string): number | null {
  const found =
    /^(?:(\d+)\s*(?:d|days?|दिन))?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:h|hours?|घंटे|घंटा))?\s*(?:(\d+)\s*(?:min|minutes?|m|मिनट)?)?$/i.exec(
      typed.trim(),
    )
  if (!found) return null
  const [, days = '0', hours = '0', minutes = '0'] = found
  const sum = Number(days) * 1440 + Math.round(Number(hours.replace(',', '.')) * 60) + Number(minutes)
  return sum > 0 ? sum : null
}
