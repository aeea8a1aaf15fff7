/** The permission table, path by path, before → after. Directories themselves, never what is in them. */
import type { Desired } from '../desired.ts'
import type { HostFacts, PathFact } from '../facts.ts'
import type { PathRule } from '../layout.ts'
import type { AdoptionInput, Change, Conflict, Part } from './parts.ts'

export function adoptedPaths(desired: Desired, facts: HostFacts, asked: AdoptionInput): Part {
  if (desired.readOnly) return { kept: [{ what: desired.mountPoint, why: 'read-only here, so nothing is set on the volume' }] }
  const parts = desired.paths.map((rule) => pathOf(desired, rule, facts, asked))
  return { changes: parts.flatMap((p) => p.changes ?? []), conflicts: parts.flatMap((p) => p.conflicts ?? []) }
}

function pathOf(desired: Desired, rule: PathRule, facts: HostFacts, asked: AdoptionInput): Part {
  const path = rule.path === '.' ? desired.mountPoint : `${desired.mountPoint}/${rule.path}`
  const fact = facts.paths.find((p) => p.path === rule.path)
  const after = `${rule.owner}:${rule.group} ${rule.mode}`
  if (!fact) return { conflicts: [{ code: 'adopt-unidentified', seen: `${path} could not be inspected`, settle: [`stat ${path}`] }] }
  if (!fact.exists) return { changes: [{ what: path, before: 'does not exist', after }] }
  if (fact.type !== 'directory')
    return {
      conflicts: [
        {
          code: 'layout-in-the-way',
          seen: `${path} is a ${fact.type?.replaceAll('-', ' ')}`,
          settle: [`ls -ld ${path}`, `mv ${path} ${path}.by-hand`],
        },
      ],
    }
  const uid = rule.owner === 'root' ? 0 : facts.accounts.find((a) => a.name === rule.owner)?.uid
  // an account that is not there is the group's conflict
  if (uid === undefined) return {}
  if (rule.owner !== 'root') {
    const conflict = personal(path, uid, rule, fact, asked)
    if (conflict) return { conflicts: [conflict] }
  }
  if (fact.uid === uid && fact.gid === rule.gid && fact.mode === rule.mode) return {}
  return { changes: [change(path, rule, fact, after)] }
}

/** No personal directory gets another owner or is opened. */
function personal(path: string, uid: number, rule: PathRule, fact: PathFact, asked: AdoptionInput): Conflict | undefined {
  if (fact.uid !== uid)
    return {
      code: 'foreign-personal-space',
      seen: `${path} belongs to uid ${fact.uid} (${named(fact.owner) ?? 'no name here'}), not to ${rule.owner} (uid ${uid})`,
      settle: [
        `ls -ldn ${path}`,
        '# move it aside where its owner can find it; or change its owner yourself',
        `mv ${path} ${path}.of-uid-${fact.uid}`,
      ],
    }
  if (opened(rule, fact, 0o077) === 0) return undefined
  return {
    code: 'space-would-open',
    seen: `${path} is ${now(fact)}; the table says ${rule.mode}, which gives others access`,
    settle: asked.privateSpaces
      ? [`chmod ${rule.mode} ${path}`]
      : ['# keep personal spaces closed', `${asked.command} --private`, '# or open this one yourself', `chmod ${rule.mode} ${path}`],
  }
}

function change(path: string, rule: PathRule, fact: PathFact, after: string): Change {
  const notes = [
    ...(opened(rule, fact, 0o007) === 0 ? [] : ['people outside the group may then enter and read it']),
    // who could write by the old group, or as the old owner, is not asked by anybody else
    ...(fact.gid !== rule.gid && grants(fact, 0o020) ? [`group ${named(fact.group) ?? fact.gid} no longer writes in it`] : []),
    ...(rule.owner === 'root' && fact.uid !== 0 && grants(fact, 0o200)
      ? [`${named(fact.owner) ?? `uid ${fact.uid}`} no longer owns it`]
      : []),
  ]
  return { what: path, before: now(fact), after, ...(notes.length > 0 ? { note: notes.join('; ') } : {}) }
}

const grants = (fact: PathFact, bit: number): boolean => (Number.parseInt(fact.mode ?? '0', 8) & bit) !== 0

/** As ls shows it: numbers where the host has no name for them. */
const now = ({ owner, uid, group, gid, mode }: PathFact): string => `${named(owner) ?? uid}:${named(group) ?? gid} ${mode}`
const named = (name: string | undefined): string | undefined => (name === 'UNKNOWN' ? undefined : name)

/** The permission bits, of those in the mask, that the table would add. */
const opened = (rule: PathRule, fact: PathFact, mask: number): number =>
  Number.parseInt(rule.mode, 8) & ~Number.parseInt(fact.mode ?? '0', 8) & mask
