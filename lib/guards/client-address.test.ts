import type { IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientAddress } from '#lib/front/client-address.ts'

const asked = (peer: string, forwarded?: string) =>
  clientAddress({
    socket: { remoteAddress: peer },
    headers: { 'x-forwarded-for': forwarded },
  } as never as IncomingMessage)

test.each([
  ['198.51.100.7', undefined, '198.51.100.7'],
  ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
  ['::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', '203.0.113.9:51234', '203.0.113.9'],
  ['127.0.0.1', '[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2::/64'],
  ['127.0.0.1', '[2001:db8:1:2::6]', '2001:db8:1:2::/64'],
  ['127.0.0.1', '"[2001:DB8:1:2::6]"', '2001:db8:1:2::/64'],
  ['::1', '2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:a:b:c::1', undefined, '2001:db8:a:b::/64'],
  ['fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
  ['127.0.0.1', 'unknown', '127.0.0.1'],
  ['127.0.0.1', '', '127.0.0.1'],
  ['', undefined, 'unknown'],
])('%s, forwarded for %s, is counted as %s', (peer, forwarded, expected) => {
  expect(asked(peer, forwarded)).toBe(expected)
})

test('all of one /64 are one client, however an address is written', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { minLength: 4, maxLength: 4 }), (host) => {
      const address = `2001:db8:7:8:${host.map((group) => group.toString(16)).join(':')}`
      expect(asked(address)).toBe('2001:db8:7:8::/64')
      expect(asked('10.1.1.1', `[${new URL(`http://[${address}]`).hostname.slice(1, -1)}]:80`)).toBe(
        '2001:db8:7:8::/64',
      )
    }),
  )
})

test('whatever a header holds, the key is an address and short', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 5000 }), (text) => {
      expect(asked('127.0.0.1', text)).toMatch(/^[\da-f:./]{2,25}$/)
    }),
  )
})
