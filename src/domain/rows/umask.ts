/** The umask that members' sessions get, account by account and kind by kind. */
import type { Desired } from '../desired.ts'
import type { HostFacts, SessionKind } from '../facts.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

const sessions: readonly SessionKind[] = ['ssh-login', 'ssh-command', 'su-login', 'cron']
const words: Record<SessionKind, string> = { 'ssh-login': 'ssh', 'ssh-command': 'ssh host command', 'su-login': 'su -', cron: 'cron' }

export function umaskRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const expected = `umask ${desired.umask}`
  return desired.accounts.flatMap((account) => [
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
}
