/** What the App reads of `pull_request` and `push` webhooks: which pull requests are to be looked at. */
import { z } from 'zod'
import type { Repository } from '../../domain/github.ts'

export type PullEvent = {
  readonly deliveryId: string
  readonly repository: Repository
  /** Absent: the default branch was pushed to, so all that are open are looked at again. */
  readonly pull?: number
  readonly installationId?: number
}

const repository = z.object({
  name: z.string().min(1).max(100),
  owner: z.object({ login: z.string().min(1).max(100) }),
  default_branch: z.string(),
})
const installation = z.object({ id: z.int().positive() }).nullish()
const schema = z.union([
  z.object({ action: z.string(), pull_request: z.object({ number: z.int().positive() }), repository, installation }),
  z.object({ ref: z.string(), after: z.string(), repository, installation }),
])

export type ParsedPull =
  /** `content`: of the payload only what is read here, so that it can be kept and parsed again. */
  { readonly kind: 'pull'; readonly event: PullEvent; readonly content: unknown } | { readonly kind: 'ignored'; readonly why: string }

/** Whenever what would be merged may be another text than at the last look. */
const actions = ['opened', 'reopened', 'synchronize', 'edited', 'ready_for_review']

export function parsePullEvent(deliveryId: string, payload: unknown): ParsedPull {
  const parsed = schema.safeParse(payload)
  if (!parsed.success) return { kind: 'ignored', why: 'the payload is not of the documented shape' }
  const { data } = parsed
  const about = {
    deliveryId,
    repository: { owner: data.repository.owner.login, repo: data.repository.name },
    ...(data.installation ? { installationId: data.installation.id } : {}),
  }
  if ('pull_request' in data) {
    if (!actions.includes(data.action)) return { kind: 'ignored', why: `a pull request was ${data.action}` }
    return { kind: 'pull', content: data, event: { ...about, pull: data.pull_request.number } }
  }
  if (data.ref !== `refs/heads/${data.repository.default_branch}`) return { kind: 'ignored', why: 'not the default branch' }
  return { kind: 'pull', content: data, event: about }
}

/** Of a push: whether it can have changed a file that is checked, told from the bytes before they are parsed. GitHub lists a push's files unless there are too many. */
export const mayChangeChecked = (body: Buffer): boolean => {
  const text = body.toString('latin1')
  return text.includes('/prism/people.yml') || text.includes('.github/prism.yml') || !text.includes('"modified"')
}
