import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import { noticeSubjects, notices } from '#db/schema/notices.ts'
import { portal } from '#db/schema/portal.ts'
import { asSystem, type Tx } from '#db/scope.ts'
import { type Mail, mailRenderer } from '#lib/channels/mail/render-mail.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type Reach, reachOf } from '#lib/notices/reach.ts'
import type { Payload } from '#lib/notices/registry.ts'
import type { PublishInput } from '#lib/planner/input.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { type Acting, rehearse } from '#lib/records/command.ts'
import { about } from '#lib/records/write-notice.ts'
import { editWindow } from '#lib/windows/draft-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'

/** What a command would send: its mail in both languages, as its sender would get it, and how many it reaches. */
export type Foretold = { mails: Record<Locale, Pick<Mail, 'subject' | 'html' | 'text'>>; reach: Reach }

/** What a form shows that was only asked what it would tell; null: nobody would be told. */
export type ForetoldState = FormState & { foretold?: Foretold | null }

type Person = { id: string; timeZone: string }

/** The mail of a change of a window, before it is made; null: nobody would be told. */
export const foretellEdit = (person: Person, seen: { id: string; version?: number }, plan: PlanInput) =>
  foretell(person, async (acting) => {
    const { id } = await editWindow(acting, seen, plan)
    return noticeNow(acting.tx, id)
  })

/** The digest of a plan, before it is published; null: nobody would be told. */
export const foretellPlan = (person: Person, plan: PublishInput) =>
  foretell(person, async (acting) => noticeById(acting.tx, (await publishPlan(acting, plan)).noticeId))

type Told = Pick<typeof notices.$inferSelect, 'event' | 'serviceId' | 'audience' | 'tenants' | 'payload'>

/** @throws Refusal: the command would be refused */
async function foretell(
  { id, timeZone }: Person,
  run: (acting: Acting) => Promise<Told | undefined>,
): Promise<Foretold | null> {
  const told = await rehearse(id, run)
  if (!told) return null
  const payload = told.payload as Payload
  const [site] = await asSystem((tx) => tx.select({ name: portal.name }).from(portal).where(eq(portal.id, 1)))
  const render = mailRenderer(payload, site?.name ?? {}, null)
  const inLanguage = async (language: Locale) => {
    const member = told.audience !== 'public'
    const { subject, html, text } = await render({
      ...{ id: 'preview', email: 'name@example.org', language, timeZone, member },
    })
    return { subject, html, text }
  }
  return {
    mails: { en: await inLanguage('en'), hi: await inLanguage('hi') },
    reach: await reachOf(told, payload.event),
  }
}

const columns = {
  event: notices.event,
  serviceId: notices.serviceId,
  audience: notices.audience,
  tenants: notices.tenants,
  payload: notices.payload,
}

async function noticeById(tx: Tx, id: string): Promise<Told | undefined> {
  const [row] = await tx
    .select(columns)
    .from(notices)
    .where(and(eq(notices.id, id), isNull(notices.addressedAt)))
  return row
}

/** The notice of a window that this transaction wrote. */
async function noticeNow(tx: Tx, windowId: string): Promise<Told | undefined> {
  const [row] = await tx
    .select(columns)
    .from(noticeSubjects)
    .innerJoin(notices, eq(notices.id, noticeSubjects.noticeId))
    .where(
      and(about({ kind: 'window', id: windowId }), gte(notices.createdAt, sql`now()`), isNull(notices.addressedAt)),
    )
    .orderBy(desc(notices.number))
    .limit(1)
  return row
}
