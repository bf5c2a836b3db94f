import type { ComponentProps, ReactNode } from 'react'
import { Section } from '#components/ui/section.tsx'
import { AuditTable } from './audit-table.tsx'

/** Who changed this record, last on its page. */
export function AuditSection({
  title,
  all,
  className,
  ...shown
}: ComponentProps<typeof AuditTable> & { title: string; all?: ReactNode; className?: string }) {
  return (
    <Section id="audit" title={title} aside={all} {...(className && { className })}>
      <AuditTable {...shown} />
    </Section>
  )
}
