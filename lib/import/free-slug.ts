import { eq } from 'drizzle-orm'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'

/** A name in addresses that no service has yet. */
export async function freeSlug(tx: Tx, name: string): Promise<string> {
  const base =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'service'
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    const [taken] = await tx.select({ id: services.id }).from(services).where(eq(services.slug, slug))
    if (!taken) return slug
  }
}
