import type { IncomingMessage } from 'node:http'
import { BlockList } from 'node:net'

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

/** Who asks, for limits: the peer, or whom our own proxy names last. A stranger cannot choose it. */
export function clientAddress(request: IncomingMessage): string {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const isOwn = peer === '' || own.check(peer, peer.includes(':') ? 'ipv6' : 'ipv4')
  const named = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return (isOwn && named) || peer || 'unknown'
}
