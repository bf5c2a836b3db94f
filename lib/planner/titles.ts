import type { Texts } from '#db/schema/columns.ts'
import type { Day } from '#lib/time.ts'

/**
 * The titles of windows on these days: the base with the month, "Maintenance 2027-01". The second of a month gets
 * " (2)", also beside a published one.
 */
export function titlesFor(base: Texts, days: Day[], published: Texts[] = []): Texts[] {
  const taken = new Set(published.map((title) => title.en ?? title.hi))
  return days.map((day) => {
    for (let nth = 1; ; nth++) {
      const title = withMonth(base, day, nth)
      const name = title.en ?? title.hi
      if (taken.has(name)) continue
      taken.add(name)
      return title
    }
  })
}

function withMonth({ en, hi }: Texts, day: Day, nth: number): Texts {
  const suffix = `${day.slice(0, 7)}${nth > 1 ? ` (${nth})` : ''}`
  return { ...(en && { en: `${en} ${suffix}` }), ...(hi && { hi: `${hi} ${suffix}` }) }
}

/** A title without the month that the planner added: what the next plan is called like. */
export function baseOf({ en, hi }: Texts): Texts {
  const cut = (title: string) => title.replace(/ \d{4}-\d{2}( \(\d+\))?$/, '')
  return { ...(en && { en: cut(en) }), ...(hi && { hi: cut(hi) }) }
}
