import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { Impact, WindowState } from '#db/schema/windows.ts'

type Look = { icon: IconName; tone: string }

const components: Record<ComponentState, Look> = {
  working: { icon: 'working', tone: 'is-ok' },
  degraded: { icon: 'degraded', tone: 'is-degraded' },
  partial: { icon: 'partial', tone: 'is-partial' },
  major: { icon: 'major', tone: 'is-major' },
  maintenance: { icon: 'maintenance', tone: 'is-maintenance' },
  unknown: { icon: 'unknown', tone: 'is-unknown' },
}

const windows: Record<WindowState, Look> = {
  draft: { icon: 'ring', tone: 'is-unknown' },
  planned: { icon: 'planned', tone: 'is-maintenance' },
  announced: { icon: 'announced', tone: 'is-maintenance' },
  in_progress: { icon: 'maintenance', tone: 'is-maintenance' },
  verifying: { icon: 'maintenance', tone: 'is-maintenance' },
  completed: { icon: 'tick', tone: 'is-ok' },
  rolled_back: { icon: 'back', tone: 'is-partial' },
  cancelled: { icon: 'cancelled', tone: 'is-unknown' },
}

const impacts: Record<Impact, Look> = {
  no_impact: { icon: 'working', tone: 'is-ok' },
  reduced_redundancy: { icon: 'announced', tone: 'is-maintenance' },
  degraded: { icon: 'degraded', tone: 'is-degraded' },
  outage: { icon: 'major', tone: 'is-major' },
}

function Shown({ look, children, className = '' }: { look: Look; children: ReactNode; className?: string }) {
  return (
    <span className={`state ${look.tone} ${className}`}>
      <Icon name={look.icon} />
      {children}
    </span>
  )
}

/** A component's or service's status: shape, word, colour. */
export const ComponentStateMark = ({ state, children }: { state: ComponentState; children: ReactNode }) => (
  <Shown look={components[state]}>{children}</Shown>
)
export const WindowStateMark = ({
  state,
  children,
  className = '',
}: {
  state: WindowState
  children: ReactNode
  className?: string
}) => (
  <Shown look={windows[state]} className={className}>
    {children}
  </Shown>
)
export const ImpactMark = ({ impact, children }: { impact: Impact; children: ReactNode }) => (
  <Shown look={impacts[impact]}>{children}</Shown>
)

/** An open incident by how much it takes away, an ended one by its tick; without its state, by how grave it was. */
export const incidentLook = ({ severity, state }: { severity: string; state?: string }): Look =>
  state === 'resolved'
    ? { icon: 'tick', tone: 'is-ok' }
    : severity === 'high'
      ? { icon: 'major', tone: 'is-major' }
      : { icon: 'degraded', tone: 'is-degraded' }
export const IncidentMark = ({
  incident,
  children,
  className = '',
}: {
  incident: { severity: string; state?: string }
  children: ReactNode
  className?: string
}) => (
  <Shown look={incidentLook(incident)} className={className}>
    {children}
  </Shown>
)

export const componentLook = (state: ComponentState) => components[state]
export const windowLook = (state: WindowState) => windows[state]
