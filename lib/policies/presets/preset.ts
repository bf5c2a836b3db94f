import type { Texts } from '#db/schema/columns.ts'
import type { PolicyInput } from '#lib/rules/policy.ts'

/** A service as a policy describes it: what an operator starts from and edits. Everything in it is data. */
export type Preset = {
  slug: string
  letter: string
  name: Texts
  timeZone: string
  policy: PolicyInput
  environments: { slug: string; name: Texts; live?: boolean; tenant?: string }[]
  streams: { name: Texts; environments: string[] }[]
  /** Grouped as they stand on the status page; `closed` ones cannot be tested by users. */
  components: {
    group: Texts
    items: { slug: string; name: Texts; provider: string; critical?: boolean; closed?: boolean }[]
  }[]
  /** Tenants own the environments that name them; internal ones are never shown outside. */
  tenants?: { slug: string; name: Texts; internal: boolean }[]
}
