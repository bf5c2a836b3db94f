import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The page of the kit's parts: it shows each of them, and it is not there in production. */
const root = join(import.meta.dirname, '..')
const shown = globSync('components/kit/*.tsx', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'))

/** These give sentences to others or stand only inside another part. */
const seenInOthers = [
  'components/ui/client-messages.tsx',
  'components/ui/keep-typed-early.tsx',
  'components/forms/form-words.tsx',
  'components/forms/change-value.tsx',
]

test('every part of the kit stands on its page', () => {
  const parts = globSync('components/{ui,forms,records}/*.tsx', { cwd: root }).filter(
    (file) => !seenInOthers.includes(file),
  )
  expect(parts.length).toBeGreaterThan(25)
  expect(parts.filter((file) => !shown.some((source) => source.includes(`'#${file}'`)))).toEqual([])
})

test('the kit knows no word of the domain: it asks no room and no database', () => {
  const wrong = globSync('components/ui/*.tsx', { cwd: root }).filter((file) =>
    /from '#(db\/(?!schema\/columns\.ts)|lib\/(?!i18n\/)|components\/(?!ui\/))/.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  )
  expect(wrong).toEqual([])
})
