/** What a verify expected although nobody said it, in sentences: an expectation that came from a host must be seen to come from there. */
import type { Asked } from './asked.ts'
import { askedOn } from './desired.ts'
import type { Observation } from './facts.ts'
import type { Operation } from './plan.ts'

export function askedNotes(operation: Operation, observations: readonly Observation[]): string[] {
  const { targets, mountPoint, asked } = operation
  if (!asked) return []
  const known = targets.filter((t) => asked[t.instanceId])
  const looks = new Map(observations.map((o) => [o.instanceId, o]))
  const remembered = targets.flatMap(({ instanceId, name }) => {
    const seen = looks.get(instanceId)
    const note = seen?.kind === 'observed' ? seen.facts.asked?.find((a) => a.place === mountPoint) : undefined
    if (note?.kind !== 'noted') return []
    const words = wordsOf(note.asked)
    return words === '' ? [] : [`${name} was mounted with ${words} (noted there ${dayOf(note.at)}): expected, where nothing else was said.`]
  })
  const differently = (part: (a: Asked) => boolean, what: string) => {
    const [yes, no] = [true, false].map((wanted) => known.filter((t) => part(askedOn(operation, t.instanceId)) === wanted))
    if (yes?.length === 0 || no?.length === 0) return []
    return [
      `${what} was asked for on ${names(yes)} and not on ${names(no)}; the volume can have it one way only: mount it on all of them with the same options.`,
    ]
  }
  return [
    ...remembered,
    ...differently((a) => a.sticky, 'The sticky bit on shared places'),
    ...differently((a) => a.privateSpaces, 'Private personal spaces'),
  ]
}

const names = (targets: Operation['targets'] | undefined): string => (targets ?? []).map((t) => t.name).join(', ')

function wordsOf(a: Asked): string {
  return [
    ...(a.accounts.length > 0 ? [`accounts ${a.accounts.join(', ')}`] : []),
    ...a.groups.map((g) => `group ${g.name} (gid ${g.gid})${g.accounts.length > 0 ? ` for ${g.accounts.join(', ')}` : ''}`),
    ...(a.sticky ? ['the sticky bit'] : []),
    ...(a.privateSpaces ? ['private personal spaces'] : []),
    ...(a.readOnly ? ['read-only access'] : []),
    ...(a.encrypted ? [] : ['plain NFS allowed']),
    ...(a.accessPoint === undefined ? [] : [`access point ${a.accessPoint}`]),
  ].join('; ')
}

/** The host's clock says it, so it may be any number. */
function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000)
  return seconds > 0 && !Number.isNaN(date.getTime()) ? `on ${date.toISOString().slice(0, 10)}` : 'at a time that cannot be told'
}
