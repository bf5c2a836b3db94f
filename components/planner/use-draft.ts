'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { PlanDraft } from '#lib/planner/queries.ts'
import type { Planning } from './use-plan.ts'

/**
 * The draft of the environment that is planned: the newest one known, whether what is on the screen comes from it, and
 * whether that was changed since. A tab with changes that are not saved is not closed without asking.
 */
export function useDraft({ ground, drafted, opened, begin }: Planning, first: PlanDraft | null) {
  const t = useTranslations('planner.draft')
  const [newest, setNewest] = useState({ draft: first, shown: canOpen(first) })
  const content = JSON.stringify(drafted)
  const [clean, setClean] = useState(content)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is there when a plan is opened is what changes are told from
  useEffect(() => setClean(content), [opened])
  const unsaved = content !== clean
  const leaving = useRef(false)
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => {
      if (!leaving.current) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
  const { draft, shown } = newest
  return {
    ...{ draft, shown, unsaved },
    /** The draft that was seen, as commands ask for it. */
    seen: draft && { id: draft.id, version: draft.version },
    /** What was sent is what is kept now. */
    wasSaved: (draft: PlanDraft) => {
      setNewest({ draft, shown: true })
      setClean(content)
    },
    /** Another one than the screen shows, or none. */
    isAnother: (draft: PlanDraft | null) => setNewest({ draft, shown: false }),
    /** Another environment was opened, with its draft. */
    isOpened: (draft: PlanDraft | null) => setNewest({ draft, shown: canOpen(draft) }),
    /** Begins with a draft of this environment, or without. */
    start: (on: PlanDraft | null) => {
      setNewest({ draft: on ?? draft, shown: on !== null })
      begin({ ground, draft: on })
    },
    /** Whether what is on the screen may go; asks where it is not saved. */
    mayGo: () => !unsaved || confirm(t('leave')),
    /** It is published: the page may be left. */
    isDone: () => {
      leaving.current = true
    },
  }
}
export type Drafting = ReturnType<typeof useDraft>

/** Whether there is a draft, and in a shape that can be read. */
export const canOpen = (draft: PlanDraft | null): boolean => draft?.plan != null
