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
    if (!early) return
    const all = [...early, ...typedInside(id, 'input:not([type=hidden]), select')]
    void giveBack(all.sort(asTheyStand), around(id))
  }, [early, id])
  return (
    <>
      {children}
      <template id={id} />
    </>
  )
}

/** One after the other, as a person does it: what one field changes is known before the next. All before it is painted. */
async function giveBack(early: Early[], inside: ParentNode | null | undefined): Promise<void> {
  for (const { control, typed } of early) {
    if (givenBack.has(control)) continue
    givenBack.add(control)
    await null
    const now = control.isConnected ? control : sameIn(inside, control)
    if (now) typeAgain(now, typed)
  }
}

const around = (id: string) => document.getElementById(id)?.parentElement

const asTheyStand = (one: Early, other: Early) =>
  one.control.compareDocumentPosition(other.control) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1

const isBox = (control: Control): control is HTMLInputElement => /^(checkbox|radio)$/.test(control.type)

/** The field that took the place of one, as what was chosen before it made that part of the form anew. */
function sameIn(inside: ParentNode | null | undefined, { localName, name, value }: Control): Control | undefined {
  return [...(inside?.querySelectorAll<Control>(localName) ?? [])].find(
    (one) => name !== '' && one.name === name && (!isBox(one) || one.value === value),
  )
}

function typedInside(id: string, which: string): Early[] {
  const controls = around(id)?.querySelectorAll<Control>(which) ?? []
  return [...controls].flatMap((control): Early[] => {
    if (control instanceof HTMLSelectElement) {
      const sent = [...control.options].find((option) => option.defaultSelected) ?? control.options[0]
      return control.value === sent?.value ? [] : [{ control, typed: control.value }]
    }
    if (isBox(control)) {
      // Of radios only the one that was chosen: it lets go of the other by itself.
      const changed = control.checked !== control.defaultChecked && (control.type === 'checkbox' || control.checked)
      return changed ? [{ control, typed: control.checked }] : []
    }
    return control.value === control.defaultValue ? [] : [{ control, typed: control.value }]
  })
}

/** As the person did it: React compares with what it saw last, which is made to be another value first. */
function typeAgain(control: Control, typed: string | boolean): void {
  if (isBox(control)) {
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
