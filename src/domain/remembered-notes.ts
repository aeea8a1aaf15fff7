/** What a verify expected although no option said so, in sentences: an expectation that comes from a host must be shown as such. */
import type { Observation } from './facts.ts'
import type { MountSpec } from './mount-spec.ts'
import { specWords } from './options/spec.ts'
import type { Operation } from './plan.ts'

export function rememberedNotes({ targets, mountPoint }: Operation, observations: readonly Observation[]): string[] {
  const known = targets.filter((t) => t.remembers)
  const looks = new Map(observations.map((o) => [o.instanceId, o]))
  const remembered = known.flatMap(({ instanceId, name }) => {
    const seen = looks.get(instanceId)
    const note = seen?.kind === 'observed' ? seen.facts.remembered?.find((r) => r.place === mountPoint) : undefined
    if (note?.kind !== 'noted') return []
    const words = specWords(note.spec)
    return words === ''
      ? []
      : [`${name} was mounted with ${words} (noted there ${dayOf(note.at)}): expected unless an option says otherwise.`]
  })
  const differently = (part: (spec: MountSpec) => boolean, what: string) => {
    const [yes, no] = [true, false].map((wanted) => known.filter((t) => part(t.spec) === wanted))
    if (yes?.length === 0 || no?.length === 0) return []
    return [
      `${what} was requested on ${names(yes)} and not on ${names(no)}; the volume can have only one setting: mount it on all of them with the same options.`,
    ]
  }
  return [
    ...remembered,
    ...differently((s) => s.sticky, 'The sticky bit on shared directories'),
    ...differently((s) => s.privateSpaces, 'Private personal spaces'),
  ]
}

/** Where no registry was given and instances have its people: nothing was said of those, which a verdict alone does not tell. */
export function unlookedPeople({ targets }: Operation, observations: readonly Observation[]): string[] {
  const counts = new Map(
    observations.flatMap((o) => (o.kind === 'observed' && o.facts.registryPeople ? [[o.instanceId, o.facts.registryPeople]] : [])),
  )
  const has = targets.filter((t) => counts.has(t.instanceId))
  const [first, ...more] = has
  if (!first) return []
  const who = has.length > 3 ? `${has.length} instances` : names(has)
  const record =
    more.length === 0 ? `has a record of ${counts.get(first.instanceId)}` : `have a record of up to ${Math.max(...counts.values())}`
  return [
    `The registry’s people were not looked at, nor their groups, keys and sudo: ${who} ${record} of their accounts. \`prism volume verify VOLUME INSTANCE… --registry FILE\` looks at them.`,
  ]
}

const names = (targets: Operation['targets'] | undefined): string => (targets ?? []).map((t) => t.name).join(', ')

/** From the host's clock, so it may be any number. */
function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000)
  return seconds > 0 && !Number.isNaN(date.getTime()) ? `on ${date.toISOString().slice(0, 10)}` : 'at an unknown time'
}
