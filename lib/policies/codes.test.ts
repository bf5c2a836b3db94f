import { expect, test } from 'vitest'
import { withCodes } from './codes.ts'

const row = (code: string, en: string) => ({ code, name: { en } })
const before = [row('maintenance', 'Planned maintenance'), row('change', 'Change'), row('old', 'Planned maintenance')]

test.each([
  ['one that was there keeps its code under another name', [row('change', 'Changes')], ['change']],
  ['a code that never was gives way to the name', [row('forged', 'Été, second part')], ['ete-second-part']],
  ['put back by its name it gets its own code', [row('', 'planned maintenance ')], ['maintenance']],
  ['but not while that one is there', [row('', 'Change'), row('change', 'Change')], ['change-2', 'change']],
  [
    'put back twice, the second is as it was called before',
    [row('', 'Change'), row('', 'Change')],
    ['change', 'change-2'],
  ],
  ['a forged code is not put back by its name', [row('forged', 'Planned maintenance')], ['planned-maintenance']],
])('%s', (_, rows, codes) => {
  expect(withCodes(rows, before, 'kind').map(({ code }) => code)).toEqual(codes)
})

test('a name in Hindi finds its own, and without one it is called what all are', () => {
  const load = { code: 'kind', name: { hi: 'पैच' } }
  expect(withCodes([{ ...load, code: '' }], [load], 'kind')).toEqual([load])
  expect(withCodes([{ code: '', name: { hi: 'भार' } }], [], 'kind')[0]?.code).toBe('kind')
})
