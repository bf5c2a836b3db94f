'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useRef, useState } from 'react'
import { useReasonText } from '#components/forms/form.tsx'
import { type FormState, untouched } from '#lib/forms/form-state.ts'

export type FeedAction = (state: FormState, form: FormData) => Promise<FormState>

/** One button that makes or ends a private calendar address; why not, if not, stands below it. */
export function FeedForm({
  action,
  id,
  label,
  main,
  leadsTo,
}: {
  action: FeedAction
  id: string
  label: string
  main?: boolean
  /** The id of what stands there when the button has gone; it gets the focus. */
  leadsTo?: string
}) {
  const [state, send, pending] = useActionState(action, untouched)
  const say = useReasonText()
  const sent = useRef(false)
  useEffect(
    () => () => {
      if (sent.current && leadsTo) document.getElementById(leadsTo)?.focus()
    },
    [leadsTo],
  )
  return (
    <form
      action={send}
      className="contents"
      onSubmit={() => {
        sent.current = true
      }}
    >
      <input type="hidden" name="id" value={id} />
      <button type="submit" className={`button ${main ? 'main' : ''}`} aria-disabled={pending}>
        {label}
      </button>
      {state.reasons.map((reason) => (
        <p key={reason.code} role="alert" className="error basis-full">
          {say(reason)}
        </p>
      ))}
    </form>
  )
}

/** Copies an address where the browser lets us; elsewhere it is selected in its field and copied by hand. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('site.schedule.feed')
  const [able, setAble] = useState(false)
  const [done, setDone] = useState(false)
  useEffect(() => setAble(Boolean(navigator.clipboard)), [])
  if (!able) return null
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => navigator.clipboard.writeText(text).then(() => setDone(true))}
      >
        {t(done ? 'copied' : 'copy')}
      </button>
      <span role="status" className="sr-only">
        {done && t('copied')}
      </span>
    </>
  )
}
