import { expect, test } from 'vitest'
import { presets } from '#lib/policies/presets/all.ts'
import { policySchema } from '#lib/rules/policy.ts'
import { sourceInWords } from './source-words.ts'

/** Every source that a policy names, wherever it stands in it. */
function sourcesIn(value: unknown): string[] {
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inside]) => {
    if (name === 'ruleSources') return Object.values(inside as Record<string, string>)
    return /^source$|Source$/.test(name) && typeof inside === 'string' ? [inside] : sourcesIn(inside)
  })
}
const sources = [...new Set(presets.flatMap((preset) => sourcesIn(policySchema.parse(preset.policy))))]

test.each([
  ['Preset', 'प्रीसेट'],
  ['DCC 4.6; days: Preset', 'DCC 4.6; दिन: प्रीसेट'],
  ['Mashme, Maintenance window; regions and hours: Preset', 'Mashme, Maintenance window; क्षेत्र और घंटे: प्रीसेट'],
  ['DCC 4.1; Preset', 'DCC 4.1; प्रीसेट'],
  ['Preset values of the board', 'Preset values of the board'],
  ['', ''],
])('“%s” is “%s” in Hindi, and itself in English', (source, hindi) => {
  expect(sourceInWords(source, 'hi')).toBe(hindi)
  expect(sourceInWords(source, 'en')).toBe(source)
})

test('what the presets add of their own is said in Hindi, wherever it stands', () => {
  const own = sources.filter((source) => source.includes('Preset'))
  expect(own.length).toBeGreaterThan(2)
  for (const source of own) {
    const [added = ''] = sourceInWords(source, 'hi').split('; ').slice(-1)
    expect(added, source).not.toMatch(/[a-z]/i)
  }
})
