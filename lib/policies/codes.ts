import type { Texts } from '#db/schema/columns.ts'

export type Named = { code: string; name: Texts }

/**
 * Rows with the codes by which windows and freezes name them: one that was ever there keeps its own, and one that is put
 * back by its name gets its own again. A new one gets one from its name, once. What no letter of it can be written in is
 * called `fallback`. `before` are those of all versions, the latest first.
 */
export function withCodes<R extends Named>(rows: R[], before: Named[], fallback: string): R[] {
  const kept = new Set(rows.map(({ code }) => code).filter((code) => before.some((one) => one.code === code)))
  const given = new Set<string>()
  return rows.map((row) => {
    const known = kept.has(row.code) && !given.has(row.code)
    const code = known ? row.code : (again(row) ?? free(codeFrom(row.name) || fallback))
    given.add(code)
    return { ...row, code }
  })

  function again({ code, name }: Named): string | undefined {
    if (code) return undefined
    const same = before.find((one) => called(one.name) === called(name))?.code
    return same && !kept.has(same) && !given.has(same) ? same : undefined
  }

  function free(wanted: string): string {
    for (let number = 1; ; number++) {
      const code = number === 1 ? wanted : `${wanted}-${number}`
      if (!kept.has(code) && !given.has(code)) return code
    }
  }
}

const called = ({ en, hi }: Texts) => (en ?? hi)?.trim().toLowerCase()

/** `Été, second part` is `ete-second-part`. */
const codeFrom = ({ en = '' }: Texts) =>
  en
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .slice(0, 40)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
