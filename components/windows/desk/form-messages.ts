import { changeMessages } from '#components/forms/change-value.tsx'

/** The sentences that the form of a window needs in the browser. */
export const formMessages = [
  'admin.windowForm',
  'admin.fields',
  'admin.form',
  'admin.conflict',
  ...changeMessages,
  'admin.actions',
  'admin.audience',
  'reasons',
  'words.impact',
]
