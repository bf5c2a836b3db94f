import type { ReactNode } from 'react'

export type Fact = { key: string; name: ReactNode; value: ReactNode }

/** Names and values, a line each; what is false or null has no line. */
export function Facts({ facts }: { facts: (Fact | false | null | undefined | '')[] }) {
  return (
    <dl className="pairs">
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.key}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
