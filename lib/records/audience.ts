/** Whether an audience is wider than that of an environment: strangers would be told of what is not theirs to see. */
export function isWider(
  audience: string,
  named: string[],
  environment: { audience: string; tenants: string[] },
): boolean {
  if (environment.audience === 'public' || audience === 'internal') return false
  return (
    environment.audience === 'internal' ||
    audience === 'public' ||
    named.some((tenant) => !environment.tenants.includes(tenant))
  )
}
