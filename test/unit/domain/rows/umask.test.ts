/** The umask of members' sessions, as rows. */
import type { HostFacts, SessionKind, UmaskFact } from '../../../../src/domain/facts.ts'
import { umaskRows } from '../../../../src/domain/rows/umask.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('umask')

const healthy = healthyFacts()
const desired = wanted()
const lines = (facts: HostFacts | undefined, of = desired) => inWords(umaskRows(of, facts))
/** The lines that are not as on a healthy host. */
const otherwise = (facts: HostFacts, of = desired) => lines(facts, of).filter((line) => !line.includes(': holds: '))
const session = (kind: SessionKind, change: Partial<UmaskFact> | undefined): HostFacts => ({
  ...healthy,
  umasks: healthy.umasks.flatMap((u) =>
    u.session !== kind ? [u] : change ? [{ account: u.account, session: kind, how: u.how, ...change }] : [],
  ),
})

test('each kind of session has a row that says how its umask is known', () => {
  expect(lines(healthy)).toEqual([
    'ubuntu · ssh: holds: umask 0002 (read from sshd’s and PAM’s files); umask 0002 expected',
    'ubuntu · ssh host command: holds: umask 0002 (read from sshd’s and PAM’s files); umask 0002 expected',
    'ubuntu · su -: holds: umask 0002 (measured); umask 0002 expected',
    'ubuntu · cron: holds: umask 0002 (read from PAM’s files); umask 0002 expected',
    'Session Manager: holds: umask 0002 (its agent’s); umask 0002 expected',
  ])
  expect(new Set(umaskRows(desired, healthy).map((r) => r.section))).toEqual(new Set(['umask']))
})

test('without accounts there is nothing to look at', () => expect(lines(healthy, wanted({ accounts: [] }))).toEqual([]))

test('a session of somebody else, or that nobody looked at, says nothing of this one', () => {
  expect(new Set(lines(undefined))).toHaveProperty('size', 5)
  expect(lines(undefined)[0]).toBe('ubuntu · ssh: unknown (not-looked-at): not seen; umask 0002 expected')
  expect(otherwise(session('cron', undefined))).toEqual(['ubuntu · cron: unknown (not-looked-at): not seen; umask 0002 expected'])
  expect(otherwise({ ...healthy, umasks: healthy.umasks.map((u) => ({ ...u, account: 'grace' })) })).toHaveLength(5)
})

test.each<[SessionKind, Partial<UmaskFact>, string]>([
  ['cron', { how: 'absent' }, 'ubuntu · cron: note: no such service here; umask 0002 expected'],
  ['cron', { umask: '0022' }, 'ubuntu · cron: differs (umask-differs): umask 0022 (read from PAM’s files); umask 0002 expected'],
  [
    'cron',
    { how: 'read' },
    'ubuntu · cron: unknown (umask-unread): could not be determined: read from PAM’s files, which do not decide it; umask 0002 expected',
  ],
  [
    'ssh-login',
    { how: 'read' },
    'ubuntu · ssh: unknown (umask-unread): could not be determined: read from sshd’s and PAM’s files, which do not decide it; umask 0002 expected',
  ],
  ['su-login', { how: 'measured' }, 'ubuntu · su -: unknown (session-unmeasured): could not be measured; umask 0002 expected'],
  [
    'su-login',
    { how: 'measured', why: 'python-incomplete' },
    'ubuntu · su -: unknown (python-incomplete): could not be measured: Python on the instance lacks modules; umask 0002 expected',
  ],
])('%s with %j', (kind, change, line) => expect(otherwise(session(kind, change))).toEqual([line]))

