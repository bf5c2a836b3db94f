import { expect, test } from 'vitest'
import { shared } from '#lib/rules/regions.ts'
import { hour, plus } from '#lib/time.ts'
import type { Neighbour } from './neighbours.ts'
import { neighboursNear } from './neighbours.ts'

const monday = Date.parse('2027-03-01T00:00:00Z')
const span = (hours: number, length: number) => ({
  startsAt: new Date(monday + hours * hour),
  endsAt: new Date(monday + (hours + length) * hour),
})
const all = Array.from(
  { length: 400 },
  (_, nth): Neighbour => ({
    ...{ id: String(nth), reference: `M-${nth}`, title: {}, touches: [], over: false },
    environmentId: nth % 3 ? 'production' : null,
    // Every seven hours, some of them two weeks long.
    ...span(nth * 7, nth % 50 ? 6 : 336),
  }),
)

test.each([
  ['an evening', span(500, 6)],
  ['over the edge of a week', span(600, 200)],
  ['a month', span(744, 744)],
  ['before all', span(-500, 6)],
])('%s: all that share a minute with it are near, each once, and of no other environment', (_, asked) => {
  for (const environmentId of ['production', null, 'nowhere']) {
    const near = neighboursNear(all, environmentId, asked)
    const sharing = all.filter((one) => one.environmentId === environmentId && shared(one, asked) > 0)
    expect(
      near
        .filter((one) => shared(one, asked) > 0)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(sharing.map(({ id }) => id).sort())
    expect(new Set(near).size).toBe(near.length)
    const wide = { startsAt: plus(asked.startsAt, -7 * 1440), endsAt: plus(asked.endsAt, 7 * 1440) }
    expect(near.every((one) => one.environmentId === environmentId && shared(one, wide) > 0)).toBe(true)
  }
})
