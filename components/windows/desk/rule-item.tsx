import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'

/** How a rule stands: refused, to be decided, to know, owed before a step, waived by somebody, kept. */
export type RuleStanding = 'refused' | 'waiver' | 'warns' | 'before' | 'waived' | 'kept'

const looks: Record<RuleStanding, [icon: IconName, tone: string]> = {
  refused: ['major', 'is-major'],
  waiver: ['degraded', 'is-partial'],
  warns: ['due', 'is-maintenance'],
  before: ['due', 'is-maintenance'],
  waived: ['tick', 'is-ok'],
  kept: ['tick', 'is-ok'],
}

/** A line of what the rules say: how it stands, the sentence, where the rule comes from and its code, what can be done. */
export function RuleItem({
  standing,
  word,
  code,
  source,
  children,
}: {
  standing: RuleStanding
  word: ReactNode
  code?: string
  source?: ReactNode
  children: ReactNode
}) {
  const [icon, tone] = looks[standing]
  return (
    <li className={standing === 'refused' ? 'refused' : undefined}>
      <span className={`state ${tone}`}>
        <Icon name={icon} />
        {word}
      </span>
      <div className="min-w-0">
        {children}
        {(source || code) && (
          <p className="note mt-1">
            {source} {code && <span className="code">{code}</span>}
          </p>
        )}
      </div>
    </li>
  )
}
