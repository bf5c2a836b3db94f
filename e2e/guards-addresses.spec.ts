import type { APIRequestContext } from '@playwright/test'
import { allRoutes } from '#lib/routes.ts'
import { site } from './support/ports.ts'
import { expect, people, signIn, test } from './support/test.ts'

/** Values that no page expects, as they stand in an address. */
const words = [
  '%ff',
  '%ed%a0%bd',
  '__proto__',
  '9999-99-99',
  '-271821-04-20',
  '%25_%5C',
  "'%3B--",
  'x'.repeat(500),
  '%E2%80%AE',
]
const parts = ['__proto__', '%25_', "x'y", '9999-99', 'x'.repeat(150), '%E0%A4%95']
/** Whatever any page asks an address for. */
const names = [
  ...[
    'q',
    'list',
    'before',
    'kind',
    'id',
    'zone',
    'service',
    'environment',
    'view',
    'from',
    'year',
    'of',
    'like',
    'day',
    'done',
  ],
  ...['broken', 'step', 'lang', 'starts', 'ends', 'code', 'window', 'release', 'rule', 'mail', 'to', 'month'],
]
const pages = allRoutes.filter(({ path }) => !path.startsWith('/api/') && !path.startsWith('/feeds/'))

const addresses = pages.flatMap(({ path }) => {
  const fill = (part: string) => path.replace(/:\w+/g, part)
  const query = (word: string) => names.map((name) => `${name}=${word}`).join('&')
  return [
    ...(path.includes(':') ? parts.map(fill) : []),
    ...words.map((word) => `${fill('abcdefghijkm')}?${query(word)}`),
    `${fill('abcdefghijkm')}?${names.map((name) => `${name}=a&${name}=b&${name}[]=c&${name}[x]=d`).join('&')}`,
  ]
})

/** Anything but “busy, try again”, which is an answer. */
const isFault = (status: number) => status >= 500 && status !== 503

/** Asks for all of these, four at a time, and gives those that failed. */
async function failing(request: APIRequestContext, asked: string[]): Promise<string[]> {
  const failed: string[] = []
  const rest = [...asked]
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let address = rest.pop(); address !== undefined; address = rest.pop()) {
        const answer = await request.get(address, { maxRedirects: 0 })
        if (isFault(answer.status())) failed.push(`${answer.status()} ${address.slice(0, 120)}`)
      }
    }),
  )
  return failed
}

test('no page fails by what its address holds', async ({ page }) => {
  await signIn(page, people.operator)
  expect(addresses.length).toBeGreaterThan(400)
  expect(await failing(page.request, addresses)).toEqual([])
})

test('no form fails by what its fields hold, and stores nothing of it', async ({ page, browser }) => {
  await signIn(page, people.operator)
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: site })
  await plain.addCookies(await page.context().cookies())
  const failed: string[] = []
  let forms = 0
  for (const address of [
    '/subscribe',
    '/admin/freezes/new',
    '/admin/windows/new',
    '/admin/statuses',
    '/admin/policies/dcc',
    '/admin/holidays',
    '/admin/import',
  ]) {
    const html = await (await plain.request.get(address)).text()
    // Without script React keeps which action a form calls in hidden fields; all other fields get what they cannot mean.
    // A page of many forms has one for each of many rows: a few of them say what all do.
    const found = [...html.matchAll(/<form[^>]*method="POST"[^>]*>([\s\S]*?)<\/form>/gi)]
    for (const [, form = ''] of [...found.slice(0, 3), ...found.slice(-3)]) {
      const fields = [...form.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].map(([tag]) => {
        const attribute = (name: string) => decode(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
        return { name: attribute('name'), value: attribute('value') }
      })
      const own = fields.filter(({ name }) => name.startsWith('$ACTION'))
      const typed = new Set(fields.map(({ name }) => name).filter((name) => name && !name.startsWith('$ACTION')))
      if (!own.length) continue
      forms++
      for (const value of ['', '__proto__', '\u0000', '\u202e\ufffe', 'x'.repeat(3000), 'file']) {
        const body = new FormData()
        for (const { name, value: kept } of own) body.append(name, kept)
        for (const name of typed) {
          if (value === 'file') body.append(name, new File(['x'], 'x.txt'))
          else body.append(name, value)
        }
        for (const name of [
          '__proto__',
          'constructor',
          'impact.__proto__',
          'statuses.__proto__',
          'edit.kinds.0.__proto__',
        ])
          body.append(name, value === 'file' ? 'x' : value)
        const answer = await plain.request.post(address, { multipart: body, maxRedirects: 0 })
        if (isFault(answer.status()) || answer.status() === 303)
          failed.push(`${answer.status()} ${address} ${value.slice(0, 20)}`)
      }
    }
  }
  expect(forms).toBeGreaterThan(6)
  expect(failed).toEqual([])
  await plain.close()
})

const decode = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
