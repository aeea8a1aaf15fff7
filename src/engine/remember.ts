/** What a verify expects where nobody said it: what each instance remembers of its mount. What was said wins. Pure. */
import { accessPointIn } from '../domain/access-points.ts'
import type { Asked } from '../domain/asked.ts'
import { askedOn } from '../domain/desired.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import type { Operation } from '../domain/plan.ts'
import { topmostAt } from '../domain/topmost.ts'

/** `byLine`: of an instance that remembers nothing, Prism's own fstab line says at least `ro` and the access point. */
export function asAsked(operation: Operation, before: readonly Observation[], { byLine } = { byLine: false }): Operation {
  if (operation.options.asSaid) return operation
  const asked = before.flatMap((o): [string, Asked][] => {
    if (o.kind !== 'observed') return []
    const noted = notedAt(o.facts, operation.mountPoint) ?? (byLine ? lineAt(o.facts, operation.mountPoint) : undefined)
    return noted ? [[o.instanceId, expectation(operation, o.instanceId, noted)]] : []
  })
  return {
    ...operation,
    asked: Object.fromEntries(asked),
    readOnlyOn: [
      ...new Set([
        ...(operation.options.readOnly ? (operation.readOnlyOn ?? []) : []),
        ...asked.filter(([, a]) => a.readOnly).map(([id]) => id),
      ]),
    ],
  }
}

export function notedAt({ asked = [] }: HostFacts, place: string): Asked | undefined {
  const found = asked.find((a) => a.place === place)
  return found?.kind === 'noted' ? found.asked : undefined
}

/** Where the volume is mounted read-write all the same, the line is what differs. */
function lineAt(facts: HostFacts, place: string): Asked | undefined {
  const line = facts.fstab.find((l) => l.ours && l.place === place)
  if (!line) return undefined
  const accessPoint = accessPointIn(line.options)
  return {
    accounts: [],
    groups: [],
    sticky: false,
    privateSpaces: false,
    encrypted: true,
    readOnly: line.options.split(',').includes('ro') && topmostAt(facts, place)?.readOnly !== false,
    ...(accessPoint === undefined ? {} : { accessPoint }),
  }
}

/** An option that was given says it for every instance; what was not given, each instance says for itself. */
function expectation(operation: Operation, instanceId: string, noted: Asked): Asked {
  const { options } = operation
  const said = askedOn(operation, instanceId)
  const { accessPoint, ...rest } = noted
  const through = said.accessPoint ?? accessPoint
  return {
    ...rest,
    accounts: said.accounts.length > 0 ? said.accounts : noted.accounts,
    groups: said.groups.length > 0 ? said.groups : noted.groups,
    sticky: said.sticky || noted.sticky,
    privateSpaces: said.privateSpaces || noted.privateSpaces,
    readOnly: options.readOnly ? said.readOnly : noted.readOnly,
    encrypted: said.encrypted && noted.encrypted,
    ...(through === undefined ? {} : { accessPoint: through }),
  }
}
