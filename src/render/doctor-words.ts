/** The words and marks of a diagnosis that every rendering shares. */
import type { CheckState } from '../domain/checks.ts'
import type { DoctorReport, InstanceDiagnosis } from '../domain/doctor-report.ts'

export const checkMarks: Record<CheckState, { readonly mark: string; readonly word: string }> = {
  ok: { mark: '✅', word: 'ok' },
  wrong: { mark: '❌', word: 'wrong' },
  warning: { mark: '⚠️', word: 'warning' },
  unknown: { mark: '❔', word: 'unknown' },
  'not-applicable': { mark: '➖', word: 'not applicable' },
}

/** The first line of a doctor's answer. */
export function doctorHeadline({ instances, findings, volume, verdict }: DoctorReport): { readonly mark: string; readonly text: string } {
  const total = instances.length + findings.length
  const of = (count: number): string => `${count} of ${total} ${total === 1 ? 'instance' : 'instances'}`
  switch (verdict) {
    case 'healthy':
      return { mark: '✅', text: `${volume}: nothing wrong found on ${of(total)}` }
    case 'ill':
      return { mark: '❌', text: `${volume}: a cause was found on ${of(instances.filter((i) => i.cause).length)}` }
    case 'unknown':
      return { mark: '❔', text: `${volume}: no cause was found, and not everything could be seen` }
  }
}

/** What is said where no cause was identified. Never a guess. */
export function undetermined({ checks }: InstanceDiagnosis): string {
  const unseen = checks.filter((c) => c.state === 'unknown').map((c) => c.title)
  return unseen.length > 0
    ? `undetermined: nothing that was seen explains it; not seen: ${unseen.join(', ')}`
    : 'undetermined: everything was looked at, and nothing that is known explains it'
}
