/** `/prism approve DIGEST`: another person's word for a plan; with the last one that is needed the plan is carried out. */
import type { Prism } from '../../compose.ts'
import type { Finding } from '../../domain/catalogue.ts'
import type { Origin } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import { code } from '../../render/escape.ts'
import type { Followed } from './follow-run.ts'
import { approvalReply, refusedReply } from './replies.ts'

export type HearingApproval = {
  readonly prism: Pick<Prism, 'plans'>
  /** Of the one who approves; written through an App it is no person's word. */
  readonly origin: Origin & { readonly entrypoint: 'github' }
  readonly viaApp: boolean
  readonly reply: (body: string) => Promise<Followed['told']>
  /** Shows the run that carries the plan out, in a comment of its own. */
  readonly follow: (run: Run) => Promise<Followed>
  readonly notAPerson: Finding
}

export async function hearApproval(
  { prism, origin, viaApp, reply, follow, notAPerson }: HearingApproval,
  digest: string,
): Promise<Followed> {
  if (viaApp) {
    return { outcome: 'failed', told: await reply(refusedReply([notAPerson])) }
  }
  const heard = await prism.plans.approve(origin.repository, digest, { actor: origin.actor, commentId: origin.commentId })
  switch (heard.kind) {
    case 'refused':
      return { outcome: 'failed', told: await reply(refusedReply([heard.finding])) }
    case 'recorded':
      return { outcome: 'waiting', told: await reply(approvalReply(heard.missing.count, heard.missing.from.map(code))) }
    case 'released':
      return follow(heard.run)
  }
}
