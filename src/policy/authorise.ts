/** Who may ask for what. Pure: the door has already found out, by its own means, who is speaking. */
import { finding } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import type { Origin, Request } from '../domain/request.ts'
import type { Decision } from '../domain/run.ts'

/** Host verbs give root on instances; less than write on the repository must not. */
const enough: readonly string[] = ['write', 'maintain', 'admin']

const allowed: Decision = { kind: 'allowed' }

/**
 * - github: anybody can comment, so the permission that the App asked live decides; making and deleting volumes and the account-wide
 *   lists are not offered there at all.
 * - workflow: whoever may change or start the workflow was let in by GitHub, and the job's AWS role bounds what it can do.
 * - schedule: nobody asked, so it looks and does nothing else, whatever an issue that it reads has been made to say.
 * - terminal: the AWS credentials in the person's own hands are the proof; Prism adds nothing to what they may do anyway.
 * - api: the door let in only the bearer of a named token.
 */
export function authorise(request: Request, origin: Origin): Decision {
  switch (origin.door) {
    case 'github':
      return authoriseComment(request, origin)
    case 'schedule':
      return request.verb === 'verify-all' ? allowed : denied(`${request.verb} is not for a schedule, which only looks`)
    case 'workflow':
    case 'terminal':
    case 'api':
      return allowed
  }
}

function authoriseComment(request: Request, origin: Extract<Origin, { door: 'github' }>): Decision {
  switch (request.verb) {
    case 'mount':
    case 'adopt':
    case 'verify':
    case 'doctor':
    case 'unmount':
    case 'status':
      return enough.includes(origin.permission) ? allowed : denied(`${quote(origin.actor.name)} has ${quote(origin.permission)} permission`)
    case 'verify-all':
      if (request.volume === undefined) return denied('verify --all without a volume is not offered in comments')
      return enough.includes(origin.permission) ? allowed : denied(`${quote(origin.actor.name)} has ${quote(origin.permission)} permission`)
    case 'create':
    case 'delete':
    case 'volumes':
    case 'instances':
      return denied(`${request.verb} is not offered in comments`)
  }
}

const denied = (seen: string): Decision => ({ kind: 'denied', finding: finding('denied', { seen }) })
