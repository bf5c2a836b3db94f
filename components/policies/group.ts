import type { FormState } from '#lib/forms/form-state.ts'
import type { Policy } from '#lib/rules/policy.ts'

/** What each group of a policy's fields is given. */
export type PolicyGroupProps = { policy: Policy; state: FormState }
