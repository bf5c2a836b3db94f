import { z } from 'zod'
import { invalid, type Reason, type ReasonCode } from './errors.ts'
import { isDay, isTimeZone } from './time.ts'

/**
 * What people type. A published text is plain: it is read out on the phone, printed, and sent as mail, so it holds no
 * markup, no emoji and no control characters; what does is refused with a reason rather than changed silently.
 */
export function text(limit: number) {
  return z
    .string()
    .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .superRefine((value, context) => {
      const object = (code: ReasonCode, facts?: Reason['facts']) =>
        context.addIssue({ code: 'custom', params: { code, facts }, message: code })
      if (value.length > limit) object('too-long', { limit, length: value.length })
      else if (/<\/?[a-z!]/i.test(value)) object('markup')
      else if (/\p{Extended_Pictographic}/u.test(value.replace(/[©®™]/g, ''))) object('emoji')
      // A half of a surrogate pair is no character that the database could keep.
      else if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(value.replaceAll('\n', '')))
        object('control-character')
    })
}

/** A text of one line, such as a title or a name: it stands in subjects of mail and in lists. */
export function line(limit: number) {
  return text(limit).refine((value) => !value.includes('\n'), { error: 'one-line' })
}

/** A text in English, Hindi, both or neither; empty ones are left out. */
export function texts(limit: number, one = text) {
  return z
    .object({ en: one(limit).optional(), hi: one(limit).optional() })
    .default({})
    .transform(({ en, hi }) => ({ ...(en && { en }), ...(hi && { hi }) }))
}

/** A line in English, Hindi or both. */
export const someLines = (limit: number) => someTexts(limit, line)

/** As `texts`, but at least one language must be given; the English field is named when none is. */
export function someTexts(limit: number, one = text) {
  return texts(limit, one).superRefine((value, context) => {
    if (!value.en && !value.hi)
      context.addIssue({ code: 'custom', path: ['en'], params: { code: 'required' }, message: 'required' })
  })
}

/** The id, the reference or the code of something: whether it exists is asked elsewhere, that it could is asked here. */
export const idInput = z.string().regex(/^[\w.-]{0,100}$/, { error: 'not-understood' })
export const requiredId = idInput.min(1, { error: 'required' })
/** Which one of something. */
export const whichOne = z.object({ id: requiredId })

/** The state of something that a caller saw: counted up, within what the database counts. */
export const versionInput = z.coerce.number().int().min(0).max(2_147_483_647)

/** Null instead of an empty pair, as the database keeps what was not said. */
export const orNull = (value: { en?: string; hi?: string }) => (value.en || value.hi ? value : null)

export const local = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, { error: 'not-a-time', abort: true })
  .refine((value) => isDay(value.slice(0, 10)), { error: 'not-a-time' })
export const day = z.string().refine(isDay, { error: 'not-a-date', abort: true })
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'not-a-time' })
export const timeZone = z.string().refine(isTimeZone, { error: 'unknown-zone' })
export const language = z.enum(['en', 'hi'])

const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const address = new RegExp(`^(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@(?:${label}\\.)+(?=[a-z])${label}$`)

/**
 * An email address, kept in one way: in lower case, the domain in the letters of the DNS (`xn--…`), as every mail server
 * takes it. Before the @ stands what RFC 5322 calls a dot-atom.
 */
export const email = z
  .string()
  .max(254, { error: 'not-an-address' })
  .transform(oneWay)
  .pipe(z.string().max(254, { error: 'not-an-address' }).regex(address, { error: 'not-an-address' }))

/** An address as it would be kept, whether or not one can write to it: to look it up. Never what a database cannot hold. */
export function asKept(typed: string): string {
  const kept = oneWay(typed).toLowerCase().slice(0, 254)
  return /[\p{Cc}\p{Cs}]/u.test(kept) ? '' : kept
}

function oneWay(typed: string): string {
  const plain = typed.normalize('NFC').trim()
  const [, local = '', domain = ''] = /^([^@]*)@([^@/?#:\\%[\]\s\p{Cc}]+)$/u.exec(plain) ?? []
  const site = `http://${domain}`
  return URL.canParse(site) ? `${local.toLowerCase()}@${new URL(site).hostname}` : plain
}

/**
 * Reads what a caller said.
 * @throws Refusal (invalid) with a reason for each field that cannot be taken
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(
    ...result.error.issues.map((issue): Reason => {
      const field = issue.path.join('.')
      if (!field) return { code: 'not-understood' }
      if (issue.code === 'custom' && issue.params?.code)
        return { code: issue.params.code, field, facts: issue.params.facts }
      if (issue.code === 'invalid_type' && issue.input === undefined) return { code: 'required', field }
      // Our own schemas give a code as their message; the library's sentences are not for people.
      return {
        code: /^[a-z]+(-[a-z]+)*$/.test(issue.message) ? (issue.message as ReasonCode) : 'not-understood',
        field,
      }
    }),
  )
}
