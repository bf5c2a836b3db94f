import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Style sheets: whose a class is, and that a page loads the sheets of what it shows and no others. */
const root = join(import.meta.dirname, '..')
const find = (pattern: string) => globSync(pattern, { cwd: root }).sort()
const source = (file: string) => readFileSync(join(root, file), 'utf8')
const roomOf = (sheet: string) => dirname(sheet).slice('components/'.length)

/** Rooms whose parts others set into their own: a room that adjusts one names a class of its own beside it. */
const kit = ['ui', 'forms', 'records']
const sheets = find('components/**/*.css')
const inlined = [...source('app/globals.css').matchAll(/"\.\.\/(components\/[^"]+)"/g)].map((match) => match[1] ?? '')

/** The selectors of a sheet, one by one, each with its classes. */
const selectorsOf = (sheet: string) =>
  [
    ...source(sheet)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/([^{};]+)\{/g),
  ]
    .map((match) => match[1]?.trim() ?? '')
    .filter((prelude) => !prelude.startsWith('@'))
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/))
    .map((selector) => ({
      selector: selector.trim(),
      classes: [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map((match) => match[1] ?? ''),
    }))

const rooms = new Map<string, Set<string>>()
for (const sheet of sheets)
  for (const { classes } of selectorsOf(sheet))
    for (const name of classes) rooms.set(name, (rooms.get(name) ?? new Set()).add(roomOf(sheet)))
/** The room that a class belongs to: the part of the kit that defines it, or the only room that knows it. */
const owner = (name: string) => {
  const all = [...(rooms.get(name) ?? [])]
  return kit.find((room) => all.includes(room)) ?? all[0]
}

test('a class belongs to one room, or is of the kit', () => {
  const shared = [...rooms].filter(([, all]) => [...all].filter((room) => !kit.includes(room)).length > 1)
  const outside = shared.filter(([name]) => !kit.includes(owner(name) ?? ''))
  expect(outside.map(([name, all]) => `${name}: ${[...all]}`)).toEqual([])
})

test('a room that adjusts a part of the kit does so only within its own', () => {
  const bare = sheets.flatMap((sheet) =>
    selectorsOf(sheet)
      .filter(({ classes }) => classes.length && classes.every((name) => owner(name) !== roomOf(sheet)))
      .map(({ selector }) => `${sheet}: ${selector}`),
  )
  expect(bare).toEqual([])
})

/** What a file imports of this repository, sheets included; types are gone when it runs. */
const importsOf = (file: string) =>
  [
    ...source(file)
      .replace(/^(import|export) type [^']*'[^']*'/gm, '')
      .matchAll(/(?:from|import)\s*\(?\s*'(#|\.\/)([^']+)'/g),
  ].map(([, kind, path]) => (kind === '#' ? (path ?? '') : join(dirname(file), path ?? '')))

/** A file and all that it imports, directly or not. */
function reached(from: string[]): Set<string> {
  const all = new Set(from)
  for (const file of all)
    if (/\.tsx?$/.test(file)) for (const next of importsOf(file)) if (existsSync(join(root, next))) all.add(next)
  return all
}

/** A page with the layouts around it. */
const withLayouts = (page: string) => {
  const layouts: string[] = []
  for (let folder = dirname(page); folder.startsWith('app/[locale]'); folder = dirname(folder))
    if (existsSync(join(root, folder, 'layout.tsx'))) layouts.push(join(folder, 'layout.tsx'))
  return [page, ...layouts]
}

const screens = globSync('app/**/{page,not-found,error}.tsx', { cwd: root }).sort()

test('there are sheets and screens to look at', () => {
  expect(sheets.length).toBeGreaterThan(8)
  expect(screens.length).toBeGreaterThan(30)
})

test.each(screens)('%s loads the sheets of what it shows', (screen) => {
  const files = reached(withLayouts(screen))
  const loaded = new Set([...inlined, ...[...files].filter((file) => file.endsWith('.css'))].map(roomOf))
  const missing = [...files]
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      [...source(file).matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`)/g)]
        .flatMap(([, plain, template]) => (plain ?? template?.replace(/\$\{[^}]*\}/g, ' ') ?? '').split(/\s+/))
        .filter((name) => rooms.has(name) && !loaded.has(owner(name) ?? ''))
        .map((name) => `${file}: ${name} of ${owner(name)}`),
    )
  expect(missing).toEqual([])
})

test('what every page loads is of the kit and the frame; the desk’s sheets load on the desk only', () => {
  expect(inlined.map(roomOf).sort()).toEqual(['portal', 'ui', 'ui'])
  const ofDesk = sheets.filter((sheet) => ['desk', 'forms', 'planner'].includes(roomOf(sheet)))
  const open = screens.filter((screen) => !/^app\/\[locale\]\/(admin\/\(desk\)|kit)\//.test(screen))
  for (const screen of open)
    expect(
      [...reached(withLayouts(screen))].filter((file) => ofDesk.includes(file)),
      screen,
    ).toEqual([])
  const planner = screens.filter((screen) => reached(withLayouts(screen)).has('components/planner/planner.css'))
  expect(planner.every((screen) => screen.includes('/planner/'))).toBe(true)
})
