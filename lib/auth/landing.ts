import type { Role } from '#db/scope.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { ownAddress } from '#lib/own-address.ts'
import { isStaff } from '#lib/records/rights.ts'
import { findRoute, inLanguage, paths } from '#lib/routes.ts'

/** Where a person goes who signs in: what they asked for if it is a page of ours that they may open, or where they begin. */
export function landing(roles: Role[], to: unknown, locale: Locale): string {
  const wanted = ownAddress(to)
  if (wanted && (isStaff(roles) || !isDesk(wanted))) return wanted
  return inLanguage(locale, isStaff(roles) ? paths.admin : paths.status)
}

/** Whether an address is one of staff. */
export const isDesk = (path: string) => findRoute(path.split('?')[0] ?? '')?.route.signedIn === true
