'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { refuses, useReasonText } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { Reason } from '#lib/errors.ts'
import { longRange } from '#lib/i18n/format.ts'
import { adminWindowPath, inLanguage, waiverPath } from '#lib/routes.ts'
import { spanSaid } from '#lib/rules/times.ts'

type Times = { startsLocal: string; endsLocal: string }
export type Moved = { id: string; reference: string; title: string; timeZone: string; before: Times; after: Times }
type Checked = { violations: Reason[]; instead: Times | null; told: boolean }

const marks = { refused: 'major', waiver: 'degraded', warns: 'due' } as const

/** Asks before a window that was dragged is moved: from when to when, what the rules say, and why. */
export function MoveDialog({ moved, onDone, onCancel }: { moved: Moved; onDone: () => void; onCancel: () => void }) {
  const t = useTranslations('site.schedule.move')
  const say = useReasonText()
  const locale = useLocale()
  const dialog = useRef<HTMLDialogElement>(null)
  const [times, setTimes] = useState(moved.after)
  const [reason, setReason] = useState('')
  // After it whoever asked is where they were; who dragged was nowhere, and gets the heading of the days.
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      const back = before !== document.body && before?.isConnected ? before : document.getElementById('days')
      if (back instanceof HTMLElement) back.focus({ preventScroll: true })
    }
  }, [])
  const address = `/api/windows/${moved.reference}/move`
  const check = useQuery<Checked | { reasons: Reason[] }>({
    queryKey: ['move', moved.reference, times],
    queryFn: async ({ signal }) =>
      (await fetch(`${address}?starts=${times.startsLocal}&ends=${times.endsLocal}`, { signal })).json(),
  })
  const move = useMutation({
    mutationFn: async (): Promise<Reason[]> => {
      const answer = await fetch(address, {
        method: 'POST',
        body: JSON.stringify({ ...times, reason: { en: reason } }),
      })
      return answer.ok ? [] : ((await answer.json()).reasons ?? [{ code: 'not-understood' }])
    },
    onSuccess: (reasons) => reasons.length || onDone(),
  })
  const { data } = check
  const found: Reason[] = data ? ('violations' in data ? data.violations : (data.reasons ?? [])) : []
  const reasons = move.data?.length ? move.data : found
  const stopped = refuses(found) || found.some(({ severity }) => severity === 'waiver')
  const when = (times: Times) => {
    const { startsAt, endsAt } = spanSaid(times, moved.timeZone)
    return longRange(startsAt, endsAt, moved.timeZone, locale)
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="move-title" onClose={onCancel}>
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          move.mutate()
        }}
      >
        <h2 id="move-title" className="text-5">
          {t('title', { title: moved.title })}
        </h2>
        <p className="mt-2">
          <s className="quiet">{when(moved.before)}</s>
          <br />
          <b>{when(times)}</b>
        </p>
        <ul className="mt-3 grid gap-2 text-3" aria-live="polite">
          {check.isPending && <li className="note">{t('checking')}</li>}
          {(check.isError || move.isError) && <li className="is-major">{t('failed')}</li>}
          {data && reasons.length === 0 && (
            <li className="state is-ok">
              <Icon name="tick" />
              {t('kept')}
            </li>
          )}
          {reasons.map((one) => (
            <li key={`${one.code} ${JSON.stringify(one.facts)}`} className="flex gap-2">
              <Icon
                name={marks[one.severity ?? 'refused']}
                className={`mt-1 ${one.severity === 'waiver' ? 'is-partial' : one.severity === 'warns' ? 'is-maintenance' : 'is-major'}`}
              />
              <span>
                {say(one)} <span className="code note">{one.code}</span>{' '}
                {one.severity === 'waiver' && (
                  <a href={inLanguage(locale, waiverPath(moved.id, one.code, times))}>
                    {t(one.code === 'frozen' ? 'askException' : 'askWaiver')}
                  </a>
                )}
              </span>
            </li>
          ))}
        </ul>
        {data && 'instead' in data && data.instead && (
          <p className="mt-3">
            <button type="button" className="button small" onClick={() => setTimes(data.instead ?? times)}>
              {t('instead', { when: when(data.instead) })}
            </button>
          </p>
        )}
        <div className="field mt-4">
          <label htmlFor="move-reason">{t('reason')}</label>
          <input
            id="move-reason"
            type="text"
            className="w-full"
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="note mt-1">{t(data && 'told' in data && data.told ? 'told' : 'quiet')}</p>
        </div>
        {(stopped || !reason.trim()) && <p className="note mt-3">{t(stopped ? 'stopped' : 'needsReason')}</p>}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <a className="mr-auto self-center text-3" href={inLanguage(locale, adminWindowPath(moved.id))}>
            {t('desk')}
          </a>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
          <button type="submit" className="button main" disabled={stopped || !data || move.isPending || !reason.trim()}>
            {t(move.isPending ? 'moving' : 'move')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
