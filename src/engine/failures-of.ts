/** What one result says went wrong; nothing where it went well. */
import type { Finding } from '../domain/catalogue.ts'
import type { JobResult } from '../domain/run.ts'

export function failuresOf(result: JobResult): readonly Finding[] {
  switch (result.kind) {
    case 'none':
      return [result.finding]
    case 'transcript':
      return result.failures
    case 'installed':
      return []
  }
}
