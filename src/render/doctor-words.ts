/** What is said where no cause was identified. */
import type { InstanceDiagnosis } from '../domain/doctor-report.ts'

/** Never a guess. */
export function undetermined({ checks }: InstanceDiagnosis): string {
  const unseen = checks.filter((c) => c.state === 'unknown').map((c) => c.title)
  return unseen.length > 0
    ? `undetermined: nothing that was seen explains it; not seen: ${unseen.join(', ')}`
    : 'undetermined: everything was looked at, and nothing that is known explains it'
}
