/** The umask that members' sessions get, account by account and kind by kind. */
import type { Desired } from '../desired.ts'
import type { HostFacts, SessionKind, UmaskFact } from '../facts.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

type WithPam = Exclude<SessionKind, 'session-manager'>
const sessions: readonly WithPam[] = ['ssh-login', 'ssh-command', 'su-login', 'cron']
const words: Record<WithPam, string> = { 'ssh-login': 'ssh', 'ssh-command': 'ssh host command', 'su-login': 'su -', cron: 'cron' }

const readFrom = (session: WithPam): string => (session.startsWith('ssh') ? 'read from sshd’s and PAM’s files' : 'read from PAM’s files')

function untold({ how, why }: UmaskFact, session: WithPam): string {
  if (why === 'python-incomplete') return 'could not be measured: Python on the instance lacks modules'
  return how === 'measured' ? 'could not be measured' : `could not be determined: ${readFrom(session)}, which do not decide it`
}

const whyUntold = ({ how, why }: UmaskFact) => why ?? (how === 'measured' ? 'session-unmeasured' : 'umask-unread')

export function umaskRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const expected = `umask ${desired.umask}`
  const rows = desired.accounts.flatMap((account) => [
    ...sessions.map((session): Row => {
      const subject = `${account} · ${words[session]}`
      const fact = facts?.umasks.find((u) => u.account === account && u.session === session)
      if (!fact) return unknownRow('umask', subject, expected)
      if (fact.how === 'absent') return noteRow('umask', subject, expected, 'no such service here')
      if (fact.umask === undefined) return unknownRow('umask', subject, expected, untold(fact, session), whyUntold(fact))
      const how = fact.how === 'measured' ? 'measured' : readFrom(session)
      return seenRow('umask', subject, expected, `umask ${fact.umask} (${how})`, fact.umask === desired.umask, 'umask-differs')
    }),
    ...(facts?.umasks ?? [])
      .filter((fact) => fact.session === 'session-manager' && fact.how === 'measured' && fact.account === account)
      .map(({ umask = '?' }) =>
        seenRow(
          'umask',
          `${account} · Session Manager`,
          expected,
          `umask ${umask} (measured in an open session)`,
          umask === desired.umask,
          'umask-session-manager',
        ),
      ),
    ...(facts?.units ?? [])
      .filter((unit) => unit.account === account)
      .map((unit) =>
        noteRow(
          'umask',
          `${account} · ${unit.unit}`,
          'covered by UMask=0002',
          unit.umask === desired.umask ? 'covered' : `not covered: UMask=${unit.umask}`,
          ...(unit.umask === desired.umask ? [] : (['umask-differs'] as const)),
        ),
      ),
  ])
  return rows.length === 0 ? [] : [...rows, sessionManagerRow(expected, desired, facts)]
}

/** Session Manager’s own account. There is no other way to become it. */
const ofSessionManager = 'ssm-user'

/**
 * One for all accounts: with which umask its agent begins their shells. A note where nobody is known to come that way; a shell profile in
 * Session Manager’s preferences may set another, and is seen only in a session that is open (a row of its own). Of ssm-user it is known: without
 * either, what it makes is in doubt, and doubt is not green.
 */
function sessionManagerRow(expected: string, desired: Desired, facts: HostFacts | undefined): Row {
  const subject = 'Session Manager'
  const those = facts?.umasks.filter((u) => u.session === 'session-manager' && desired.accounts.includes(u.account)) ?? []
  const fact = those.find((u) => u.how !== 'measured')
  if (!fact) return unknownRow('umask', subject, expected)
  if (fact.how === 'absent') return noteRow('umask', subject, expected, 'no such service here')
  if (fact.umask === desired.umask)
    return seenRow('umask', subject, expected, `umask ${fact.umask} (its agent’s)`, true, 'umask-session-manager')
  const observed =
    fact.umask === undefined ? 'could not be determined' : `umask ${fact.umask} (its agent’s) unless a shell profile sets one`
  const comes = desired.accounts.includes(ofSessionManager) && !those.some((u) => u.how === 'measured' && u.account === ofSessionManager)
  if (comes) return unknownRow('umask', subject, expected, `${observed}; ${ofSessionManager} logs in that way`, 'umask-session-manager')
  return noteRow('umask', subject, expected, observed, ...(fact.umask === undefined ? [] : (['umask-session-manager'] as const)))
}
