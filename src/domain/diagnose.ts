/** From observations to one cause. Never a guess: if the evidence identifies none, the answer says so. */

import { freeNumber, numberFor } from './account-numbers.ts'
import { type CauseId, causeIds, causes } from './causes/all.ts'
import type { Area } from './causes/areas.ts'
import { type Cause, type Names, placeholders, type Tried } from './causes/cause.ts'
import { drift } from './causes/drifted.ts'
import { roleOf } from './causes/identity.ts'
import { placesOf, targetInZone } from './causes/volume.ts'
import type { Evidence } from './evidence.ts'
import { patterns } from './names.ts'
import { notOurs } from './not-ours.ts'
import { fileSystemName, regionNamed } from './region.ts'

export type Diagnosed = {
  readonly cause: CauseId
  readonly title: string
  readonly area: Area
  readonly seen: string
  readonly why: string
  readonly fix: string
  readonly tried: Tried['kind']
  /** Worth knowing; nothing fails because of it. */
  readonly warning?: true
}

/** `cause` absent: undetermined, and then `others` are warnings alone. `others` are identified too, nearest to the root first; most follow from the first or wait behind it. */
export type Diagnosis = { readonly cause?: Diagnosed; readonly others: readonly Diagnosed[] }

export function diagnose(e: Evidence): Diagnosis {
  const names = namesOf(e)
  const found = causeIds.flatMap((id): Diagnosed[] => {
    const { title, area, why, fix, tried, seen, warning }: Cause = causes[id]
    const what = seen(e)
    if (what === undefined) return []
    return [{ cause: id, title, area, seen: what, why, fix: fix(names), tried: tried.kind, ...(warning ? { warning } : {}) }]
  })
  // what only differs is not said beside the cause of it
  const told = found.filter(
    ({ cause, area }) => !(cause in drift) || !found.some((o) => o.area === area && !(o.cause in drift) && !o.warning),
  )
  // a warning explains no failure
  if (e.failures.length > 0 && told[0]?.warning) return { others: told }
  const [cause, ...others] = told
  return { ...(cause ? { cause } : {}), others }
}

/** Whether a failure is about the account. */
const isNamed = (account: string, e: Evidence): boolean => e.failures.some((f) => f.seen.split(/[^a-z0-9._-]+/).includes(account))

/** What commands of a fix are filled with; placeholders where something was not seen. */
export function namesOf(e: Evidence): Names {
  const { fileSystemId, region, instanceId, mountPoint, accounts, group, gid } = e.about
  const { partition, dnsSuffix } = regionNamed(region)
  const places = placesOf(e)
  const target = targetInZone(e)
  // the host reports its login user: only a valid name goes into a command
  const missing = new Set(e.facts?.accounts.filter((a) => !a.exists).map((a) => a.name))
  const weight = (a: string): number => 2 * Number(isNamed(a, e)) + Number(missing.has(a))
  const account = accounts.filter((a) => patterns.account.test(a)).sort((a, b) => weight(b) - weight(a))[0]
  const numbered = account !== undefined && e.numbers ? numberFor(account, e.numbers) : undefined
  const role = roleOf(e)
  const arn = role && `arn:${partition}:iam::${role.account}:role/${role.role}`
  const known = {
    role: arn,
    principal: e.about.iam ? (arn ?? placeholders.role) : undefined,
    zone: places?.instance.zone,
    vpc: places?.instance.vpcId,
    instanceGroup: places?.instance.groups[0]?.id,
    targetGroup: (target ?? places?.targets[0])?.groups[0]?.id,
    targetAddress: target?.address || target?.address6,
    account,
    number: numbered && String(numbered.number),
    numberWhy: numbered?.why,
    ...notOurs(e.failures.find((f) => f.code === 'layout-not-ours')?.seen ?? ''),
    // the host’s word again
    holder: patterns.account.test(e.facts?.group.gidHolder ?? '') ? e.facts?.group.gidHolder : undefined,
    freeGid: e.numbers && String(freeNumber(e.numbers)),
  }
  return {
    ...placeholders,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== '')),
    fileSystem: fileSystemId,
    region,
    instance: instanceId,
    mountPoint,
    partition,
    dnsSuffix,
    accountId: e.about.accountId,
    dnsName: fileSystemName(fileSystemId, region, e.about.oneZone),
    group,
    gid: String(gid),
  }
}
