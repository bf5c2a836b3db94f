import { audit } from '#db/schema/audit.ts'
import { asActor, asSystem, type Tx } from '#db/scope.ts'
import type messages from '#lib/i18n/messages/admin.en.json'
import { demand, type Right } from '#lib/records/rights.ts'

/** What a command works with: its transaction, who acts, and whether they may. */
export type Acting = {
  tx: Tx
  /** Null: the system. */
  personId: string | null
  /** Throws a refusal unless the actor has this right for this service. */
  demand(right: Right, serviceId?: string): void
}

/**
 * Who acts: a user's id, or the portal itself (timers, imports from the command line); or somebody who acts already, whose
 * transaction it is then.
 */
export type Actor = string | 'system' | Acting

/** Runs a command in one transaction: all of it happens, or nothing. */
export async function act<T>(actor: Actor, run: (acting: Acting) => Promise<T>): Promise<T> {
  if (typeof actor === 'object') return run(actor)
  if (actor === 'system') return asSystem((tx) => run({ tx, personId: null, demand: () => {} }))
  return asActor(actor, (tx, roles) =>
    run({ tx, personId: actor, demand: (right, serviceId) => demand(roles, right, serviceId) }),
  )
}

/** What a rehearsal came to, on its way out of the transaction that it takes back. */
class Rehearsed {
  readonly seen: unknown
  constructor(seen: unknown) {
    this.seen = seen
  }
}

/**
 * Runs commands as they would be run, gives what came of it, and keeps nothing: what they would do is seen before.
 * @throws Refusal where one of them is refused
 */
export async function rehearse<T>(actor: Actor, run: (acting: Acting) => Promise<T>): Promise<T> {
  try {
    return await act(actor, async (acting) => {
      throw new Rehearsed(await run(acting))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.seen as T
    throw error
  }
}

/** What can be done, as the audit log says it (`window.announce`); one without a word in both languages is an error of types. */
export type Action = Dotted<keyof (typeof messages)['actions']>
type Dotted<Word> = Word extends `${infer Thing}_${infer Verb}` ? `${Thing}.${Verb}` : never

export type Entry = {
  action: Action
  subject: { kind: keyof (typeof messages)['changes']['kinds']; id: string; serviceId?: string | null }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string | undefined
}

/** Writes who did what into the audit log, in the command's transaction. */
export async function record({ tx, personId }: Acting, entry: Entry): Promise<void> {
  await tx.insert(audit).values({
    actorId: personId,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    serviceId: entry.subject.serviceId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    reason: entry.reason ?? null,
  })
}
