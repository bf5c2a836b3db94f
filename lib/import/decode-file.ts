import { invalid } from '#lib/errors.ts'

/**
 * The text of a file: UTF-8 with or without a mark, UTF-16 of either order. What is in none of these is refused with the
 * line in which that shows, since a guess would change letters silently.
 *
 * @throws Refusal (invalid) at the field `file`, naming the encoding where it can be told
 */
export function decodeFile(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  if (encoding === 'UTF-32') throw wrong(encoding, 1)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const read = new TextDecoder(encoding).decode(bytes)
    const line = read.slice(0, Math.max(0, read.indexOf('\ufffd'))).split(/\r\n|[\r\n]/).length
    throw wrong(encoding === 'utf-8' ? 'Windows-1252' : 'UTF-16', line)
  }
}

const wrong = (encoding: string, line: number) =>
  invalid({ code: 'unknown-encoding', field: 'file', facts: { encoding, line } })

/** By its mark; without one UTF-16 shows by the zeros that it has for half of each Latin letter. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'UTF-32' {
  const [one, two, three, four] = bytes
  if ((one === 0xff && two === 0xfe && three === 0 && four === 0) || (!one && !two && three === 0xfe && four === 0xff))
    return 'UTF-32'
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 64)
  const zeros = (parity: number) => head.filter((byte, place) => byte === 0 && place % 2 === parity).length
  const [even, odd] = [zeros(0), zeros(1)]
  if (Math.max(even, odd) * 4 < head.length || Math.min(even, odd) > 0) return 'utf-8'
  return odd > even ? 'utf-16le' : 'utf-16be'
}
