import { describe, expect, test } from 'vitest'
import { landing } from '#lib/auth/landing.ts'
import { ownAddress } from '#lib/own-address.ts'

/** An address that a stranger wrote leads to a page of this site, as a browser would read it, or nowhere. */
const base = 'https://almanac.example'

test.each([
  ['/admin/windows?list=running&q=%C3%A9', '/admin/windows?list=running&q=%C3%A9'],
  ['/hi/admin', '/hi/admin'],
  ['admin', '/admin'],
  ['https://almanac.example/schedule?zone=UTC', '/schedule?zone=UTC'],
  ['https://ALMANAC.example:443/schedule', '/schedule'],
  ['/admin/windows\t/x', '/admin/windows/x'],
  ['/schedule#top', '/schedule'],
  ['?to=x', '/?to=x'],
  ['HTTPS:host', '/host'],
])('%j leads to %j', (to, path) => expect(ownAddress(to, base)).toBe(path))

describe('leads nowhere:', () => {
  const elsewhere = [
    '//host/',
    '///host',
    '/\t/host/',
    '/\n/host/',
    '/\r\n/host',
    '\t//host',
    ' //host',
    '/\\host',
    '\\\\host',
    '\\/host',
    '/\t\\host',
    '/.//host/',
    '/a/..//host/',
    '/%2e//host/',
    'https://host/',
    'https:/\\host',
    'http://almanac.example/',
    'https://almanac.example:8443/',
    'https://almanac.example.host/',
    'https://almanac.example@host/',
    'https://almanac.example//host/',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://almanac.example/x',
    'mailto:a@host.example',
    'https://[',
    'https://',
    `/${'a'.repeat(2001)}`,
  ]
  test.each(elsewhere)('%j', (to) => expect(ownAddress(to, base)).toBeNull())
  test.each([undefined, null, '', 1, ['/admin'], { toString: () => '/admin' }])('%j', (to) =>
    expect(ownAddress(to, base)).toBeNull(),
  )
})

test('where one lands after signing in: on one’s own kind of page', () => {
  const [staff, member] = (['scheduler', 'member'] as const).map((role) => [{ role, serviceId: null, tenantId: null }])
  const to = (roles: typeof staff, wanted: unknown, locale: 'en' | 'hi' = 'en') => landing(roles ?? [], wanted, locale)
  expect(to(staff, '/admin/windows?list=running')).toBe('/admin/windows?list=running')
  expect(to(staff, '/\t/host/')).toBe('/admin')
  expect(to(staff, null, 'hi')).toBe('/hi/admin')
  expect(to(member, '/admin/windows')).toBe('/')
  expect(to(member, '/hi/admin?x', 'hi')).toBe('/hi')
  expect(to(member, '/administrators')).toBe('/administrators')
  expect(to(member, '/schedule?view=list')).toBe('/schedule?view=list')
})
