import { pgTable, text } from 'drizzle-orm/pg-core'
import { commonPolicies, id } from './columns.ts'

export const providers = pgTable('providers', { id: id(), name: text().notNull().unique() }, () => commonPolicies())
