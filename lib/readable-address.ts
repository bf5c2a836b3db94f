import { domainToUnicode } from 'node:url'

/** An email address as its owner writes it: an international domain in its own letters, not in those of the DNS. */
export function readableAddress(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  return `${local}@${domainToUnicode(domain) || domain}`
}
