/** The report of a mount of two instances with different distributions where everything holds. Described hosts, judged as always. */
import type { HostFacts, Identity } from '../../src/domain/facts.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { Operation } from '../../src/domain/plan.ts'
import type { Report } from '../../src/domain/report.ts'
import { identitiesFor, judgeSharing } from '../../src/domain/sharing.ts'
import { buildReport } from '../../src/engine/report.ts'
import { healthyFacts } from './healthy-facts.ts'
import { everyPair, manyId, manyRunId } from './many.ts'
import { arnOf, observed, operation } from './operation.ts'

type Host = { readonly name: string; readonly user: string; readonly distribution: string; readonly version: string }

const two: readonly Host[] = [
  { name: 'ubuntu-instance', user: 'ubuntu', distribution: 'ubuntu', version: '24.04' },
  { name: 'rocky-instance', user: 'rocky', distribution: 'rocky', version: '9.4' },
]

function factsOf({ user, distribution, version }: Host): HostFacts {
  const facts = healthyFacts(user, 1000)
  return { ...facts, host: { ...facts.host, distribution, version } }
}

export function twoGreen(): Report {
  const targets = two.map(({ name }, n) => ({ instanceId: manyId(n + 1), arn: arnOf(manyId(n + 1)), name, spec: plainSpec }))
  const asked: Operation = { ...operation, verb: 'mount', targets }
  const after = two.map((host, n) => observed(manyId(n + 1), factsOf(host)))
  const identities: Identity[] = identitiesFor(
    two.map(({ user }, n) => ({ instanceId: manyId(n + 1), accounts: [{ name: user, uid: 1000 }] })),
  )
  return buildReport({
    runId: manyRunId,
    operation: asked,
    before: after,
    after,
    results: [],
    refused: [],
    sharing: judgeSharing(identities, everyPair(identities)),
    startedAt: '2026-11-23T12:00:00.000Z',
    endedAt: '2026-11-23T12:00:03.500Z',
  })
}
