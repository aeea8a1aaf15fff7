/** What is otherwise in a second plan of the same command, in words. Pure. */
import { digestOf } from './digest.ts'
import type { Plan, VolumePlan } from './plan.ts'

const most = 5

/** At most five things, the rest counted; nothing where the plans would do the same. */
export function planDifference(before: Plan, now: Plan): readonly string[] {
  const found = [
    ...unequal('volume', before.operation.fileSystemId, now.operation.fileSystemId),
    ...unequal('mount point', before.operation.mountPoint, now.operation.mountPoint),
    ...replaced(before, now),
    ...moved('instance', idsOf(before), idsOf(now)),
    ...moved('left out', leftOut(before), leftOut(now)),
    ...moved('seen', seen(before), seen(now)),
    ...jobs(before, now),
  ]
  return atMost(found)
}

/** The same of a volume or an access point: its steps, in their words. */
export function stepsDiffer(before: VolumePlan, now: VolumePlan): readonly string[] {
  const idOf = ({ parameters: { fileSystemId: id } }: VolumePlan): string => (typeof id === 'string' ? id : 'yet to be made')
  const steps = (plan: VolumePlan): string[] => plan.steps.map(({ step, status, detail }) => `${step} ${status}: ${detail}`)
  return atMost([...unequal('volume', idOf(before), idOf(now)), ...moved('step', steps(before), steps(now))])
}

const atMost = (found: readonly string[]): readonly string[] =>
  found.length > most ? [...found.slice(0, most), `and ${found.length - most} more`] : found

const unequal = (what: string, one: string, other: string): string[] => (one === other ? [] : [`${what} was ${one}, is ${other}`])

/** Another instance under the name of one. */
const replaced = (before: Plan, now: Plan): string[] =>
  before.operation.targets.flatMap(({ name, instanceId }) => {
    const other = now.operation.targets.find((t) => t.name === name && t.instanceId !== instanceId)
    return other ? [`${name} was ${instanceId}, is ${other.instanceId}`] : []
  })

function moved(what: string, before: readonly string[], now: readonly string[]): string[] {
  return [
    ...before.filter((b) => !now.includes(b)).map((b) => `${what} no longer: ${b}`),
    ...now.filter((n) => !before.includes(n)).map((n) => `${what} now: ${n}`),
  ]
}

const idsOf = ({ operation }: Plan): string[] => operation.targets.map((t) => t.instanceId)
const leftOut = ({ operation, refused }: Plan): string[] =>
  [...operation.unresolved, ...refused].map((f) => `${f.instanceId ?? ''} ${f.code}`.trim())
const seen = ({ differences }: Plan): string[] => differences.map((d) => `${d.instanceId} ${d.subject}: ${d.observed}`)

/** Jobs by what they do, without their keys. */
function jobs(before: Plan, now: Plan): string[] {
  const programs = (plan: Plan) => plan.jobs.map((j) => `${j.script} ${j.scriptSha.slice(0, 12)}`)
  const params = (plan: Plan) => plan.jobs.map((j) => `${j.script} on ${j.instanceIds.join(', ')}: ${digestOf(j.params).slice(0, 12)}`)
  const programsMoved = moved('program', programs(before), programs(now))
  return programsMoved.length > 0 ? programsMoved : moved('values', params(before), params(now))
}
