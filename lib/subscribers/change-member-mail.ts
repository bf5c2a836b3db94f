import { eq } from 'drizzle-orm'
import { memberships } from '#db/schema/people.ts'
import { users } from '#db/schema/users.ts'
import { readKey } from '#lib/auth/links.ts'
import { missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { act, record } from '#lib/records/command.ts'
import { type MemberChoices, memberChoices } from './input.ts'

/** Changes how a member gets mail, by the key of any of it; what it is about their memberships say. */
export async function changeMemberMail(key: string, input: MemberChoices): Promise<void> {
  const said = parse(memberChoices, input)
  const id = readKey('membership', key)
  return act('system', async (acting) => {
    const { tx } = acting
    const [person] = id
      ? await tx
          .select({
            id: users.id,
            wantsMail: users.wantsMail,
            language: users.language,
            timeZone: users.timeZone,
          })
          .from(memberships)
          .innerJoin(users, eq(users.id, memberships.userId))
          .where(eq(memberships.id, id))
          .for('update', { of: users })
      : []
    if (!person) throw missing('link-is-void')
    const { id: personId, ...before } = person
    await tx.update(users).set(said).where(eq(users.id, personId))
    await record(acting, { action: 'mail.change', subject: { kind: 'user', id: personId }, before, after: said })
  })
}
