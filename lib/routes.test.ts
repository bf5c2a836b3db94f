import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allRoutes, findRoute, paths, waiverPath, windowPath } from './routes.ts'

/** Addresses of `app` as the table writes them: no language, no groups; `[[...month]]` is one with and one without. */
const addresses = readdirSync(join(import.meta.dirname, '../app'), { recursive: true })
  .map((file) => `/${String(file)}`)
  .filter((file) => /\/(page|route)\.tsx?$/.test(file) && !file.includes('/[...rest]/'))
  .flatMap((file) => {
    const path = file.replace(/\/(page|route)\.tsx?$/, '').replace(/\/\[locale\]|\/\([^)]+\)/g, '') || '/'
    if (path.includes('[...nextauth]'))
      return [path.replace('[...nextauth]', ':action'), path.replace('[...nextauth]', ':action/:provider')]
    const [whole, , name] = /(\/\[\[\.\.\.(\w+)\]\])/.exec(path) ?? []
    return whole ? [path.replace(whole, ''), path.replace(whole, `/:${name}`)] : [path.replace(/\[(\w+)\]/g, ':$1')]
  })

test('every page and every interface stands in the table, and the table names nothing else', () => {
  expect(addresses.length).toBeGreaterThan(40)
  const ownOfTheFront = ['/api/health', '/api/live']
  expect([...addresses, ...ownOfTheFront].sort()).toEqual(allRoutes.map((route) => route.path).sort())
})

test('what is read without a language has none; the desk is for those who are signed in', () => {
  const files = allRoutes.filter((route) => /^\/api\/|\.\w+$|^\/feeds/.test(route.path))
  expect(allRoutes.filter((route) => route.anyLanguage)).toEqual(files)
  const open = allRoutes.filter((route) => route.path.startsWith('/admin') && !route.signedIn)
  expect(open.map((route) => route.name)).toEqual(['signIn'])
})

test.each([
  ['/', 'status', 'en', '/'],
  ['/hi', 'status', 'hi', '/'],
  ['/hi/schedule/M-2026-1', 'window', 'hi', '/schedule/M-2026-1'],
  ['/admin/windows/new', 'newWindow', 'en', '/admin/windows/new'],
  ['/admin/windows/x.y', 'adminWindow', 'en', '/admin/windows/x.y'],
  ['/api/windows/check', 'checkWindow', 'en', '/api/windows/check'],
] as const)('%s is %s', (path, name, locale, plain) => {
  expect(findRoute(path)).toMatchObject({ route: { name }, locale, path: plain })
})

test.each(['/hi/schedule.ics', '/hi/api/schedule', '/scheduleXics', '/schedule/', '/__proto__', '/constructor', ''])(
  '%s is nothing',
  (path) => expect(findRoute(path)).toBeNull(),
)

test('addresses are written from the table', () => {
  expect([paths.import, windowPath('M-2026-1'), windowPath('../x')]).toEqual([
    '/admin/import',
    '/schedule/M-2026-1',
    '/schedule/..%2Fx',
  ])
  expect(waiverPath('w1', 'frozen', { startsLocal: '2026-01-01T10:00', endsLocal: '2026-01-01T11:00' })).toBe(
    '/admin/windows/w1/waiver?code=frozen&starts=2026-01-01T10:00&ends=2026-01-01T11:00',
  )
})
