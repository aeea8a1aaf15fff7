/** The permission table, path by path, before → after. Directories themselves, never what is in them. */
import type { Desired } from '../desired.ts'
import type { HostFacts, PathFact } from '../facts.ts'
import type { PathRule } from '../layout.ts'
import type { Asked, Change, Conflict, Part } from './parts.ts'

export function adoptedPaths(desired: Desired, facts: HostFacts, asked: Asked): Part {
  const parts = desired.paths.map((rule) => pathOf(desired, rule, facts, asked))
  return { changes: parts.flatMap((p) => p.changes ?? []), conflicts: parts.flatMap((p) => p.conflicts ?? []) }
}

function pathOf(desired: Desired, rule: PathRule, facts: HostFacts, asked: Asked): Part {
  const path = rule.path === '.' ? desired.mountPoint : `${desired.mountPoint}/${rule.path}`
  const fact = facts.paths.find((p) => p.path === rule.path)
  const after = `${rule.owner}:${rule.group} ${rule.mode}`
  if (!fact) return { conflicts: [{ code: 'adopt-unidentified', seen: `${path} could not be looked at`, settle: [`stat ${path}`] }] }
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

/** Nobody's personal directory gets another owner, and none is opened. */
function personal(path: string, uid: number, rule: PathRule, fact: PathFact, asked: Asked): Conflict | undefined {
  if (fact.uid !== uid)
    return {
      code: 'foreign-personal-space',
      seen: `${path} belongs to uid ${fact.uid} (${named(fact.owner) ?? 'no name here'}), not to ${rule.owner} (uid ${uid})`,
      settle: [
        `ls -ldn ${path}`,
        '# move it aside, where its owner finds it; or give it to its owner yourself',
        `mv ${path} ${path}.of-uid-${fact.uid}`,
      ],
    }
  if (opened(rule, fact, 0o077) === 0) return undefined
  return {
    code: 'space-would-open',
    seen: `${path} is ${now(fact)}; the table says ${rule.mode}, which lets others in`,
    settle: asked.privateSpaces
      ? [`chmod ${rule.mode} ${path}`]
      : ['# keep personal spaces closed', `${asked.command} --private`, '# or open this one yourself', `chmod ${rule.mode} ${path}`],
  }
}

function change(path: string, rule: PathRule, fact: PathFact, after: string): Change {
  const note = opened(rule, fact, 0o007) === 0 ? undefined : 'others than the group may then enter and read it, as the table says'
  return { what: path, before: now(fact), after, ...(note ? { note } : {}) }
}

/** As ls would say it: numbers where the host has no name for them. */
const now = ({ owner, uid, group, gid, mode }: PathFact): string => `${named(owner) ?? uid}:${named(group) ?? gid} ${mode}`
const named = (name: string | undefined): string | undefined => (name === 'UNKNOWN' ? undefined : name)

/** The permission bits, of those in the mask, that the table would add. */
const opened = (rule: PathRule, fact: PathFact, mask: number): number =>
  Number.parseInt(rule.mode, 8) & ~Number.parseInt(fact.mode ?? '0', 8) & mask
