import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import { asReader } from '#db/scope.ts'
import { gaps } from '#lib/schedule/rules.ts'
import { dayOf } from '#lib/time.ts'
import { seedDemo } from './demo.ts'

// A day on which Christmas lies behind and its freeze is on, and two SEC releases lie beyond the first horizon.
test('the demo keeps its own rules on a day in January too, and DCC has its regular heartbeat', {
  timeout: 60_000,
}, async () => {
  const now = new Date('2027-01-03T10:00:00Z')
  await seedDemo('demo-demo', now)
  const planned = await asReader(null, (tx) =>
    tx
      .select({ startsAt: windows.startsAt })
      .from(windows)
      .innerJoin(services, eq(services.id, windows.serviceId))
      .where(eq(services.slug, 'dcc'))
      .orderBy(windows.startsAt),
  )
  const between = gaps(planned.map(({ startsAt }) => dayOf(startsAt, 'Europe/London')))
  expect(between.length).toBeGreaterThan(18)
  expect(Math.min(...between)).toBeGreaterThanOrEqual(21)
  expect(Math.max(...between)).toBeLessThanOrEqual(49)
})
