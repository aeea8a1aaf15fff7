/** Plans that wait for others: told once, approved by them one after the other, and then carried out by a run of their own that plans again. */

import { answerOf } from '../domain/answer-of-plan.ts'
import { type Agreed, type Approved, type Offer, standing, type Told } from '../domain/approval.ts'
import { type Finding, type FindingCode, finding } from '../domain/catalogue.ts'
import type { AnyPlan, Approval, NeedsOthers, Policy } from '../domain/decision.ts'
import { digestOf } from '../domain/digest.ts'
import { quote } from '../domain/names.ts'
import type { Clock, Instances } from '../domain/ports.ts'
import type { Actor, Origin } from '../domain/request.ts'
import type { Rights } from '../domain/rights.ts'
import { type Answer, type EventBody, foldRun, type Run } from '../domain/run.ts'
import { approvalDigest, mayApprove, rulesFor } from '../policy/approvals.ts'
import type { Journal } from './journal.ts'
import type { Locks } from './locks.ts'
import { lockedOut } from './locks-for.ts'
import { instancesOf } from './propose.ts'
import type { RightsSource } from './repository-rights.ts'

/** Somebody who approves: a person of GitHub's, told apart by the numeric id. */
export type Approver = {
  readonly actor: Actor
  readonly commentId?: number
  /** Of their 👍 on the comment that told the plan. */
  readonly reactionId?: number
  /** The name of their token. */
  readonly principal?: string
  /** Of the run that carries the plan out, if this is the last word that it needs; the same word again finds it. */
  readonly runId: string
}

export type Approving =
  | { readonly kind: 'refused'; readonly finding: Finding }
  /** `missing`: whose approval the plan still waits for. */
  | { readonly kind: 'recorded'; readonly planOf: string; readonly missing: NeedsOthers }
  /** It has what it needs: this run carries it out. */
  | { readonly kind: 'released'; readonly planOf: string; readonly runId: string; readonly run: Run }

/** A plan that waits, before others are told of it. */
export type Waiting = { readonly run: Run; readonly answer: Answer; readonly needs: NeedsOthers; readonly offer: Offer }

export type OpenPlans = {
  /** Of a run that waits: what others are to be told. Undefined where it does not wait, or they were told. */
  readonly waiting: (runId: string) => Promise<Waiting | undefined>
  /** They were told, in a comment or where runs are read; what the same person asked before, of the same thing, is void. */
  readonly offer: (runId: string, offer: Offer, told?: Told) => Promise<void>
  /** Those of a repository that others were told of, and that can still be approved. */
  readonly offered: (repository: string) => Promise<readonly Run[]>
  /** Those of every repository that a 👍 on their comment can approve. */
  readonly byThumb: () => Promise<readonly Run[]>
  readonly approve: (repository: string, code: string, by: Approver) => Promise<Approving>
}

export type OpenPlansOptions = {
  readonly journal: Journal
  readonly clock: Pick<Clock, 'now'>
  readonly rights: RightsSource
  readonly policy: Pick<Policy, 'mayApply'>
  /** As whoever asked sees them. */
  readonly instances: (rights: Rights, origin: Origin) => Pick<Instances, 'nodes'>
  readonly locks: Pick<Locks, 'standing'>
}

const shortestCode = 12
/** A plan waits a week at most (the policy's schema), and a run's id tells when it began. */
const longestDays = 7
const pageSize = 100
const attempts = 5

class Overtaken extends Error {}

