import type messages from '#lib/i18n/messages/admin.en.json'
import { adminFreezePath, adminIncidentPath, adminWindowPath, incidentPath, paths, windowPath } from '#lib/routes.ts'

/** What the product must know of a kind of record. */
export type Known = {
  /** The letter that its references begin with. */
  letter: string
  /** The table that holds it, by its name in the database. */
  table: string
  /** The word by which screens and the audit log call it. */
  title: keyof (typeof messages)['changes']['kinds']
  /** Where everybody who sees it reads it. */
  path: (reference: string) => string
  /** Where staff work on it; null: nowhere yet. */
  deskPath: ((id: string) => string) | null
  /** Whether a change that an anonymous reader sees raises the public edition; or why it need not. */
  watched: true | { not: string }
}

/** Every kind of record; one that forgets a column here is an error of types. */
export const kinds = {
  window: {
    letter: 'M',
    table: 'windows',
    title: 'window',
    path: windowPath,
    deskPath: adminWindowPath,
    watched: true,
  },
  incident: {
    letter: 'I',
    table: 'incidents',
    title: 'incident',
    path: incidentPath,
    deskPath: adminIncidentPath,
    watched: true,
  },
  freeze: {
    letter: 'F',
    table: 'freezes',
    title: 'freeze',
    // All of them stand on one page.
    path: () => paths.freezes,
    deskPath: adminFreezePath,
    watched: true,
  },
  release: {
    letter: 'R',
    table: 'releases',
    title: 'release',
    path: () => paths.schedule,
    deskPath: null,
    watched: true,
  },
} satisfies Record<string, Known>

export type Kind = keyof typeof kinds
