import { expect, test } from 'vitest'
import { kindOf, plainPolicy } from '#lib/rules/policy.ts'
import type { ServiceToWorkOn } from '#lib/services/queries.ts'
import { toOffer } from './offer.ts'

const none = { environments: [], components: [], tenants: [], releases: [], standing: [] }
const service = (id: string) =>
  ({ id, name: { en: id }, timeZone: 'UTC', policy: plainPolicy, ...none }) as unknown as ServiceToWorkOn
const offered = (...[id, kind]: [string, string]) =>
  toOffer(service('dcc'), 'en', { service: { id }, kind: kindOf(plainPolicy, kind) }).kinds.map(({ code }) => code)

test.each([
  ['one that the service has stands once', 'dcc', 'release', ['planned', 'urgent', 'release']],
  ['one that it has no longer is shown all the same', 'dcc', 'works', ['planned', 'urgent', 'release', 'works']],
  ['of another service it says nothing', 'digit', 'works', ['planned', 'urgent', 'release']],
])('the kind of a window that is edited: %s', (_, id, kind, codes) => {
  expect(offered(id, kind)).toEqual(codes)
})
