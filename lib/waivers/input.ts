import { z } from 'zod'
import { local, orNull, requiredId, someTexts, texts } from '#lib/input.ts'
import { ruleCodes } from '#lib/rules/severity.ts'

/** What is said with a request. Times only where others are meant than the window has: wall-clock, in its zone. */
export const askInput = z
  .object({
    windowId: requiredId,
    code: z.enum(ruleCodes),
    startsLocal: local.optional(),
    endsLocal: local.optional(),
    reason: someTexts(500),
    risk: texts(1000).transform(orNull),
    checks: texts(1000).transform(orNull),
  })
  .superRefine((said, context) => {
    if (said.code !== 'frozen') return
    for (const field of ['risk', 'checks'] as const)
      if (!said[field])
        context.addIssue({ code: 'custom', path: [field, 'en'], params: { code: 'required' }, message: 'required' })
  })
export type AskInput = z.input<typeof askInput>

/** Who is refused is told why; who grants may say something. */
export const decideInput = z
  .object({
    id: requiredId,
    granted: z.boolean(),
    note: texts(500).transform(orNull),
  })
  .refine(({ granted, note }) => granted || note, { path: ['note'], error: 'refusal-needs-word' })
