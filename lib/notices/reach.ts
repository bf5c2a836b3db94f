import { asSystem } from '#db/scope.ts'
import type { EventName } from '#lib/records/notices.ts'
import type { NoticeFor } from '#lib/records/write-notice.ts'
import { addresseesOf } from './recipients.ts'

export type Reach = { all: number; en: number; hi: number }

/** How many people a notice would reach now, by language. Addresses stay unseen: only the numbers leave this. */
export function reachOf(whom: NoticeFor, event: EventName): Promise<Reach> {
  return asSystem(async (tx) => {
    const addressees = await addresseesOf(tx, { ...whom, event })
    const en = addressees.filter((one) => one.language === 'en').length
    return { all: addressees.length, en, hi: addressees.length - en }
  })
}
