import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { KeepTypedEarly } from './keep-typed-early.tsx'

type Tree = { [key: string]: string | Tree }

/** Gives client components the sentences that they name, and no others: pages stay small. What is typed before they come stays. */
export async function ClientMessages({ of, children }: { of: string[]; children: ReactNode }) {
  const all = (await getMessages()) as Tree
  const picked: Tree = {}
  for (const path of of) {
    const keys = path.split('.')
    let source: string | Tree | undefined = all
    let target = picked
    keys.forEach((key, index) => {
      source = typeof source === 'object' ? source[key] : undefined
      if (index === keys.length - 1) target[key] = source ?? {}
      else {
        target[key] ??= {}
        target = target[key] as Tree
      }
    })
  }
  return (
    <NextIntlClientProvider locale={await getLocale()} messages={picked} timeZone="UTC">
      <KeepTypedEarly>{children}</KeepTypedEarly>
    </NextIntlClientProvider>
  )
}
