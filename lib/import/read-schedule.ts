import { parse as parseCsv } from 'csv-parse/sync'
import { z } from 'zod'
import { invalid, type Reason, Refusal } from '#lib/errors.ts'
import { line, local, parse, text, timeZone } from '#lib/input.ts'
import { longestFreeze } from '#lib/rules/freezes.ts'
import { endAfter, longest } from '#lib/rules/times.ts'
import { instantOf, type Local, minutesBetween } from '#lib/time.ts'
import { longestDescription, longestTitle } from '#lib/windows/input.ts'
import { arm } from './disarm.ts'

/** The columns of a schedule file, in any order. `note` and `source` may be empty or left out; others are not read. */
export const columns = [
  'service',
  'title',
  'starts_local',
  'ends_local',
  'time_zone',
  'kind',
  'note',
  'source',
] as const
export const importKinds = ['planned', 'release', 'freeze'] as const

/** The most that a file may hold, in bytes. */
export const largestFile = 5 * 2 ** 20

/** @throws Refusal (invalid) for more bytes than a file may have */
export function refuseLarge(bytes: number): void {
  if (bytes > largestFile) throw invalid(tooLarge)
}
export const tooLarge: Reason = { code: 'file-too-large', field: 'file', facts: { limit: largestFile / 2 ** 20 } }

export type ImportRow = {
  line: number
  service: string
  title: string
  startsLocal: Local
  endsLocal: Local
  timeZone: string
  kind: (typeof importKinds)[number]
  note: string
  source: string
  startsAt: Date
  endsAt: Date
  minutes: number
}
export type BadLine = { line: number; reasons: Reason[] }

const filled = (limit: number) => line(limit).refine((value) => value !== '', { error: 'required', abort: true })
const optional = (limit: number) => z.preprocess((value) => value ?? '', text(limit))
const rowInput = z.object({
  service: filled(80),
  title: filled(longestTitle),
  starts_local: local,
  ends_local: local,
  time_zone: timeZone,
  kind: z.enum(importKinds, { error: 'unknown-import-kind' }),
  note: optional(longestDescription),
  source: z.preprocess((value) => value ?? '', line(300)),
})

/**
 * Reads a schedule file: what can be taken, and each line that cannot with the reasons. Times are wall-clock in the
 * row's zone, the end exclusive. A row that says the same service, title and start as one before it is bad.
 *
 * @throws Refusal (invalid) for what is no such file at all
 */
export function readSchedule(file: string): { rows: ImportRow[]; bad: BadLine[] } {
  refuseLarge(Buffer.byteLength(file))
  const bad: BadLine[] = []
  const records = readRecords(file, bad)
  const rows: ImportRow[] = []
  const seen = new Map<string, number>()
  for (const { line, record } of records) {
    try {
      const row = readRow(line, record)
      const key = JSON.stringify([row.service, row.title, row.startsLocal])
      const before = seen.get(key)
      if (before !== undefined) throw invalid({ code: 'same-as-line', facts: { line: before } })
      seen.set(key, line)
      rows.push(row)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      bad.push({ line, reasons: error.reasons })
    }
  }
  return { rows, bad: bad.sort((one, other) => one.line - other.line) }
}

type Line = { line: number; record: Record<string, string> }

function readRecords(file: string, bad: BadLine[]): Line[] {
  let header: string[] = []
  const wrongHeader = () => invalid({ code: 'not-a-csv', field: 'file', facts: { columns: columns.join(', ') } })
  let parsed: { record: Record<string, string>; info: { lines: number } }[]
  try {
    parsed = parseCsv(file, {
      bom: true,
      cast: arm,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim().toLowerCase())
        return header
      },
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        bad.push({
          line: Number(error?.lines ?? 0),
          reasons: [{ code: error?.code === 'CSV_RECORD_INCONSISTENT_COLUMNS' ? 'wrong-columns' : 'broken-quotes' }],
        })
      },
    }) as unknown as typeof parsed
  } catch {
    throw wrongHeader()
  }
  if (!columns.slice(0, 6).every((name) => header.includes(name))) throw wrongHeader()
  return parsed.map(({ record, info }) => ({ line: info.lines, record }))
}

function readRow(line: number, record: Record<string, string>): ImportRow {
  const said = parse(rowInput, record)
  const start = instantOf(said.starts_local, said.time_zone)
  const end = endAfter(start.at, said.ends_local, said.time_zone)
  const reasons: Reason[] = []
  const skipped = (field: string, time: string): Reason => ({
    code: 'time-skipped-there',
    field,
    facts: { time: time.slice(11) },
  })
  if (start.clock === 'skipped') reasons.push(skipped('starts_local', said.starts_local))
  if (end.clock === 'skipped') reasons.push(skipped('ends_local', said.ends_local))
  if (end.at <= start.at) reasons.push({ code: 'ends-before-start', field: 'ends_local' })
  if (said.kind === 'freeze' && !(said.starts_local.endsWith('T00:00') && said.ends_local.endsWith('T00:00')))
    reasons.push({ code: 'freeze-not-whole-days', field: 'starts_local' })
  const days = said.kind === 'freeze' ? longestFreeze : longest / 1440
  if (minutesBetween(start.at, end.at) > days * 1440 + (said.kind === 'freeze' ? 60 : 0))
    reasons.push({ code: 'too-many-days', field: 'ends_local', facts: { days } })
  if (reasons.length) throw invalid(...reasons)
  return {
    line,
    service: said.service,
    title: said.title,
    startsLocal: said.starts_local,
    endsLocal: said.ends_local,
    timeZone: said.time_zone,
    kind: said.kind,
    note: said.note,
    source: said.source,
    startsAt: start.at,
    endsAt: end.at,
    minutes: minutesBetween(start.at, end.at),
  }
}
