'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'

/** A link that knows whether it leads to where the reader is. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = (usePathname() ?? '').replace(/^\/en(?=\/|$)/, '') || '/'
  const list = useSearchParams()?.get('list')
  const [target = '', query = ''] = href.split('?')
  const home = target.endsWith('/admin')
  const here = query
    ? path === target && new URLSearchParams(query).get('list') === list
    : (home ? path === target : path === target || path.startsWith(`${target}/`)) && list !== 'running'
  return (
    <a href={href} {...(here && { 'aria-current': 'page' as const })}>
      {children}
    </a>
  )
}