describe('a unit that runs as an account', () => {
  const unit = (umask: string, account = 'ubuntu'): HostFacts => ({ ...healthy, units: [{ unit: 'jupyter.service', account, umask }] })

  test('is a note, covered or not', () => {
    expect(otherwise(unit('0002'))).toEqual(['ubuntu · jupyter.service: note: covered; covered by UMask=0002 expected'])
    expect(otherwise(unit('0022'))).toEqual([
      'ubuntu · jupyter.service: note (umask-differs): not covered: UMask=0022; covered by UMask=0002 expected',
    ])
  })

  test('of nobody who is asked about is not told', () => expect(otherwise(unit('0022', 'root'))).toEqual([]))
})

describe('Session Manager', () => {
  const agent = (change: Partial<UmaskFact>) => otherwise(session('session-manager', change))
  const measured = (account: string, umask?: string): UmaskFact => ({
    account,
    session: 'session-manager',
    how: 'measured',
    ...(umask ? { umask } : {}),
  })
  const withSession = (...more: readonly UmaskFact[]): HostFacts => ({ ...healthy, umasks: [...healthy.umasks, ...more] })

  test('begins its shells with its agent’s umask, which a profile may set otherwise', () => {
    expect(agent({ how: 'absent' })).toEqual(['Session Manager: note: no such service here; umask 0002 expected'])
    expect(agent({ how: 'read' })).toEqual(['Session Manager: note: could not be determined; umask 0002 expected'])
    expect(agent({ umask: '0022' })).toEqual([
      'Session Manager: note (umask-session-manager): umask 0022 (its agent’s) unless a shell profile sets one; umask 0002 expected',
    ])
  })

  test('has a row of an open session, which proves it for that account', () => {
    expect(lines(withSession(measured('ubuntu', '0002')))[4]).toBe(
      'ubuntu · Session Manager: holds: umask 0002 (measured in an open session); umask 0002 expected',
    )
    expect(otherwise(withSession(measured('ubuntu', '0022')))).toEqual([
      'ubuntu · Session Manager: differs (umask-session-manager): umask 0022 (measured in an open session); umask 0002 expected',
    ])
    expect(otherwise(withSession(measured('ubuntu')))).toEqual([
      'ubuntu · Session Manager: differs (umask-session-manager): umask ? (measured in an open session); umask 0002 expected',
    ])
    expect(otherwise(withSession(measured('grace', '0022')))).toEqual([])
    // an open session says nothing of how the next one begins
    expect(
      otherwise({
        ...session('session-manager', undefined),
        umasks: [...session('session-manager', undefined).umasks, measured('ubuntu', '0002')],
      }),
    ).toEqual(['Session Manager: unknown (not-looked-at): not seen; umask 0002 expected'])
  })

  test('leaves in doubt what its own account makes, until a session of that one was measured', () => {
    const own = wanted({ accounts: ['ssm-user'] })
    const umasks = (umask: string | undefined, ...more: readonly UmaskFact[]): HostFacts => ({
      ...healthy,
      umasks: [
        ...healthy.umasks.map((u): UmaskFact => {
          const { umask: _, ...rest } = { ...u, account: 'ssm-user' }
          return u.session === 'session-manager' ? { ...rest, ...(umask ? { umask } : {}) } : { ...u, account: 'ssm-user' }
        }),
        ...more,
      ],
    })
    expect(otherwise(umasks('0022'), own)).toEqual([
      'Session Manager: unknown (umask-session-manager): umask 0022 (its agent’s) unless a shell profile sets one; ssm-user logs in that way; umask 0002 expected',
    ])
    expect(otherwise(umasks(undefined), own)).toEqual([
      'Session Manager: unknown (umask-session-manager): could not be determined; ssm-user logs in that way; umask 0002 expected',
    ])
    expect(otherwise(umasks('0022', measured('ssm-user', '0002')), own)).toEqual([
      'Session Manager: note (umask-session-manager): umask 0022 (its agent’s) unless a shell profile sets one; umask 0002 expected',
    ])
    // that of another account is none of its own
    expect(otherwise(umasks('0022', measured('ubuntu', '0002')), wanted({ accounts: ['ssm-user', 'ubuntu'] })).at(-1)).toMatch(
      /^Session Manager: unknown/,
    )
  })
})
