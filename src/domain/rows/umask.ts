/** The umask that members' sessions get, account by account and kind by kind. */
import type { Desired } from '../desired.ts'
import type { HostFacts, SessionKind } from '../facts.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

type WithPam = Exclude<SessionKind, 'session-manager'>
const sessions: readonly WithPam[] = ['ssh-login', 'ssh-command', 'su-login', 'cron']
const words: Record<WithPam, string> = { 'ssh-login': 'ssh', 'ssh-command': 'ssh host command', 'su-login': 'su -', cron: 'cron' }

export function umaskRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const expected = `umask ${desired.umask}`
  const rows = desired.accounts.flatMap((account) => [
    ...sessions.map((session): Row => {
      const subject = `${account} · ${words[session]}`
      const fact = facts?.umasks.find((u) => u.account === account && u.session === session)
      if (!fact) return unknownRow('umask', subject, expected)
      if (fact.how === 'absent') return noteRow('umask', subject, expected, 'no such service here')
      if (fact.umask === undefined) return unknownRow('umask', subject, expected, 'could not be told')
      const how = fact.how === 'measured' ? 'measured' : 'as its PAM stack says'
      return seenRow('umask', subject, expected, `umask ${fact.umask} (${how})`, fact.umask === desired.umask, 'umask-differs')
    }),
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

/**
 * One for all accounts, for whom its agent's umask is the same. Never red: what cures it, a shell profile in Session Manager's own
 * preferences, cannot be seen on an instance.
 */
function sessionManagerRow(expected: string, desired: Desired, facts: HostFacts | undefined): Row {
  const subject = 'Session Manager'
  const fact = facts?.umasks.find((u) => u.session === 'session-manager' && desired.accounts.includes(u.account))
  if (!fact) return unknownRow('umask', subject, expected)
  if (fact.how === 'absent') return noteRow('umask', subject, expected, 'no such service here')
  if (fact.umask === undefined) return noteRow('umask', subject, expected, 'could not be told')
  if (fact.umask === desired.umask)
    return seenRow('umask', subject, expected, `umask ${fact.umask} (its agent’s)`, true, 'umask-session-manager')
  return noteRow('umask', subject, expected, `umask ${fact.umask} (its agent’s) where no shell profile sets one`, 'umask-session-manager')
}
