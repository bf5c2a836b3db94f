import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { writeCsv } from '#lib/feeds/csv.ts'
import { arm } from './disarm.ts'

const signs = ['=', '+', '-', '@', '\t', '\uff1d', '\uff0b', '\uff0d', '\uff20']
const cells = [
  ...signs.flatMap((sign) => [
    `${sign}1+1`,
    `Note\n${sign}1+1`,
    `Note\r\n${sign}cmd|' /C calc'!A0`,
    `Note\r${sign}1`,
    `\n\n${sign}1`,
    `'${sign}1`,
    `''${sign}1\n'${sign}2`,
  ]),
  '\r=1',
  'plain, with "quotes" and\nlines\r\nof both kinds',
  "It’s 5 – 3 = 2, o'clock",
  "'quoted'",
  '',
]

describe.each(cells)('%j', (text) => {
  const file = writeCsv(['one', 'two', 'three'], [{ one: text, two: 'next', three: text }])
  const [head, ...records] = parse(file, { bom: true, trim: false }) as string[][]

  test('is one record, in which no line begins a formula', () => {
    expect(head).toEqual(['one', 'two', 'three'])
    expect(records).toHaveLength(1)
    expect(records[0]).toHaveLength(3)
    for (const line of records[0]?.[0]?.split(/\r\n|[\r\n]/) ?? [])
      expect(line).not.toMatch(/^[=+\-@\t\uff1d\uff0b\uff0d\uff20]/)
  })

  test('is read back as it was', () => {
    expect(records[0]?.map(arm)).toEqual([text, 'next', text])
  })
})
