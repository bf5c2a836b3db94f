import type { FormState } from './form-state.ts'

/** A row of a list as its fields hold it, by their names in the row; a box that is not ticked is not there. */
export type Row = Record<string, string>

/** The rows of a list in which something stands, in their order. One that was removed leaves a gap in the numbers. */
export function rowsIn(typed: NonNullable<FormState['typed']>, list: string): Row[] {
  const rows = new Map<number, Row>()
  for (const [name, value] of Object.entries(typed)) {
    const [number = '', ...field] = name.startsWith(`${list}.`) ? name.slice(list.length + 1).split('.') : []
    if (!/^\d{1,4}$/.test(number)) continue
    rows.set(Number(number), { ...rows.get(Number(number)), [field.join('.')]: String(value) })
  }
  return [...rows]
    .sort(([one], [other]) => one - other)
    .map(([, row]) => row)
    .filter((row) => Object.values(row).some((said) => said.trim()))
}
