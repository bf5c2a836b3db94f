'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Checked } from '#lib/windows/check-plan.ts'
import type { CheckInput } from '#lib/windows/input.ts'

export type Check = (input: CheckInput) => Promise<Checked | null>

const local = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/

/** Asks for what the rules say a moment after the typing stops; what they said before stays until the answer is there. */
export function useLiveCheck(input: CheckInput, check: Check): Checked | null {
  const complete = local.test(input.startsLocal) && local.test(input.endsLocal)
  const settled = useSettled(JSON.stringify(input), 250)
  const { data } = useQuery({
    queryKey: ['check', settled],
    enabled: complete,
    placeholderData: keepPreviousData,
    queryFn: () => check(JSON.parse(settled)),
  })
  return complete ? (data ?? null) : null
}

function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
