'use client'

import { useState, useSyncExternalStore } from 'react'

/**
 * What was typed into a field, by its id, before the page's script came; null: nothing else than what it was sent with.
 * React puts its own value back over it in fields of lines and in those whose value it holds; plain fields keep it.
 */
export function useTypedEarly(id: string | undefined): string | null {
  const isFirst = useSyncExternalStore(
    () => () => {},
    () => false,
    () => true,
  )
  const [typed] = useState(() => {
    if (!isFirst || !id || typeof document === 'undefined') return null
    const there = document.getElementById(id)
    const isField = there instanceof HTMLTextAreaElement || there instanceof HTMLInputElement
    return isField && there.value !== there.defaultValue ? there.value : null
  })
  return typed
}
