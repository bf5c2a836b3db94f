'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSettled } from '#components/forms/settled.ts'
import type { Checked } from '#lib/windows/check-plan.ts'
import type { CheckInput } from '#lib/windows/input.ts'

const isComplete = ({ startsLocal, endsLocal }: CheckInput) => local.test(startsLocal) && local.test(endsLocal)
const local = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/

/** Asks for what the rules say a moment after the typing stops; what they said before stays until the answer is there. */
export function useLiveCheck(input: CheckInput): Checked | null {
  const settled = useSettled(JSON.stringify(input), 250)
  // What settled may lag behind what is typed: it is asked about only when it is a whole.
  const { data } = useQuery({
    queryKey: ['check', settled],
    enabled: isComplete(JSON.parse(settled)),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => askRules(settled, signal),
  })
  return isComplete(input) ? (data ?? null) : null
}

/** What the rules say of a window that is only meant; null where they cannot say. */
export async function askRules(input: string, signal?: AbortSignal): Promise<Checked | null> {
  const answer = await fetch('/api/windows/check', { method: 'POST', body: input, ...(signal && { signal }) })
  return answer.ok ? answer.json() : null
}
