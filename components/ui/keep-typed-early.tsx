'use client'

import { type ReactNode, useId, useLayoutEffect, useState, useSyncExternalStore } from 'react'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
type Early = { control: Control; typed: string | boolean }

/** What was given back: of two around the same form one does it. */
const givenBack = new WeakSet<Control>()

/**
 * Keeps what was typed, chosen and ticked in the fields inside before the page's script came. React would put its own
 * value back over it sooner or later, and nothing that looks at a change would know of it: it is done again as soon as the
 * script is there.
 */
export function KeepTypedEarly({ children }: { children: ReactNode }) {
  const id = useId()
  const isFirst = useSyncExternalStore(
    () => () => {},
    () => false,
    () => true,
  )
  // Who is around comes before what is inside: fields of several lines, which React writes anew as it takes them over.
  const [early] = useState(() => (isFirst && typeof document !== 'undefined' ? typedInside(id, 'textarea') : null))
  // All others keep it until something changes.
  useLayoutEffect(() => {
    if (early) void giveBack([...early, ...typedInside(id, 'input:not([type=hidden]), select')])
  }, [early, id])
  return (
    <>
      {children}
      <template id={id} />
    </>
  )
}

/** One after the other, as a person does it: what one field changes is known before the next. All before it is painted. */
async function giveBack(early: Early[]): Promise<void> {
  for (const { control, typed } of early) {
    if (givenBack.has(control)) continue
    givenBack.add(control)
    await null
    if (control.isConnected) typeAgain(control, typed)
  }
}

function typedInside(id: string, which: string): Early[] {
  const inside = document.getElementById(id)?.parentElement
  const controls = inside?.querySelectorAll<Control>(which) ?? []
  return [...controls].flatMap((control): Early[] => {
    if (control instanceof HTMLSelectElement) {
      const sent = [...control.options].find((option) => option.defaultSelected) ?? control.options[0]
      return control.value === sent?.value ? [] : [{ control, typed: control.value }]
    }
    if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) {
      // Of radios only the one that was chosen: it lets go of the other by itself.
      const changed = control.checked !== control.defaultChecked && (control.type === 'checkbox' || control.checked)
      return changed ? [{ control, typed: control.checked }] : []
    }
    return control.value === control.defaultValue ? [] : [{ control, typed: control.value }]
  })
}

/** As the person did it: React compares with what it saw last, which is made to be another value first. */
function typeAgain(control: Control, typed: string | boolean): void {
  if (control instanceof HTMLInputElement && typeof typed === 'boolean') {
    control.checked = !typed
    control.click()
    return
  }
  const value = String(typed)
  if (control instanceof HTMLSelectElement) {
    // What it offered may have gone by what was chosen before it.
    if (![...control.options].some((option) => option.value === value)) return
    control.value = value
  } else {
    control.value = control.defaultValue
    const own = control instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
    Object.getOwnPropertyDescriptor(own.prototype, 'value')?.set?.call(control, value)
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }
  control.dispatchEvent(new Event('change', { bubbles: true }))
}
