/** `/prism approve DIGEST`: another person's word for a plan; with the last one that is needed the plan is carried out. */
import type { Prism } from '../../compose/prism.ts'
import { finding } from '../../domain/catalogue.ts'
import type { Origin } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import { code } from '../../render/escape.ts'
import type { Followed } from './follow-run.ts'
import { approvalReply, refusedReply } from './replies.ts'

export type HearingApproval = {
  readonly prism: Pick<Prism, 'plans' | 'run' | 'execute'>
  /** Of the one who approves; written through an App it is no person's word. */
  readonly origin: Origin & { readonly entrypoint: 'github' }
  readonly viaApp: boolean
  /** An earlier attempt got as far as nobody knows. */
  readonly again: boolean
  readonly say: (body: string) => Promise<Followed['told']>
  /** Shows the run that carries the plan out, in a comment of its own. */
  readonly follow: (run: Run) => Promise<Followed>
}

/** `runId`: of the run that carries the plan out, if this is the last word that it needs. */
export async function hearApproval(on: HearingApproval, digest: string, runId: string): Promise<Followed> {
  const { prism, origin, viaApp, again, say, follow } = on
  if (viaApp) {
    const seen = 'an App wrote the comment in somebody’s name'
    return { outcome: 'failed', told: await say(refusedReply([finding('approval-refused', { seen })])) }
  }
  const begun = again ? await prism.run(runId) : undefined
  if (begun) {
    // it was released, and perhaps the run that planned was not ended any more
    if (begun.agreed) await prism.execute(begun.agreed.planOf)
    return follow(begun)
  }
  const heard = await prism.plans.approve(origin.repository, digest, { actor: origin.actor, commentId: origin.commentId, runId })
  switch (heard.kind) {
    case 'refused':
      return { outcome: 'failed', told: await say(refusedReply([heard.finding])) }
    case 'recorded':
      return { outcome: 'waiting', told: await say(approvalReply(heard.missing.count, heard.missing.from.map(code))) }
    case 'released':
      return follow(heard.run)
  }
}
