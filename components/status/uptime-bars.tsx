import type { Stroke } from '#lib/rules/statuses.ts'

/**
 * Height is gravity, above a common base line; maintenance hangs below it. The middle of each height: the style sheet
 * draws a line of that thickness, cut into strokes, four units a day.
 */
const looks = {
  working: { name: 'ok', middle: 16 },
  degraded: { name: 'degraded', middle: 14 },
  partial: { name: 'partial', middle: 12 },
  major: { name: 'major', middle: 10 },
  unknown: { name: 'unknown', middle: 19 },
  maintenance: { name: 'maintenance', middle: 25.5 },
} as const

/** Ninety days, a stroke a day; `label` says the same in words. */
export function UptimeBars({ strokes, label }: { strokes: Stroke[]; label: string }) {
  const paths = new Map<string, string>()
  for (const look of ['working', 'degraded', 'partial', 'major', 'unknown', 'maintenance'] as const) {
    const { name, middle } = looks[look]
    const drawn = runs(strokes, (stroke) =>
      look === 'maintenance' ? stroke.maintenance : (stroke.state ?? 'unknown') === look,
    )
    const path = drawn.map(([from, days]) => `M${from * 4} ${middle}h${days * 4 - 1}`).join('')
    if (path) paths.set(name, path)
  }
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${strokes.length * 4 - 1} 30`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {[...paths].map(([name, path]) => (
        <path key={name} className={name} d={path} />
      ))}
    </svg>
  )
}

/** Consecutive days for which something holds: where each run begins and how long it is. */
function runs(strokes: Stroke[], holds: (stroke: Stroke) => boolean): [number, number][] {
  const found: [number, number][] = []
  strokes.forEach((stroke, index) => {
    if (!holds(stroke)) return
    const last = found.at(-1)
    if (last && last[0] + last[1] === index) last[1]++
    else found.push([index, 1])
  })
  return found
}
