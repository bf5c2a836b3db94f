import type { Texts } from '#db/schema/columns.ts'
import { type IncidentState, incidentMessages, incidents } from '#db/schema/incidents.ts'
import type { Whom } from '#lib/records/audience.ts'
import type { RecordOf } from '#lib/records/change-record.ts'
import { type IncidentEvent, incidentPayload } from './notices.ts'
import { type IncidentRow, incidentImpactsOf } from './record.ts'

type IncidentShape = {
  row: IncidentRow
  values: Omit<typeof incidents.$inferInsert, 'reference'> & Whom
  step: 'declare' | 'update' | 'review' | 'correct'
  heldFor: never
  message: { state: IncidentState; text: Texts }
  /** `text`: what is told, where that is no message. */
  told: { event: IncidentEvent; text?: Texts }
}

export const incidentRecord: RecordOf<IncidentShape> = {
  kind: 'incident',
  table: incidents,
  missing: 'no-such-incident',
  right: () => 'run',
  scheduled: false,
  reasons: ({ state }, step) => (step === 'review' && state !== 'resolved' ? [{ code: 'not-resolved' }] : []),
  // An incident stands in no calendar.
  shown: null,
  placed: ['serviceId', 'audience', 'tenants'],
  placesOf: async (tx, { id }) => (await incidentImpactsOf(tx, [id])).map(({ environmentId }) => environmentId),
  say: ({ tx, personId }, { id }, { state, text }, now) =>
    tx.insert(incidentMessages).values({ incidentId: id, state, at: now, text, authorId: personId }),
  payload: (tx, incident, { event, text }, now, message) =>
    incidentPayload(tx, incident, event, now, message?.text ?? text ?? null),
}
