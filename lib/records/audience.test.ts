import { beforeAll, describe, expect, test } from 'vitest'
import type { Refusal } from '#lib/errors.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import type { MadeService } from '#lib/services/make-service.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import type { Kind } from './kinds.ts'

/** One rule of who may be told, whatever the kind of record and whichever way it is made or changed. */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const now = new Date('2026-10-01T09:00:00Z')

type Said = { audience: 'public' | 'internal' | 'tenants'; tenants: string[] }
type Place = { service: MadeService; environment: string }
const impacts = ({ service, environment }: Place) => [
  {
    componentId: Object.values(service.components)[0] ?? '',
    environmentId: service.environments[environment] ?? '',
    state: 'degraded' as const,
  },
]
const planned = ({ service, environment }: Place, said: Said) => ({
  ...planFor(service, { environmentId: service.environments[environment] ?? '' }),
  ...said,
})
const frozen = ({ service, environment }: Place, said: Said) => ({
  ...{ serviceId: service.id, kind: 'release' as const, title: { en: 'Freeze' } },
  ...{ firstDay: '2027-03-01', lastDay: '2027-03-04', environments: [service.environments[environment] ?? ''] },
  ...said,
})
const broken = ({ service }: Place, said: Said) => ({
  ...{ serviceId: service.id, title: { en: 'Trouble' }, text: { en: 'We look.' }, severity: 'low' as const },
  ...said,
})

type Entrance = (place: Place, said: Said) => Promise<unknown>

/** Each entrance by which somebody says whom a record of a kind is for, or where it is; one forgotten is an error of types. */
const entrancesOf: Record<Kind, Record<string, Entrance>> = {
  window: {
    'a window is drafted': (place, said) => draftWindow(world.operator, planned(place, said), now),
    'a draft is edited': async (place, said) => {
      const { id } = await draftWindow(world.operator, planned(place, { audience: 'internal', tenants: [] }), now)
      return editWindow(world.operator, { id }, planned(place, said), now)
    },
  },
  freeze: {
    'a freeze is published': (place, said) =>
      publishFreeze(world.operator, { ...frozen(place, said), kind: 'code_merge' }, now),
  },
  incident: {
    'an incident is declared': (place, said) =>
      declareIncident(world.operator, { ...broken(place, said), impacts: impacts(place) }, now),
  },
  // No command makes one.
  release: {},
}
const entrances = Object.values(entrancesOf).flatMap((of) => Object.entries(of))
/** Each entrance by which something that is told already comes to name a place. */
const moves: [string, Entrance][] = [
  [
    'a freeze is changed',
    async (place, said) => {
      const everywhere = { ...frozen(place, said), kind: 'code_merge' as const, environments: [] }
      const { id } = await publishFreeze(world.operator, everywhere, now)
      return changeFreeze(world.operator, { id, ...frozen(place, said), kind: 'code_merge' }, now)
    },
  ],
  [
    'an incident is updated',
    async (place, said) => {
      const { id } = await declareIncident(world.operator, broken(place, said), now)
      const update = { id, state: 'identified' as const, text: { en: 'Found.' }, impacts: impacts(place) }
      return updateIncident(world.operator, update, now)
    },
  ],
]

const codes = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    (error: Refusal) => [...new Set(error.reasons.map(({ code }) => code))],
  )
const place = {
  dcc: (): Place => ({ service: world.smart, environment: 'production' }),
  cityA: (): Place => ({ service: world.demo, environment: 'city-a' }),
}
const tenant = (name: string) => world.demo.tenants[name] ?? ''

describe.each(entrances)('when %s', (_, enter) => {
  test('a tenant of another service is unknown', async () => {
    expect(await codes(enter(place.dcc(), { audience: 'tenants', tenants: [tenant('city-a')] }))).toEqual([
      'unknown-tenant',
    ])
  })
  test.each([[[]], [['nobody']]])('tenants %j are none', async (tenants) => {
    expect(await codes(enter(place.dcc(), { audience: 'tenants', tenants }))).toEqual(['unknown-tenant'])
  })
})

describe.each([...entrances, ...moves])('when %s', (_, enter) => {
  test.each<[Said['audience'], string[]]>([
    ['public', []],
    ['tenants', ['city-b']],
    ['tenants', ['city-a', 'city-b']],
  ])('%s %j is wider than an environment of City A', async (audience, names) => {
    expect(await codes(enter(place.cityA(), { audience, tenants: names.map(tenant) }))).toEqual(['audience-too-wide'])
  })
  test.each<[Said['audience'], string[]]>([
    ['internal', []],
    ['tenants', ['city-a']],
  ])('%s %j is not', async (audience, names) => {
    expect(await codes(enter(place.cityA(), { audience, tenants: names.map(tenant) }))).toEqual([])
  })
})
