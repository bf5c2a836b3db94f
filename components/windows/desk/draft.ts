import type { Texts } from '#db/schema/columns.ts'
import { localOf } from '#lib/time.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'

/** What the window form holds before anything is typed. */
export type Draft = {
  id: string | null
  version: number
  serviceId: string
  environmentId: string
  kind: string
  title: Texts
  description: Texts | null
  userChanges: Texts | null
  effect: Texts | null
  rollbackInfrastructure: Texts | null
  rollbackServices: Texts | null
  rollbackData: Texts | null
  startsLocal: string
  endsLocal: string
  downtime: { from: string; minutes: number } | null
  migration: boolean
  autoStart: boolean
  impacts: Record<string, { impact: string; note: Texts | null }>
  releaseIds: string[]
  changes: Texts[]
  audience: 'public' | 'internal' | 'tenants'
  tenants: string[]
}

export const emptyDraft = (serviceId: string, environmentId: string, kind: string): Draft => ({
  id: null,
  version: 0,
  serviceId,
  environmentId,
  kind,
  title: {},
  description: null,
  userChanges: null,
  effect: null,
  rollbackInfrastructure: null,
  rollbackServices: null,
  rollbackData: null,
  startsLocal: '',
  endsLocal: '',
  downtime: null,
  migration: false,
  autoStart: false,
  impacts: {},
  releaseIds: [],
  changes: [],
  audience: 'public',
  tenants: [],
})

/** A draft as it is stored, for the form that edits it. */
export function toDraft({ window, impacts, releases, changes, downtime }: WindowRecord): Draft {
  const {
    id,
    version,
    serviceId,
    kind,
    title,
    description,
    userChanges,
    effect,
    rollbackInfrastructure,
    rollbackServices,
    rollbackData,
    migration,
    autoStart,
    audience,
    tenants,
  } = window
  return {
    id,
    version,
    serviceId,
    kind,
    title,
    description,
    userChanges,
    effect,
    rollbackInfrastructure,
    rollbackServices,
    rollbackData,
    migration,
    autoStart,
    audience,
    tenants,
    environmentId: window.environmentId ?? '',
    startsLocal: localOf(window.startsAt, window.timeZone),
    endsLocal: localOf(window.endsAt, window.timeZone),
    downtime: downtime && {
      from: localOf(downtime.startsAt, window.timeZone).slice(11),
      minutes: window.downtimeMinutes ?? 0,
    },
    impacts: Object.fromEntries(
      impacts.map((impact) => [impact.componentId, { impact: impact.impact, note: impact.note }]),
    ),
    releaseIds: releases.map((release) => release.id),
    changes: changes.map(({ title }) => title),
  }
}

/** Another window like this one: all but its times, and the releases that it carries, which go in once. */
export const toCopy = (record: WindowRecord): Draft => ({
  ...toDraft(record),
  ...{ id: null, version: 0, startsLocal: '', endsLocal: '', downtime: null, releaseIds: [] },
})
