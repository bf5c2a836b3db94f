import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What somebody types stands in no address, also when it is sent before scripts run: forms post, but those that ask for a list. */
const root = join(import.meta.dirname, '../..')
const sources = ['app', 'components'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
)
const forms = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/<form\b[\s\S]*?>\n/g)].map(([tag]) => ({ file, tag, text })),
)
/** A function as action is one of the server, and React posts to it. */
const posts = (tag: string) => /method="post"|action=\{(send|action)\}/.test(tag)

/** What makes up the address of a list, and is meant to be there. */
const asking = {
  'components/forms/search-form.tsx': 'a word to find rows by',
  'components/portal/frame.tsx': 'the zone',
  'components/schedule/filters.tsx': 'which part of the schedule',
  'components/status/side.tsx': 'a service, before anything is typed',
}

test('every form is found', () => {
  expect(forms.length).toBe(sources.reduce((count, { text }) => count + text.split('<form').length - 1, 0))
  expect(forms.length).toBeGreaterThan(15)
})

test('only forms that ask for a list are not posted', () => {
  const others = forms.filter(({ tag, file }) => !posts(tag) || file === 'components/forms/search-form.tsx')
  expect([...new Set(others.map(({ file }) => file))].sort()).toEqual(Object.keys(asking))
})

test.each(Object.keys(asking))('%s holds nothing private', (file) => {
  for (const { text } of forms.filter((form) => form.file === file))
    expect(text).not.toMatch(/<textarea|type="(password|email|tel)"/)
})
