import { desc, eq } from 'drizzle-orm'
import { imports } from '#db/schema/imports.ts'
import { users } from '#db/schema/users.ts'
import { asReader } from '#db/scope.ts'

/** The last imports, the newest first, with who took them in. */
export function listImports(person: string, limit = 20) {
  return asReader(person, (tx) =>
    tx
      .select({
        ...{ id: imports.id, name: imports.name, at: imports.at, who: users.name, undoneAt: imports.undoneAt },
        ...{ windows: imports.windows, freezes: imports.freezes, services: imports.services },
      })
      .from(imports)
      .leftJoin(users, eq(users.id, imports.personId))
      .orderBy(desc(imports.at))
      .limit(limit),
  )
}
export type PastImport = Awaited<ReturnType<typeof listImports>>[number]
