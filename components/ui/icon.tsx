import type { ReactNode } from 'react'

/** The shapes of the status vocabulary: each state has a shape and a word before it has a colour. */
const shapes = {
  working: (
    <>
      <circle cx="8" cy="8" r="7.25" fill="currentColor" />
      <path d="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" stroke="var(--on-mark)" strokeWidth="1.7" />
    </>
  ),
  degraded: (
    <>
      <path d="M8 .9L15.6 15H.4z" fill="currentColor" />
      <path d="M8 5.6v4.6M8 11.6v1.7" stroke="var(--on-mark)" strokeWidth="1.7" />
    </>
  ),
  partial: (
    <>
      <path d="M8 .8L15.2 8 8 15.2.8 8z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 .8v14.4L.8 8z" fill="currentColor" />
    </>
  ),
  major: (
    <>
      <path d="M1 1h14v14H1z" fill="currentColor" />
      <path d="M4.6 4.6l6.8 6.8M11.4 4.6l-6.8 6.8" stroke="var(--on-mark)" strokeWidth="1.8" />
    </>
  ),
  maintenance: (
    <>
      <path d="M1.25 2v12M14.75 2v12" stroke="currentColor" strokeWidth="1.5" />
      <path d="M3.5 5h9v6h-9z" fill="currentColor" />
    </>
  ),
  announced: (
    <>
      <path d="M1.25 2v12M14.75 2v12" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4.1 5.6h7.8v4.8H4.1z" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  planned: (
    <>
      <path d="M1.25 2v12M14.75 2v12" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4.1 5.6h7.8v4.8H4.1z" fill="none" stroke="currentColor" strokeWidth="1.2" strokeDasharray="1.8 1.3" />
    </>
  ),
  unknown: (
    <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.4 1.9" />
  ),
  freeze: (
    <>
      <path d="M1.5 3.5h13v9h-13z" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M2 9l5-5M2 12l8-8M5 12l8-8M8.5 12L14 6.5M11.5 12L14 9.5" stroke="currentColor" strokeWidth="1" />
    </>
  ),
  pin: (
    <>
      <path d="M3 1v14.5" stroke="currentColor" strokeWidth="1.6" />
      <path d="M3.5 1.5H14l-3 3.75 3 3.75H3.5z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  tick: <path d="M2.5 8.6l3.6 3.6 7.4-8.2" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  due: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 4.2V8l2.6 1.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  back: <path d="M6.5 2.5L2.5 6l4 3.5M3 6h6.5a4 4 0 0 1 0 8H6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  cancelled: (
    <>
      <path d="M1.75 1.75h12.5v12.5H1.75z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 5l6 6M11 5l-6 6" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  moved: <path d="M1.75 2v12M4.5 8h9M10 4.5L13.5 8 10 11.5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  chevron: <path d="M5.5 3l5 5-5 5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  none: <path d="M3 8h10" stroke="currentColor" strokeWidth="1.5" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** All shapes once a page; `Icon` refers to them. */
export function IconSprite() {
  return (
    <svg width="0" height="0" aria-hidden="true" focusable="false" className="absolute">
      <defs>
        {Object.entries(shapes).map(([name, shape]) => (
          <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
            {shape}
          </symbol>
        ))}
      </defs>
    </svg>
  )
}

/** A shape beside a word; it says nothing by itself. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  )
}
