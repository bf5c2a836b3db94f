import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The rules of the house, held by a test: which way imports run, who may open a transaction, what both languages have. */
const root = join(import.meta.dirname, '..')
const files = ['app', 'components', 'db', 'lib', 'e2e'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
)
const source = (file: string) => readFileSync(join(root, file), 'utf8')
const product = files.filter(
  (file) => !file.endsWith('.test.ts') && !file.startsWith('e2e/') && !file.startsWith('lib/testing/'),
)
/** Pure rules: those shared by rooms, and the one file of a room that has rules of its own. */
const isRule = (file: string) => file.startsWith('lib/rules/') || file.endsWith('/rules.ts')
/** What only staff see: their pages may set style attributes. */
const isDesk = (file: string) => /^components\/(desk|forms|planner|policies|holidays)\/|\/desk\//.test(file)
type Import = { file: string; of: string; type: boolean }
/** What a file imports of the house, by `#path` or `./path`, statically, lazily or as a type only. */
const importsOf = (file: string): Import[] =>
  [
    ...source(file).matchAll(
      /^(?:import|export)\s+(type\s)?([^'"()]*?)\s?(?:from\s*)?'([#.][^']+)'|\bimport\(\s*'([#.][^']+)'\s*\)/gm,
    ),
  ].map(([, type, names = '', path, lazy]) => {
    const named = path ?? lazy ?? ''
    const only =
      names.startsWith('{') &&
      names
        .slice(1, -1)
        .split(',')
        .every((name) => /^\s*(type\s|$)/.test(name))
    return {
      file,
      of: named.startsWith('#') ? named.slice(1) : join(dirname(file), named),
      type: Boolean(type) || only,
    }
  })
const code = product.filter((file) => !file.startsWith('e2e/'))
const imports = code.flatMap(importsOf)

/** The storeys of the house, from the ground up: what stands on one may know those below, and its neighbours. */
const storeys: [string, RegExp][] = [
  ['the database', /^db\//],
  ['the kernel', /^lib\/([^/]+|i18n\/.+)$/],
  ['records', /^lib\/records\//],
  ['rules', /^lib\/rules\//],
  ['judging', /^lib\/judging\//],
  ['rooms', /^lib\/(?!notices|channels|feeds|jobs|front|server|demo)/],
  ['notices', /^lib\/notices\//],
  ['channels', /^lib\/channels\//],
  ['feeds and jobs', /^lib\/(feeds|jobs)\//],
  ['the front and the demo', /^lib\/(front|demo)\//],
  ['the server', /^lib\/server\//],
  ['components', /^components\//],
  ['addresses', /^app\//],
]
const storeyOf = (path: string) => storeys.findIndex(([, pattern]) => pattern.test(path))
const folderOf = (path: string) =>
  /^(lib|components)\/[^/]+\//.test(path) ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '')

/** The groups of places that reach each other both ways. */
function circlesIn(arrows: { from: string; to: string }[]): string[][] {
  const next = Map.groupBy(arrows, (arrow) => arrow.from)
  const reach = new Map<string, Set<string>>()
  const reachOf = (from: string) => {
    const found = new Set<string>()
    const open = [from]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const { to } of next.get(at) ?? []) if (!found.has(to)) open.push(to) && found.add(to)
    return found
  }
  for (const from of next.keys()) reach.set(from, reachOf(from))
  const circles = [...reach.keys()]
    .filter((place) => reach.get(place)?.has(place))
    .map((place) => [...reach.keys()].filter((other) => reach.get(place)?.has(other) && reach.get(other)?.has(place)))
  return [...new Map(circles.map((circle) => [circle.sort().join(), circle])).values()]
}

describe('imports run one way', () => {
  test('every file stands on a storey, and every import leads to a file', () => {
    expect(code.length).toBeGreaterThan(400)
    expect(imports.length).toBeGreaterThan(1500)
    expect(code.filter((file) => storeyOf(file) < 0)).toEqual([])
    expect(imports.filter(({ of }) => !existsSync(join(root, of)))).toEqual([])
  })

  test('a file knows its own storey and those below', () => {
    const up = imports.filter(({ file, of }) => storeyOf(of) > storeyOf(file))
    expect(up.map(({ file, of }) => `${file} → ${of}`)).toEqual([])
  })

  test('other folders are named from the root, the own one by ./', () => {
    const wrong = files.filter((file) => /(?:from|import)\s*\(?\s*'\.\.\//.test(source(file)))
    expect(wrong).toEqual([])
  })

  test('no two files need each other', () => {
    const arrows = imports.map(({ file, of }) => ({ from: file, to: of }))
    expect(circlesIn(arrows)).toEqual([])
  })

  test('no two folders need each other at run time', () => {
    const arrows = imports
      .filter(({ type }) => !type)
      .map(({ file, of }) => ({ from: folderOf(file), to: folderOf(of) }))
      .filter(({ from, to }) => from !== to)
    expect(circlesIn(arrows)).toEqual([])
  })

  const apart: [string, (file: string) => boolean, RegExp][] = [
    ['rules are pure: no database, no queries', isRule, /^db\/(?!schema)|queries\.ts$|^lib\/judging\//],
    ['components ask no database', (file) => file.startsWith('components/'), /^db\/(?!schema)/],
    ['addresses hold no SQL', (file) => file.startsWith('app/'), /^db\/schema\//],
  ]
  test.each(apart)('%s', (_, applies, target) => {
    // Types of the schema are facts, not access.
    const wrong = imports.filter(({ file, of, type }) => applies(file) && target.test(of) && !type)
    expect(wrong.map(({ file, of }) => `${file} → ${of}`)).toEqual([])
  })
})

test('rules know no clock: the time is given to them', () => {
  for (const file of product.filter(isRule)) expect(source(file), file).not.toMatch(/new Date\(\)|Date\.now/)
})

test('only db/scope.ts opens a transaction, on connections that only db/ makes', () => {
  const openers = product.filter((file) =>
    /\bpool\(\)\s*\.(connect|query)|\.transaction\(|['"`]begin\b|from 'drizzle-orm\/node-postgres'/i.test(source(file)),
  )
  // The data folder's lock is SQLite's, on a file in which nothing is.
  expect(openers.sort()).toEqual(['db/migrate.ts', 'db/scope.ts', 'lib/server/lock.ts'])
  const connectors = product.filter((file) => /new pg\.(Pool|Client)/.test(source(file)))
  expect(connectors.sort()).toEqual([
    'db/listen.ts',
    'db/migrate.ts',
    'db/pool.ts',
    'db/serving.ts',
    'lib/server/embedded-postgres.ts',
  ])
})

test('what is sent, fed and listed leads to a record as its kind says', () => {
  const links = product.filter(
    (file) =>
      file.startsWith('lib/') && /\b(windowPath|incidentPath|admin(Window|Incident|Freeze)Path)\b/.test(source(file)),
  )
  expect(links.sort()).toEqual(['lib/records/kinds.ts', 'lib/routes.ts'])
})

test('public pages set no style attribute, which their policy would refuse', () => {
  const pages = product.filter((file) => /\.tsx$/.test(file) && !file.startsWith('lib/channels/') && !isDesk(file))
  expect(pages.filter((file) => /\sstyle=/.test(source(file)))).toEqual([])
})

describe('both languages', () => {
  type Tree = { [key: string]: string | Tree }
  const read = (name: string) => JSON.parse(source(`lib/i18n/messages/${name}.json`)) as Tree
  const flat = (tree: Tree, path = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
    )
  const names = [...new Set(readdirSync(join(root, 'lib/i18n/messages')).map((file) => file.split('.')[0] ?? ''))]
  /** What a sentence is given: {name} and <tag>, without what stands inside plurals. */
  const parameters = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)|<(\w+)>/g)].map((match) => match[1] ?? match[2]))]
      .filter((name) => !['one', 'other'].includes(name ?? ''))
      .sort()

  test.each(names)('%s has the same sentences in English and Hindi, and none is empty or left in English', (name) => {
    const [en, hi] = [new Map(flat(read(`${name}.en`))), new Map(flat(read(`${name}.hi`)))]
    expect([...hi.keys()].sort()).toEqual([...en.keys()].sort())
    const same = [...en].filter(
      ([key, text]) =>
        hi.get(key) === text && /[a-z]{3}/i.test(text.replace(/\{[^}]*\}/g, '')) && !/^(English|हिन्दी)$/.test(text),
    )
    expect(same.map(([key]) => key)).toEqual([])
    const given = [...en].filter(([key, text]) =>
      parameters(hi.get(key) ?? '').some((parameter) => !parameters(text).includes(parameter)),
    )
    expect(given.map(([key]) => key)).toEqual([])
  })
})
