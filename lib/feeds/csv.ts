import { stringify } from 'csv-stringify/sync'
import { disarm } from '#lib/import/disarm.ts'

/**
 * A table as a file for spreadsheets and for the import: RFC 4180, UTF-8 with a mark, a cell of several lines in quotes. Lines
 * that a spreadsheet would run as a formula are disarmed. The only place that writes CSV.
 */
export function writeCsv<Row extends Record<string, string>>(columns: readonly (keyof Row & string)[], rows: Row[]) {
  return stringify(rows, {
    ...{ header: true, columns: [...columns], bom: true, record_delimiter: 'windows' },
    ...{ quoted_match: /[\r\n]/, cast: { string: disarm } },
  })
}
