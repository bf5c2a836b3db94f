import type { FormState } from '#lib/forms/form-state.ts'

/** What was typed before a refusal, or what is there. */
export const typedOr = (state: FormState, name: string, value: string | null | undefined): string => {
  const typed = state.typed?.[name]
  return typeof typed === 'string' ? typed : (value ?? '')
}
