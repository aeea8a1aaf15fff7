/** Keys that the lab knows: its own one, and those of roles that were assumed, for as long as they last. */
import type { LabClock } from './clock.ts'
import type { Caller } from './wire/operation.ts'
import type { KnownKey, LabCredentials } from './wire/signature.ts'

export type Session = LabCredentials & { readonly sessionToken: string; readonly expires: Date; readonly caller: Caller }

export type Sessions = {
  readonly open: (session: Session) => void
  readonly find: (accessKeyId: string) => KnownKey | undefined
}

export function createSessions(own: LabCredentials, account: string, clock: LabClock): Sessions {
  const caller = { arn: `arn:aws:iam::${account}:user/prism-lab`, userId: 'AIDALABLABLABLABLAB12' }
  const opened = new Map<string, Session>()
  return {
    open: (session) => opened.set(session.accessKeyId, session),
    find: (accessKeyId) => {
      if (accessKeyId === own.accessKeyId) return { ...own, caller, isOver: false }
      const session = opened.get(accessKeyId)
      return session && { ...session, isOver: session.expires <= clock.now() }
    },
  }
}
