/** What the instances of a report are called. */
import type { Report } from '../../domain/report.ts'
import type { Span } from './view.ts'
import { listed } from './view.ts'

export type NameOf = (instanceId: string) => string

export function namesIn({ instances, operation, findings }: Pick<Report, 'instances' | 'operation' | 'findings'>): NameOf {
  const unreached = findings.map(({ instanceId = '', instanceName = instanceId }) => ({ instanceId, name: instanceName }))
  const names = new Map([...unreached, ...operation.targets, ...instances].map(({ instanceId, name }) => [instanceId, name]))
  return (id) => names.get(id) ?? id
}

/** In which nobody is left out where there are few, and all of many are one word. */
export function instancesWords(given: readonly string[], all: number, nameOf: NameOf, most = 6): string {
  // of one several things can have been found
  const ids = [...new Set(given)]
  return ids.length === all && all > 3 ? `all ${all}` : listed(ids.map(nameOf), most)
}

/** A path is code, anything else is words. */
export const subjectSpan = (subject: string): Span => (/^\/\S*$/.test(subject) ? { code: subject } : subject)
