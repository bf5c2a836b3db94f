import { invalid } from '#lib/errors.ts'
import { act } from '#lib/records/command.ts'
import { decodeFile } from './decode-file.ts'
import { foresee } from './foresee.ts'
import { type BadLine, type ImportRow, readSchedule, refuseLarge } from './read-schedule.ts'
import { keepUpload } from './uploads.ts'

const shown = 50
type Shown = Pick<ImportRow, 'line' | 'service' | 'title' | 'kind' | 'startsLocal' | 'endsLocal' | 'timeZone'>

/** What a file would do, before it does it. */
export type ImportPreview = {
  digest: string
  name: string
  /** The first of the new entries. */
  rows: Shown[]
  /** New entries; of the windows those that are still to come, which stand on the schedule as planned. */
  total: number
  coming: number
  over: number
  freezes: number
  known: number
  /** Services that would be made, public like all services. */
  services: string[]
  bad: BadLine[]
}

/** Reads a file that a person sent, keeps it for the import, and says what that would do; nothing is published. */
export async function previewImport(
  person: string,
  file: { name: string; bytes: Uint8Array },
  now = new Date(),
): Promise<ImportPreview> {
  return act(person, async (acting) => {
    acting.demand('administer')
    if (file.bytes.length === 0) throw invalid({ code: 'no-file', field: 'file' })
    refuseLarge(file.bytes.length)
    const content = decodeFile(file.bytes)
    const { rows, bad } = readSchedule(content)
    const { entries, known, services, bad: refused } = await foresee(acting.tx, rows, now)
    const freezes = entries.filter(({ kind }) => kind === 'freeze').length
    const coming = entries.filter(({ kind, over }) => kind !== 'freeze' && !over).length
    return {
      digest: await keepUpload(acting, file.name, content, now),
      name: file.name,
      rows: entries.slice(0, shown).map(({ line, service, title, kind, startsLocal, endsLocal, timeZone }) => ({
        ...{ line, service, title, kind, startsLocal, endsLocal, timeZone },
      })),
      ...{ total: entries.length, coming, over: entries.length - freezes - coming, freezes, known },
      services: services.map(({ name }) => name),
      bad: [...bad, ...refused].sort((one, other) => one.line - other.line),
    }
  })
}