export function openPlans({ journal, clock, rights, policy, instances, locks }: OpenPlansOptions): OpenPlans {
  return { waiting, offer, offered, byThumb, approve: again }

  async function waiting(runId: string): Promise<Waiting | undefined> {
    const run = foldRun(await journal.read(runId))
    const needs = needsOf(run)
    const { answer } = answerOf(run)
    if (!answer || !needs || run.offer) return undefined
    const taken = (await open(repositoryOf(run))).flatMap((r) => r.offer?.digest ?? [])
    const expiresAt = new Date(clock.now().getTime() + needs.withinMinutes * 60_000).toISOString()
    return { run, answer, needs, offer: { digest: needs.digest, code: codeOf(needs.digest, taken), expiresAt } }
  }

  async function offer(runId: string, what: Offer, told?: Told): Promise<void> {
    const run = foldRun(await journal.read(runId))
    for (const other of await open(repositoryOf(run))) {
      if (other.id === runId || other.origin.actor.id !== run.origin.actor.id || subject(other) !== subject(run)) continue
      await end(other, finding('approval-void', { seen: `run ${runId} has a newer plan` }))
    }
    await append(run, { type: 'offered', data: { ...what, ...(told ? { told } : {}) } })
  }

  async function offered(repository: string): Promise<readonly Run[]> {
    return (await open(repository)).filter(isOffered)
  }

  async function byThumb(): Promise<readonly Run[]> {
    return (await open(undefined, true)).filter((r) => isOffered(r) && r.offer?.told && needsOf(r)?.thumbs)
  }

  function isOffered({ offer, released }: Run): boolean {
    return offer !== undefined && !released && Date.parse(offer.expiresAt) > clock.now().getTime()
  }

  /** Of two who approve at the same moment the second is judged by what the first one did. */
  async function again(repository: string, code: string, by: Approver): Promise<Approving> {
    for (let left = attempts; ; left--) {
      try {
        return await approve(repository, code, by)
      } catch (error) {
        if (!(error instanceof Overtaken) || left === 1) throw error
      }
    }
  }

  async function approve(repository: string, code: string, by: Approver): Promise<Approving> {
    const found = code.length < shortestCode ? [] : (await open(repository)).filter((r) => r.offer?.digest.startsWith(code))
    const [run, ...more] = found
    // a process died after this very word, and before the run that it released
    if (run?.released?.runId === by.runId) return released(run)
    const plan = run && planOf(run)
    if (!run?.offer || !plan || run.released || more.length > 0) return refused('approval-unknown', quote(code))
    const { offer } = run
    if (Date.parse(offer.expiresAt) <= clock.now().getTime()) {
      await end(run, finding('approval-void', { seen: `it waited until ${offer.expiresAt}` }))
      return refused('approval-void', `the plan waited until ${offer.expiresAt}`)
    }
    if (!/^\d+$/.test(by.actor.id)) return refused('approval-refused', `${quote(by.actor.name)} is nobody’s on GitHub`)
    if (by.actor.id === run.origin.actor.id)
      return refused('approval-refused', `${quote(by.actor.name)} asked for it, and another person has to approve`)
    const mine: Approval = { digest: offer.digest, by: by.actor, ...(by.reactionId === undefined ? {} : { reactionId: by.reactionId }) }
    // another 👍 of theirs may have been taken away since
    const before = run.approved?.find((a) => a.by.id === by.actor.id && (a.reactionId === undefined || a.reactionId === by.reactionId))
    // the very comment or 👍 that was heard by an earlier attempt, which may have ended in between
    const isSame = before?.commentId === by.commentId && before?.reactionId === by.reactionId
    const isHeard = before !== undefined && isSame && (by.commentId ?? by.reactionId) !== undefined
    if (before && !isHeard) return refused('approval-refused', `${quote(by.actor.name)} approved it already`)

    const needs = needsOf(run)
    const agreed = agreedOf(run, isHeard ? (run.approved ?? []) : [...(run.approved ?? []), mine])
    const now = await rights({ origin: run.origin, agreed })
    if (now.kind !== 'repository') return refused('policy-unread', now.kind === 'unknown' ? now.why : 'no repository')
    const voided = now.planVoid ?? (approvalDigest(plan, run.origin, now, run.id) === offer.digest ? undefined : 'the policy changed')
    if (voided !== undefined) {
      await end(run, finding('approval-void', { seen: voided }))
      return refused('approval-void', voided)
    }
    const person = now.approvers.find((p) => p.id === by.actor.id)
    if (!person && by.reactionId !== undefined)
      return refused('approval-refused', `the 👍 of ${quote(by.actor.name)} is gone, or was not given after the plan by a person`)
    if (!person || !mayApprove(rulesFor(plan, now), person, mine)) {
      return refused('approval-refused', `${quote(by.actor.name)} is none of ${needs?.from.join(', or ') ?? 'those who may'}`)
    }
    // it waits on: once the volume is unlocked it can be approved
    const locked = await lockedOut(plan, locks, now, clock.now())
    if (locked) return { kind: 'refused', finding: locked }
    const nodes = await instances(now, run.origin).nodes(instancesOf(plan))
    const decision = policy.mayApply(plan, run.origin, withOwn(run, agreed), {
      rights: now,
      nodes,
      blobAsked: run.decision?.policy,
      planOf: run.id,
    })
    if (decision.kind === 'denied') {
      await end(run, decision.finding)
      return { kind: 'refused', finding: decision.finding }
    }
    const recorded: Approved = {
      ...mine,
      permission: person.permission,
      ...(by.commentId === undefined ? {} : { commentId: by.commentId }),
      ...(by.principal === undefined ? {} : { principal: by.principal }),
    }
    const after = isHeard ? run : await append(run, { type: 'approved', data: recorded })
    if (decision.kind === 'needs-approval')
      return decision.by === 'others'
        ? { kind: 'recorded', planOf: run.id, missing: decision }
        : refused('approval-void', 'it is not confirmed')
    // whoever took a 👍 away and gave no other word is none of those who approved it
    const gone = (after.approved ?? []).flatMap((a) => (now.approvers.some((p) => p.id === a.by.id) ? [] : (a.reactionId ?? [])))
    return released(await append(after, { type: 'released', data: { runId: by.runId, ...(gone.length > 0 ? { gone } : {}) } }))
  }

  async function released(run: Run): Promise<Approving> {
    const runId = run.released?.runId ?? ''
    await release(run, journal)
    return { kind: 'released', planOf: run.id, runId, run: foldRun(await journal.read(runId)) }
  }

  /** Of a repository, those that wait and whose time is not long over. */
  async function open(repository: string | undefined, everywhere = false): Promise<readonly Run[]> {
    const oldest = clock.now().getTime() - (longestDays + 1) * 86_400_000
    const found: Run[] = []
    for (let before: string | undefined; ; ) {
      const page = await journal.summaries({ limit: pageSize, ...(before === undefined ? {} : { before }) })
      for (const { id, state, endedAt, origin } of page) {
        if (state !== 'planned' || endedAt !== undefined || !('repository' in origin) || !(everywhere || origin.repository === repository))
          continue
        const run = foldRun(await journal.read(id))
        if (needsOf(run)) found.push(run)
      }
      const last = page.at(-1)
      if (!last || page.length < pageSize || Date.parse(last.startedAt) < oldest) return found
      before = last.id
    }
  }

  async function end(run: Run, why: Finding): Promise<void> {
    await append(run, { type: 'ended', data: { state: 'denied', findings: [why] } })
  }

  async function append(run: Run, event: EventBody): Promise<Run> {
    const appended = await journal.append(run.id, run.seq, event)
    if (appended.kind === 'conflict') throw new Overtaken(`${run.id} was carried on meanwhile`)
    return foldRun(await journal.read(run.id))
  }
}

