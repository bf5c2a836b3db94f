import { createHash } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import { uploads } from '#db/schema/imports.ts'
import type { Tx } from '#db/scope.ts'
import { invalid } from '#lib/errors.ts'
import type { Acting } from '#lib/records/command.ts'

export type Upload = typeof uploads.$inferSelect

/** Keeps a file that somebody sent, until it is imported; in the database, since another process may answer then. */
export async function keepUpload({ tx, personId }: Acting, name: string, content: string, now: Date): Promise<string> {
  const digest = createHash('sha256').update(content).digest('hex')
  if (!personId) throw invalid({ code: 'no-upload', field: 'file' })
  await tx
    .insert(uploads)
    .values({ digest, personId, name: name.slice(0, 200), content, at: now })
    .onConflictDoUpdate({ target: [uploads.personId, uploads.digest], set: { at: now } })
  return digest
}

/** What whoever acts has sent, by its digest; nobody else’s. */
export async function uploadOf({ tx, personId }: Acting, digest: string): Promise<Upload> {
  const [upload] = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.personId, personId ?? ''), eq(uploads.digest, digest.slice(0, 64))))
  if (!upload) throw invalid({ code: 'no-upload', field: 'file' })
  return upload
}

/** Hours that a file is kept for its import. */
const kept = 24

export async function forgetUploads(tx: Tx, now: Date): Promise<void> {
  await tx.delete(uploads).where(lt(uploads.at, new Date(now.getTime() - kept * 3_600_000)))
}
