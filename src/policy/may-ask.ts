/** Who may ask for what, before anything is looked at. Pure. */
import { finding } from '../domain/catalogue.ts'
import type { Decision } from '../domain/decision.ts'
import { mayWrite, roleOf } from '../domain/github.ts'
import { quote } from '../domain/names.ts'
import type { Origin, Request } from '../domain/request.ts'
import { isOffered } from '../domain/verbs.ts'

const allowed: Decision = { kind: 'allowed' }

/**
 * - github: anybody can comment, so the permission that the App has just read decides: host verbs give root on instances, and less than
 *   write on the repository must not. Whoever may act sees the names that can be said, for help; making and deleting volumes is not
 *   offered there at all.
 * - workflow: whoever may change or start the workflow was let in by GitHub, and the job's AWS role bounds what it can do.
 * - schedule: nobody asked, so it looks and does nothing else, whatever an issue that it reads has been made to say.
 * - terminal: the AWS credentials in the person's own hands are the proof; Prism adds nothing to what they may do anyway.
 * - api: the server let in only the bearer of a named token.
 */
export function mayAsk(request: Request, origin: Origin): Decision {
  switch (origin.entrypoint) {
    case 'github':
      return ofComment(request, origin)
    case 'schedule':
      return isOffered(request.verb, 'schedule') ? allowed : denied(`${request.verb} is not allowed on a schedule, which only looks`)
    case 'workflow':
    case 'terminal':
    case 'api':
      return allowed
  }
}

function ofComment(request: Request, origin: Extract<Origin, { entrypoint: 'github' }>): Decision {
  if (!isOffered(request.verb, 'comment')) return denied(`${request.verb} is not offered in comments`)
  if (request.verb === 'verify-all' && request.volume === undefined)
    return denied('verify --all without a volume is not offered in comments')
  return byPermission(origin)
}

function byPermission({ actor, permission }: Extract<Origin, { entrypoint: 'github' }>): Decision {
  return mayWrite(permission) ? allowed : denied(`${quote(actor.name)} has ${quote(roleOf(permission))} permission`)
}

const denied = (seen: string): Decision => ({ kind: 'denied', finding: finding('denied', { seen }) })
