/** What the App reads of `organization` and `membership` webhooks: who was taken out, by their numeric id. */
import { z } from 'zod'

export type LeftEvent = {
  readonly deliveryId: string
  /** Its login. */
  readonly organization: string
  readonly installationId: number
  readonly account: { readonly id: number; readonly login: string }
  /** The team that they were taken out of, where it was one, and is still there. */
  readonly team?: number
  /** Who took them out, where that was a person. */
  readonly by?: { readonly id: number; readonly login: string }
  /** `organization.member_removed`, `membership.removed` */
  readonly said: string
}

const account = z.object({ id: z.int().positive(), login: z.string().min(1).max(100), type: z.string() })
const about = {
  organization: z.object({ login: z.string().min(1).max(100) }),
  installation: z.object({ id: z.int().positive() }),
  sender: account.nullish(),
}
const schema = z.union([
  z.object({ action: z.string(), membership: z.object({ user: account }), ...about }),
  z.object({
    action: z.string(),
    scope: z.literal('team'),
    member: account,
    team: z.object({ id: z.int().positive(), deleted: z.boolean().nullish() }),
    ...about,
  }),
])

export type ParsedLeft =
  /** `content`: of the payload only what is read here, so that it can be kept and parsed again. */
  { readonly kind: 'left'; readonly event: LeftEvent; readonly content: unknown } | { readonly kind: 'ignored'; readonly why: string }

export function parseLeftEvent(deliveryId: string, payload: unknown): ParsedLeft {
  const parsed = schema.safeParse(payload)
  if (!parsed.success) return { kind: 'ignored', why: 'the payload is not of the documented shape' }
  const { data } = parsed
  const said = 'member' in data ? `membership.${data.action}` : `organization.${data.action}`
  if (!leavings.includes(said)) return { kind: 'ignored', why: `${said} is nobody’s leaving` }
  const { id, login } = 'member' in data ? data.member : data.membership.user
  const { organization, installation, sender } = data
  return {
    kind: 'left',
    content: data,
    event: {
      deliveryId,
      organization: organization.login,
      installationId: installation.id,
      account: { id, login },
      said,
      // of a team that was deleted nobody was taken out
      ...('team' in data && data.team.deleted !== true ? { team: data.team.id } : {}),
      ...(sender?.type === 'User' ? { by: { id: sender.id, login: sender.login } } : {}),
    },
  }
}

const leavings = ['organization.member_removed', 'membership.removed']

export const isLeft = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && ('membership' in content || 'member' in content)

/** Whether somebody can have been taken out, told from the bytes before they are parsed. */
export const maySayLeft = (body: Buffer): boolean => /"(?:member_)?removed"/.test(body.toString('latin1'))