/** Of adopt: the asker's own word, which its request brings again. */
const withOwn = ({ origin, request }: Run, { approvals }: Agreed): Agreed['approvals'] =>
  'plan' in request && request.plan !== undefined ? [{ digest: request.plan, by: origin.actor }, ...approvals] : approvals

/** Makes the run that carries a released plan out, unless it is there; and ends the one that planned. May be done again. */
export async function release({ id, seq, released, request, origin, ...run }: Run, journal: Pick<Journal, 'append'>): Promise<void> {
  if (!released) throw new Error(`${id} was not released`)
  const agreed = agreedOf({ id, ...run }, standing(run.approved ?? [], released))
  await journal.append(released.runId, 0, { type: 'requested', data: { request, origin, dryRun: false, agreed } })
  const answer = answerOf(run)
  await journal.append(id, seq, { type: 'ended', data: { state: 'done', findings: [], ...answer } })
}

const planOf = ({ plan, peoplePlan, volumePlan }: Run): AnyPlan | undefined => plan ?? peoplePlan ?? volumePlan

function agreedOf({ id, offer }: Pick<Run, 'id' | 'offer'>, approvals: Agreed['approvals']): Agreed {
  const { told, expiresAt = '' } = offer ?? {}
  return {
    planOf: id,
    approvals: approvals.map(({ digest, by, reactionId }) => ({ digest, by, ...(reactionId === undefined ? {} : { reactionId }) })),
    expiresAt,
    ...(told ? { told } : {}),
  }
}

function needsOf({ applyDecision, endedAt }: Run): NeedsOthers | undefined {
  const decision = applyDecision?.decision
  return endedAt === undefined && decision?.kind === 'needs-approval' && decision.by === 'others' ? decision : undefined
}

const repositoryOf = ({ origin }: Run): string | undefined => ('repository' in origin ? origin.repository : undefined)
function subject(run: Run): string {
  const plan = planOf(run)
  const { fileSystemId, name, accessPointId, wanted } = run.volumePlan?.parameters ?? {}
  const volume = run.plan?.operation.fileSystemId ?? fileSystemId ?? name
  const point = accessPointId ?? (wanted as { readonly name: string } | undefined)?.name
  return digestOf({ verb: run.request.verb, volume, point, instances: plan && instancesOf(plan) })
}

function codeOf(digest: string, taken: readonly string[]): string {
  let length = shortestCode
  while (length < digest.length && taken.some((other) => other.startsWith(digest.slice(0, length)))) length++
  return digest.slice(0, length)
}

const refused = (code: FindingCode, seen: string): Approving => ({ kind: 'refused', finding: finding(code, { seen }) })
