import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Addresses of one's own network: a request from there came through a proxy of ours, which says from whom. */
const own = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  own.addSubnet(network, bits, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')

/**
 * Who asks, for limits: the peer, or whom our own proxy names last. A stranger cannot choose it. An address of IPv6 is
 * its /64, because that is the least that one client is given. Whatever a header holds, the answer is short.
 */
export function clientAddress(request: IncomingMessage): string {
  const peer = addressIn(request.socket.remoteAddress ?? '')
  const isOwn = peer === null || own.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4')
  const named =
    isOwn &&
    addressIn(
      String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1) ?? '',
    )
  const address = named || peer
  return address === null ? 'unknown' : isIPv6(address) ? network(address) : address
}

/** The address that proxies write as `1.2.3.4`, `1.2.3.4:567`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:567`. */
function addressIn(written: string): string | null {
  const text = written.trim().replace(/^"|"$/g, '')
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const [address = ''] = bare.split('%', 1)
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address
  return isIPv4(mapped) || isIPv6(mapped) ? mapped : null
}

/** The first four groups of an address of IPv6, however it is written. */
function network(address: string): string {
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const head = before.split(':').filter(Boolean)
  const tail = after?.split(':').filter(Boolean) ?? []
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail]
  return `${groups.slice(0, 4).join(':')}::/64`
}
