import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
const importsOf = (file: string) =>
  [...source(file).matchAll(/(?:from|import)\s*\(?\s*'#([^']+)'/g)].map((match) => match[1] ?? '')

describe('imports run one way', () => {
  const forbidden: [string, (file: string) => boolean, RegExp][] = [
    ['nothing imports app', (file) => !file.startsWith('app/'), /^app\//],
    ['lib imports no component', (file) => file.startsWith('lib/'), /^components\//],
    ['the schema and the scope import nothing of lib', (file) => /^db\/[^/]+\.ts$|^db\/schema\//.test(file), /^lib\//],
    [
      'rules are pure: no database, no queries, no clock of the machine',
      isRule,
      /^db\/scope|queries\.ts$|^lib\/judging\//,
    ],
    ['app holds no SQL', (file) => file.startsWith('app/'), /^db\/schema\//],
    ['components ask no database', (file) => file.startsWith('components/'), /^db\/scope/],
  ]
  test.each(forbidden)('%s', (_, applies, target) => {
    const wrong = product.filter(applies).flatMap((file) =>
      importsOf(file)
        .filter((path) => target.test(path))
        .map((path) => `${file} → ${path}`),
    )
    // Types of the schema are facts, not access.
    expect(wrong).toEqual([])
  })
})

test('rules know no clock: the time is given to them', () => {
  for (const file of product.filter(isRule)) expect(source(file), file).not.toMatch(/new Date\(\)|Date\.now/)
})

test('only db/scope.ts opens a transaction, on connections that only db/ makes', () => {
  const openers = product.filter((file) =>
    /\bpool\(\)\s*\.(connect|query)|\.transaction\(|['"`]begin\b|from 'drizzle-orm\/node-postgres'/i.test(source(file)),
  )
  expect(openers.sort()).toEqual(['db/migrate.ts', 'db/scope.ts'])
  const connectors = product.filter((file) => /new pg\.(Pool|Client)/.test(source(file)))
  expect(connectors.sort()).toEqual([
    'db/listen.ts',
    'db/migrate.ts',
    'db/pool.ts',
    'db/serving.ts',
    'lib/server/embedded-postgres.ts',
  ])
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
