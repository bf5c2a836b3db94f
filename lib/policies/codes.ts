import type { Texts } from '#db/schema/columns.ts'

type Named = { code: string; name: Texts }

/**
 * Rows with the codes by which windows and freezes name them: one that was there before keeps its own, a new one gets one
 * from its name, once. What no letter of it can be written in is called `fallback`.
 */
export function withCodes<R extends Named>(rows: R[], before: Named[], fallback: string): R[] {
  const kept = new Set(rows.map(({ code }) => code).filter((code) => before.some((one) => one.code === code)))
  const given = new Set<string>()
  return rows.map((row) => {
    const code = kept.has(row.code) && !given.has(row.code) ? row.code : free(codeFrom(row.name) || fallback)
    given.add(code)
    return { ...row, code }
  })

  function free(wanted: string): string {
    for (let number = 1; ; number++) {
      const code = number === 1 ? wanted : `${wanted}-${number}`
      if (!kept.has(code) && !given.has(code)) return code
    }
  }
}

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
