import { expect, test } from 'vitest'
import { Refusal } from '#lib/errors.ts'
import { decodeFile } from './decode-file.ts'

const text = 'service,title\r\nDienst,Größe – “München”\r\nसेवा,रखरखाव\r\n'
const le = Buffer.from(text, 'utf16le')
const be = Buffer.from(le).swap16()
const latin = Buffer.from('service,title\nA,B\nDienst,Gr\xf6\xdfe\n', 'latin1')

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
  ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), le])],
  ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), be])],
  ['UTF-16 LE', le],
  ['UTF-16 BE', be],
])('%s is read as it was written', (_, bytes) => {
  expect(decodeFile(bytes)).toBe(text)
})

test.each([
  ['Windows-1252', 3, latin],
  ['UTF-16', 3, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a\nb\nc', 'utf16le').subarray(0, 9)])],
  ['UTF-32', 1, Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ['UTF-32', 1, Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61])],
])('%s is refused by its name', (encoding, line, bytes) => {
  let refused: unknown
  try {
    decodeFile(bytes)
  } catch (error) {
    refused = error
  }
  expect(refused).toBeInstanceOf(Refusal)
  expect((refused as Refusal).reasons).toEqual([{ code: 'unknown-encoding', field: 'file', facts: { encoding, line } }])
})
