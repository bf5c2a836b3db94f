import type { Foreseen } from '#lib/judging/as-seen.ts'
import type { FormState } from './form-state.ts'

/** What a form shows that came back with what it would put in breach. */
export type ForeseenState = FormState & { foreseen?: Foreseen }
