'use client'

import { signOut } from 'next-auth/react'

/** Out of this browser, or out of all of them. */
export function SignOut({
  words,
  to,
  everywhere,
}: {
  words: { out: string; everywhere: string }
  to: string
  everywhere: () => Promise<void>
}) {
  const out = async () => {
    await signOut({ redirect: false })
    window.location.assign(to)
  }
  return (
    <p className="note mt-1 flex flex-wrap gap-x-3">
      <button type="button" onClick={out}>
        {words.out}
      </button>
      <button
        type="button"
        onClick={async () => {
          await everywhere()
          await out()
        }}
      >
        {words.everywhere}
      </button>
    </p>
  )
}
