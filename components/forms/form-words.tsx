import type { ReactNode } from 'react'
import { ClientMessages } from '#components/ui/client-messages.tsx'

/** What every form of staff may have to say: its fields, why it was refused, who changed the thing meanwhile and how. */
const common = [
  'admin.form',
  'admin.fields',
  'admin.audience',
  'admin.conflict',
  'admin.changes',
  'admin.actions',
  'reasons',
  'words.window',
  'words.incident',
  'words.component',
  'words.severity',
  'words.strictness',
]

/** Gives a form of staff in the browser the sentences that all of them need, and those of its own. */
export const FormWords = ({ of, children }: { of: string[]; children: ReactNode }) => (
  <ClientMessages of={[...common, ...of]}>{children}</ClientMessages>
)
