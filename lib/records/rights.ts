import type { Role } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'

/** What staff may do. Each screen and each command names one of these. */
export type Right =
  | 'read' // what staff of a service see: drafts, the audit log, the outbox
  | 'plan' // draft, publish, announce and move windows; freezes
  | 'run' // start, update, finish windows; incidents; statuses by hand
  | 'decide' // grant or refuse waivers that somebody else asked for
  | 'administer' // subscribers, imports

const held: Record<string, Right[]> = {
  operator: ['read', 'plan', 'run', 'decide', 'administer'],
  scheduler: ['read', 'plan', 'run'],
  approver: ['read', 'decide'],
  auditor: ['read'],
  provider: ['read'],
}

/** Whether these roles give a right for a service; without a service, for at least one. */
export function may(roles: Role[], right: Right, serviceId?: string): boolean {
  return roles.some(
    (role) =>
      held[role.role]?.includes(right) &&
      (serviceId === undefined || role.serviceId === null || role.serviceId === serviceId),
  )
}

/** Whether these roles give a right for every service, now and later. */
export function mayEverywhere(roles: Role[], right: Right): boolean {
  return roles.some((role) => held[role.role]?.includes(right) && role.serviceId === null)
}

/** The staff roles that give a right, to name in a refusal. */
export function rolesFor(right: Right): string[] {
  return Object.keys(held).filter((role) => held[role]?.includes(right))
}

export function isStaff(roles: Role[]): boolean {
  return roles.some((role) => role.role in held)
}

/** @throws Refusal (forbidden) naming the roles that would do */
export function demand(roles: Role[], right: Right, serviceId?: string): void {
  if (may(roles, right, serviceId)) return
  throw new Refusal('forbidden', [{ code: 'not-allowed', facts: { right, roles: rolesFor(right).join(', ') } }])
}
