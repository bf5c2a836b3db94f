import type { Texts } from '#db/schema/columns.ts'
import { Unavailable } from '#db/unavailable.ts'
import type reasons from '#lib/i18n/messages/reasons.en.json'

/** A code for which every language has a sentence; one without is an error of types. */
export type ReasonCode = keyof typeof reasons

/**
 * Why something was refused: the code, the field that caused it, and the facts that its sentence names. Forms,
 * interfaces and logs use the same ones.
 */
export type Reason = { code: ReasonCode; field?: string; facts?: Record<string, Fact>; severity?: Severity }

/** What a sentence names: a number, a text, a day (`2026-11-29`), or a published text in both languages. */
export type Fact = string | number | Texts

/** How strictly a rule is kept: refused, refused unless a second person waives it, or said and no more. */
export const severities = ['refused', 'waiver', 'warns'] as const
export type Severity = (typeof severities)[number]

export type RefusalKind = 'invalid' | 'forbidden' | 'missing' | 'changed' | 'too-many' | 'unavailable'

/** What somebody else did meanwhile: shown to the second of two people who changed the same thing. */
export type ForeignChange = {
  who: string | null
  at: string
  action: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** A command's no. It has changed nothing. */
export class Refusal extends Error {
  kind: RefusalKind
  reasons: Reason[]
  changes: ForeignChange[]

  constructor(kind: RefusalKind, reasons: Reason[], changes: ForeignChange[] = []) {
    super(reasons.map((reason) => reason.code).join(', '))
    this.kind = kind
    this.reasons = reasons
    this.changes = changes
  }
}

/** What to tell whoever asked: a command's no, or that it cannot be done just now; null for a fault. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  return error instanceof Unavailable ? new Refusal('unavailable', [{ code: error.reason }]) : null
}

export const invalid = (...reasons: Reason[]) => new Refusal('invalid', reasons)
export const missing = (code: ReasonCode) => new Refusal('missing', [{ code }])

/** Throws unless there is nothing to object to. */
export function refuseIf(reasons: Reason[]): void {
  if (reasons.length) throw new Refusal('invalid', reasons)
}

/** The HTTP status that says the same. */
export const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  forbidden: 403,
  missing: 404,
  changed: 409,
  'too-many': 429,
  unavailable: 503,
}
