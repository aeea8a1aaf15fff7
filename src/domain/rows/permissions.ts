/** The permission table, path by path. Numbers decide (uid 0, gid 3000): names are what the host calls them. */
import type { Desired } from '../desired.ts'
import type { HostFacts, PathFact } from '../facts.ts'
import type { PathRule } from '../layout.ts'
import type { Row } from '../report.ts'
import { topmostAt } from '../topmost.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

export function permissionRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  if (desired.enforced) return [folderRow(desired, facts)]
  return desired.paths.map((rule) => pathRow(desired, rule, facts))
}

/** An enforced user's folder has the owner and mode that it was given; whether they let that user in, is tried. */
function folderRow(desired: Desired, facts: HostFacts | undefined): Row {
  const expected = 'as it was given'
  const fact =
    facts && topmostAt(facts, desired.mountPoint)?.accessPoint === desired.accessPoint
      ? facts.paths.find((p) => p.path === '.' && p.exists)
      : undefined
  if (!fact) return noteRow('permissions', `${desired.mountPoint}/`, expected, 'not seen')
  return noteRow('permissions', `${desired.mountPoint}/`, expected, `${fact.uid}:${fact.gid} ${shortMode(fact.mode ?? '?')}`)
}

function pathRow(desired: Desired, rule: PathRule, facts: HostFacts | undefined): Row {
  const subject = rule.path === '.' ? `${desired.mountPoint}/` : `${desired.mountPoint}/${rule.path}/`
  const expected = `${rule.owner}:${rule.group} ${shortMode(rule.mode)}`
  // what a local directory looks like under an absent mount says nothing about the volume
  const top = facts && topmostAt(facts, desired.mountPoint)
  if (!facts || top?.fileSystemId !== desired.fileSystemId || !top.reached)
    return unknownRow('permissions', subject, expected, facts ? 'volume not mounted' : undefined)
  const fact = facts.paths.find((p) => p.path === rule.path)
  if (!fact) return unknownRow('permissions', subject, expected)
  if (!fact.exists) return seenRow('permissions', subject, expected, 'does not exist', false, 'row-differs')
  if (fact.mode === undefined || fact.uid === undefined || fact.gid === undefined) return unknownRow('permissions', subject, expected)
  return seenRow('permissions', subject, expected, describe(fact), matches(rule, fact, facts), 'row-differs')
}

function matches(rule: PathRule, fact: PathFact, facts: HostFacts): boolean {
  const uid = rule.owner === 'root' ? 0 : facts.accounts.find((a) => a.name === rule.owner)?.uid
  return fact.type === 'directory' && fact.uid === uid && fact.gid === rule.gid && fact.mode === rule.mode
}

function describe(fact: PathFact): string {
  const what = `${fact.owner ?? fact.uid}:${fact.group ?? fact.gid} ${shortMode(fact.mode ?? '?')}`
  return fact.type === 'directory' ? what : `${fact.type}, ${what}`
}

/** The document writes 755 where the mode has no special bits, 2775 where it has. */
const shortMode = (mode: string): string => mode.replace(/^0(?=[0-7]{3}$)/, '')
