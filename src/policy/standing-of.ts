/** The live policy in the words of one person: what they may do, and whose approval it takes. Pure. */
import { roleOf } from '../domain/github.ts'
import { type ApprovalRule, type Rights, readingVerbs, rightVerbs, shownInPublic } from '../domain/rights.ts'
import type { Standing, StandingRow } from '../domain/standing.ts'
import { isMeant, sayWho } from './who.ts'

export function standingOf(id: string, rights: Rights): Standing {
  const nobody = { id, teams: [], notes: [], rows: [], approvals: [], hidden: [] }
  if (rights.kind !== 'repository') return { ...nobody, nothing: rights.kind === 'unknown' ? rights.why : 'no repository was asked' }
  const { asker, inForce, bounds, isPublic, notes } = rights
  const about = {
    ...nobody,
    notes,
    ...(asker ? { role: roleOf(asker.permission), teams: (asker.permission.teams ?? []).map((t) => t.id) } : {}),
    ...(inForce ? { policy: inForce.blob } : {}),
  }
  if (!bounds) return { ...about, nothing: 'the operator’s file does not name this repository' }
  const hidden = isPublic ? shownInPublic.filter((what) => !inForce?.policy.shows.includes(what)) : []
  if (hidden.length > 0) return { ...about, hidden, nothing: `the policy does not say that ${hidden.join(' and ')} may be seen in public` }
  if (!asker) return { ...about, nothing: 'nobody asked' }
  if (!inForce) {
    const isAdmin = isMeant([{ kind: 'permission', least: 'admin' }], asker)
    return isAdmin
      ? { ...about, rows: [{ may: readingVerbs.join(', '), volumes: ['all'], instances: ['all'] }] }
      : { ...about, nothing: 'there is no policy that counts, so administrators alone may look' }
  }
  const { policy } = inForce
  const rows = policy.grants
    .filter((g) => isMeant(g.who, asker))
    .map(
      (g): StandingRow => ({
        may: rightVerbs.filter((v) => g.may.includes(v)).join(', '),
        volumes: g.volumes ?? policy.volumes.map((v) => v.name),
        instances: g.instances ?? policy.instances.map((i) => i.name),
      }),
    )
  return {
    ...about,
    rows,
    ...(rows.length === 0 ? { nothing: 'no rule of the policy means you' } : {}),
    approvals: [...bounds.approvals, ...policy.approvals].map(sayApproval),
  }
}

const sayApproval = ({ of, by, people, volumes, thumbs }: ApprovalRule): string =>
  `${of.join(', ')}${volumes ? ` of ${volumes.join(', ')}` : ''}: ${people === 1 ? 'one person' : `${people} people`} besides the one who asks, of ${by.map(sayWho).join(', or ')}${thumbs ? '; a 👍 on the plan’s comment counts' : ''}`
