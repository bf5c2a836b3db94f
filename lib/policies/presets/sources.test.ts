import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sourceOf } from '#lib/policies/rules.ts'
import { policySchema } from '#lib/rules/policy.ts'
import { policyRuleCodes } from '#lib/rules/severity.ts'
import { presets } from './all.ts'

/** Sections of the published policies, by their own titles, with the numbers that they say. */
const sections: Record<string, Record<string, (number | string)[]>> = {
  DCC: {
    '2.1': [],
    '2.2': [],
    '4.1': ['24 months'],
    '4.2': ['3 days'],
    '4.2.1': [],
    '4.2.2': [],
    '4.3': [],
    '4.4': [],
    '4.5': [],
    '4.6': [],
    '4.7': ['24 months'],
    'H8.4': [],
  },
  MHHS: {
    'Table 1': [],
    'Table 2': [],
    'Release Types': [],
    'Naming Versioning': [],
    'Emergency Release': [],
    'Release Notes': [],
    'Release Control Board': [],
    'Tracking and Coordination': [],
  },
  DIGIT: {
    'Standard operating procedures': [],
    'When to upgrade': [],
    'Communication process': ['at once'],
    'How to upgrade': [],
  },
  Mashme: {
    'Types of releases': [],
    'Release notifications': ['45 days', '15 days', '3 days'],
    'Change management': [],
    'Maintenance window': [],
    'Change rollback': [],
    'Downtime required': [],
    'Types of changes': [],
    'Routine updates': [],
    'Maintenance window - Scheduled Platform Upgrade': ['15 business-days'],
    'Maintenance window - Scheduled Platform Update': ['7 business-days'],
    'Maintenance window - Scheduled Platform Patch': ['3 business-days'],
    'Maintenance window - Urgent Platform Update': [],
    'Change management notifications': [],
    'A new maintenance period is needed': ['at once'],
    'Maintenance is about to start': ['60 minutes'],
    'Maintenance is started': [],
    'Maintenance update status': [],
    'Maintenance is finished': [],
    'Maintenance causes an incident': [],
  },
  Mojaloop: {
    'Mojaloop releases': [],
    'Bugs and hotfixes': [],
    'Environments and QA strategy': [],
    'Release process': [],
  },
}
const owners: Record<string, string> = {
  dcc: 'DCC',
  mhhs: 'MHHS',
  digit: 'DIGIT',
  mashme: 'Mashme',
  mojaloop: 'Mojaloop',
}

/** `DCC 4.6` and `Mashme, Change rollback`, with what of it we chose behind: `; days: Preset`. */
function read(source: string) {
  const [place = '', chosen] = source.split('; ')
  const [, owner = '', section = ''] = /^(\w+),? (.*)$/.exec(place) ?? []
  return { owner, section, chosen }
}

describe.each(presets.map((preset) => [preset.slug, preset] as const))('%s', (slug, preset) => {
  const policy = policySchema.parse(preset.policy)
  const numbers: [string, string, string][] = [
    ...policy.kinds.flatMap(({ code, notice }): [string, string, string][] =>
      notice ? [[`notice of ${code}`, notice.source, `${notice.amount} ${notice.unit}`]] : [],
    ),
    ['alert', policy.alertLeadDays.source, policy.alertLeadDays.value === null ? 'at once' : 'days'],
    ['reminder', policy.reminderMinutes.source, `${policy.reminderMinutes.value} minutes`],
    ['updates', policy.updateEveryMinutes.source, `${policy.updateEveryMinutes.value} minutes`],
    ['alert of freezes', policy.freezeLeadDays.source, `${policy.freezeLeadDays.value} days`],
    ['notice of freezes', policy.freezeNoticeDays.source, `${policy.freezeNoticeDays.value} days`],
    ['horizon', policy.horizonMonths.source, `${policy.horizonMonths.value} months`],
    ['hours', policy.permittedHours.source, 'hours'],
    ['nights', policy.nights.source, 'nights'],
    ['limit', policy.monthlyLimitMinutes.source, 'minutes'],
    ['regions', policy.regionsSource, 'regions'],
    ...policy.annualFreezes.map((rule): [string, string, string] => [rule.code, rule.source, 'days']),
    ['freeze around releases', policy.releaseFreeze.source, 'days'],
  ]

  test.each(numbers)('%s: %s', (_, source, number) => {
    if (source === 'Preset' || source === '') return
    const { owner, section, chosen } = read(source)
    expect([owners[slug]]).toContain(owner)
    expect(Object.keys(sections[owner] ?? {})).toContain(section)
    // What the section does not say is ours, and says so.
    if (chosen) expect(chosen).toMatch(/^[a-z ]+: Preset$/)
    else expect(sections[owner]?.[section]).toContain(number)
  })

  test('no rule of the schedule is shown with another policy’s section', () => {
    for (const code of policyRuleCodes) {
      const said = sourceOf(policy, code)?.split('; ') ?? []
      const places = said.filter((source) => source && !source.endsWith('Preset')).map(read)
      for (const { owner, section } of places) {
        expect(owner).toBe(owners[slug])
        expect(Object.keys(sections[owner] ?? {})).toContain(section)
      }
    }
  })
})

test('what the code cites stands in the policies', () => {
  const lib = new URL('../../', import.meta.url)
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.(ts|csv)$/.test(file),
  )
  const cited = files.flatMap((file) =>
    [
      ...readFileSync(new URL(file, lib), 'utf8').matchAll(
        /\b(DCC|SEC|MHHS|DIGIT|Mashme|Mojaloop)(?:,? "([^"]+)"|, ([A-Z][^.:;)'"]+)(?=[:;)'])| (H?\d\.\d(?:\.\d)?)(?! ?\d))/g,
      ),
    ].map(([, owner = '', quoted, listed, numbered]) => [
      file,
      owner === 'SEC' ? 'DCC' : owner,
      (quoted ?? listed ?? numbered ?? '').replace(/\n \* ?/, ' '),
    ]),
  )
  expect(cited.length).toBeGreaterThan(20)
  const titles = ['Product releases and change management', 'Release management']
  expect(
    cited.filter(([, owner = '', section = '']) => !(section in (sections[owner] ?? {})) && !titles.includes(section)),
  ).toEqual([])
})
