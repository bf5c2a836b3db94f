'use client'

/** Out of this browser, or out of all of them where that is offered. What it takes is fetched when it is asked for. */
export function SignOut({
  words,
  to,
  everywhere,
}: {
  words: { out: string; everywhere?: string }
  to: string
  everywhere?: () => Promise<void>
}) {
  const out = async () => {
    const { signOut } = await import('next-auth/react')
    await signOut({ redirect: false })
    window.location.assign(to)
  }
  return (
    <>
      <button type="button" onClick={out}>
        {words.out}
      </button>
      {everywhere && (
        <button
          type="button"
          onClick={async () => {
            await everywhere()
            await out()
          }}
        >
          {words.everywhere}
        </button>
      )}
    </>
  )
}
