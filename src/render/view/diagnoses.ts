/** Why something failed, instance by instance, above a plan. */
import type { InstanceDiagnosis } from '../../domain/doctor-report.ts'
import { undetermined } from '../doctor-words.ts'
import { type Item, type Items, items, type Line } from './view.ts'

export const diagnosesItems = (diagnoses: readonly InstanceDiagnosis[]): Items =>
  items('instances with a cause', diagnoses.map(diagnosisItem))

export function diagnosisItem(one: InstanceDiagnosis): Item {
  const { name, instanceId, cause, others } = one
  const who: Line = name === instanceId ? [{ code: instanceId }] : [{ strong: name }, ' ', { code: instanceId }]
  if (!cause) {
    const warnings = others.map((d): Line => [{ mark: 'warning' }, ` ${d.title} (`, { code: d.cause }, `): ${d.seen}`])
    return { line: [{ mark: 'unknown' }, ' ', ...who, `: ${undetermined(one)}`], below: warnings }
  }
  const also = others.map(
    (d): Line => [{ strong: d.warning ? 'Also:' : 'Also seen, mostly behind it:' }, ` ${d.title} (`, { code: d.cause }, `): ${d.seen}`],
  )
  return {
    line: [{ mark: cause.warning ? 'warning' : 'differs' }, ' ', ...who, ': ', { strong: cause.title }, ' (', { code: cause.cause }, ')'],
    below: [[{ strong: 'Seen:' }, ` ${cause.seen}`], [{ strong: 'Why:' }, ` ${cause.why}`], [{ strong: 'Fix:' }]],
    copy: [cause.fix],
    after: also,
  }
}
