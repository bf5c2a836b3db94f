import { changeMessages } from '#components/forms/change-value.tsx'

/** The sentences that the forms of a freeze need. */
export const freezeMessages = [
  'admin.freezes',
  'admin.fields',
  'admin.form',
  'admin.conflict',
  ...changeMessages,
  'admin.actions',
  'admin.audience',
  'reasons',
  'words.freeze',
]
