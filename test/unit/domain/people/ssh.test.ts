/** How somebody comes in: by the registry’s keys and by nothing else, as files, sshd and a login show it. */
import { createHash } from 'node:crypto'
import { formatPublicKey, type PublicKey, parsePublicKey } from '../../../../src/domain/people/public-key.ts'
import { keysCell, keysDigest, sshCells } from '../../../../src/domain/people/ssh.ts'
import type { SshdSays, SshdSeen, WayInSeen } from '../../../../src/domain/people/ssh-seen.ts'
import { keysOfSshKeygen } from '../../../support/public-keys.ts'
import { ownSshd } from '../../../support/seen-people.ts'

function keyOf(text: string): PublicKey {
  const key = parsePublicKey(text)
  if ('wrong' in key) throw new Error(key.wrong)
  return key
}
const [ed, rsa] = [keyOf(keysOfSshKeygen.ed25519[0]), keyOf(keysOfSshKeygen.rsa2048[0])]
const own = ownSshd.says[0]!
const right = { digest: keysDigest([ed]), state: '0:0644', prints: [] }

test('a file of keys is known by what it holds, one key a line', () => {
  expect(keysDigest([])).toBe('')
  expect(keysDigest([ed, rsa])).toBe(
    createHash('sha256')
      .update(`${formatPublicKey(ed)}\n${formatPublicKey(rsa)}\n`)
      .digest('hex')
      .slice(0, 32),
  )
})

describe('the file of somebody’s keys', () => {
  const off = { ...right, digest: 'f'.repeat(32) }
  test('that is as it is to be', () => {
    expect(keysCell([ed], right)).toEqual({ what: 'keys', expected: '1 key', seen: '1 key', holds: true })
    expect(keysCell([ed, rsa], { ...right, digest: keysDigest([ed, rsa]) })).toMatchObject({ seen: '2 keys', holds: true })
    expect(keysCell([], { digest: '', state: '', prints: [] })).toEqual({ what: 'keys', expected: 'none', seen: 'none', holds: true })
  })

  test.each<[readonly PublicKey[], Parameters<typeof keysCell>[1], string]>([
    [[ed], { digest: '', state: '', prints: [] }, 'none'],
    [[ed], { ...off, prints: ['SHA256:other'] }, `SHA256:other besides; without ${ed.fingerprint}`],
    [[ed], { ...off, prints: [ed.fingerprint, '?'] }, 'a line that is no plain key besides'],
    [[ed, rsa], { ...off, prints: [ed.fingerprint] }, `without ${rsa.fingerprint}`],
    [[ed, rsa], { ...off, prints: [] }, `without ${ed.fingerprint}, ${rsa.fingerprint}`],
    [[ed], { ...off, prints: [ed.fingerprint] }, 'the file is written otherwise'],
    [[ed], { ...right, state: '1000:0644' }, 'the file is 1000, 0644'],
    [[ed], { ...right, state: 'other' }, 'the file is no file'],
    [[ed], { ...right, state: 'folder' }, 'its folder is not root’s alone'],
    [
      [ed],
      { ...off, state: '0:0666', prints: ['SHA256:a', 'SHA256:b'] },
      `SHA256:a, SHA256:b besides; without ${ed.fingerprint}; the file is 0, 0666`,
    ],
    // what stands further down is not told, so nothing is said to be missing
    [[ed], { ...off, prints: ['SHA256:a'], more: 1 }, 'SHA256:a besides; 1 more line after the first 1'],
    [[ed, rsa], { ...off, prints: [ed.fingerprint, rsa.fingerprint], more: 3 }, '3 more lines after the first 2'],
    [[], { digest: '', state: '0:0644', prints: [] }, 'the file is written otherwise'],
    [[], { digest: '', state: 'other', prints: [] }, 'the file is no file'],
    [[], { ...right, prints: ['SHA256:a'] }, 'SHA256:a besides'],
  ])('that is otherwise says how', (keys, file, seen) => {
    expect(keysCell(keys, file)).toMatchObject({ seen, holds: false })
  })
})

test('of keys that stay as nobody knows which they are to be, those that are not told are counted', () => {
  const wanted = { ...ada([]), keysStay: { shown: 'unknown', why: 'GitHub is silent' } } as const
  const [cell] = sshCells(
    wanted,
    { keyFile: { digest: 'x', state: '0:0644', prints: ['SHA256:a'], more: 4 } },
    { ...ownSshd, there: false },
  )
  expect(cell).toEqual({ what: 'keys', expected: 'as on GitHub', seen: 'SHA256:a and 4 more, which stay: GitHub is silent' })
})

test('where there is no file of keys, that is right if GitHub shows none, and not known if GitHub did not say', () => {
  const cell = (shown: 'none' | 'unknown', file: Partial<typeof right>) => {
    const keyFile = { digest: '', state: '', prints: [], ...file }
    return sshCells({ ...ada([]), keysStay: { shown, why: 'why' } }, { keyFile }, { ...ownSshd, there: false })[0]
  }
  const keys = { what: 'keys', expected: 'as on GitHub' }
  expect(cell('none', {})).toEqual({ ...keys, seen: 'none; why', holds: true })
  expect(cell('unknown', {})).toEqual({ ...keys, seen: 'none; why' })
  // a file that is there is never judged
  for (const shown of ['none', 'unknown'] as const) {
    expect(cell(shown, { state: '0:0644', prints: ['SHA256:a', 'SHA256:b'] as never })).toEqual({
      ...keys,
      seen: 'SHA256:a, SHA256:b, which stay: why',
    })
    expect(cell(shown, { state: '0:0644' })).toEqual({ ...keys, seen: 'not seen, which stay: why' })
  }
})

test('a directory that PAM asks for passwords is told where sshd takes them, and is never green', () => {
  const asked = { directories: ['pam_krb5', 'pam_sss'] }
  const cell = 'other passwords: sshd takes passwords, and pam_krb5, pam_sss asks a directory: whom it knows by that name was not seen ?'
  expect(told({ ...asked, own: { passwords: true } })).toEqual([alone, 'other keys: none', cell])
  expect(told({ ...asked, own: { passwords: true, methods: 'publickey,keyboard-interactive' } })).toContain(cell)
  expect(told({ ...asked, own: { passwords: true, methods: 'publickey' } })).not.toContain(cell)
  expect(told({ ...asked, own: { passwords: false } })).not.toContain(cell)
  expect(told({ own: { passwords: true } })).toEqual([alone, 'other keys: none'])
  expect(told({ ...asked, own: { passwords: true, methods: '' } })).toContain(cell)
  // what does not say whether PAM is asked is of an older look
  expect(told(asked)).toEqual([alone, 'other keys: none'])
})

type Wanted = Parameters<typeof sshCells>[0]
const ada = (keys: readonly PublicKey[] = []): Wanted => ({ name: 'ada', uid: 65_536, shell: '', groups: [], keys, sudo: false })
/** The cells but for the file’s: `what: seen`, with `!` where it differs and `?` where it was not seen. */
function told(
  sshd: Partial<SshdSeen> & { readonly own?: Partial<SshdSays> } = {},
  wayIn: Partial<WayInSeen> | 'never' = {},
  keys: readonly PublicKey[] = [],
) {
  const { own: more, ...rest } = sshd
  const seen = { ...ownSshd, says: [{ ...own, ...more }], ...rest }
  const file = { digest: keysDigest(keys), state: keys.length > 0 ? '0:0644' : '', prints: [] }
  const way = wayIn === 'never' ? {} : { wayIn: { says: 0, by: '', said: '', ...wayIn } }
  return sshCells(ada(keys), { keyFile: file, ...way }, seen)
    .slice(1)
    .map((c) => `${c.what}: ${c.seen}${c.holds ? '' : c.holds === undefined ? ' ?' : ' !'}`)
}
const alone = 'sshd: the registry’s keys alone'

test('where there is no sshd the file is all there is to see', () => {
  expect(told({ there: false })).toEqual([])
})

test('sshd as Prism’s lines have it lets in by nothing else', () => {
  expect(told()).toEqual([alone, 'other keys: none'])
  expect(sshCells(ada(), { keyFile: { digest: '', state: '', prints: [] }, wayIn: { says: 0, by: '', said: '' } }, ownSshd)[1]).toEqual({
    what: 'sshd',
    expected: 'the registry’s keys alone',
    seen: 'the registry’s keys alone',
    holds: true,
  })
})

test('sshd that was not asked, or takes no configuration, is no proof', () => {
  expect(told({}, 'never')).toEqual(['sshd: not asked ?'])
  expect(told({ says: [] })).toEqual(['sshd: not asked ?'])
  expect(told({ says: [], broken: 'line 7: Bad' })).toEqual(['sshd: line 7: Bad ?'])
})

test.each<[Partial<SshdSays>, string]>([
  [{ pubkey: 'no' }, 'sshd: PubkeyAuthentication no !'],
  [{ keysFile: '.ssh/authorized_keys' }, 'sshd: AuthorizedKeysFile .ssh/authorized_keys !'],
  [{ hostBased: 'yes' }, 'sshd: HostbasedAuthentication yes !'],
  [{ hostBased: 'yes', methods: '' }, 'sshd: HostbasedAuthentication yes !'],
  [{ hostBased: 'yes', methods: 'publickey hostbased,password' }, 'sshd: HostbasedAuthentication yes !'],
  [{ hostBased: 'yes', methods: 'publickey' }, alone],
])('%j: %s', (more, expected) => {
  expect(told({ own: more })).toEqual([expected, 'other keys: none'])
})

test('a Kerberos realm that says who comes in is another way, but for GSSAPI without a keytab', () => {
  const other = (own: Partial<SshdSays>, keytab: boolean) => told({ own, keytab })[1]
  expect(other({ gssapi: 'yes' }, true)).toBe('other keys: GSSAPIAuthentication, so a Kerberos realm and ~/.k5login say who !')
  expect(other({ gssapi: 'yes' }, false)).toBe('other keys: none: GSSAPI has no keytab')
  for (const gssapi of ['no', '']) expect(other({ gssapi }, true)).toBe('other keys: none')
  expect(other({ kerberos: 'yes' }, false)).toBe('other keys: KerberosAuthentication, so passwords of a realm !')
})

test('one that runs since before the lines has not read them', () => {
  expect(told({ old: 1 })[0]).toBe('sshd: the sshd that runs has not read its configuration since !')
})

test.each<[Partial<SshdSays>, string, string]>([
  [{ command: '/usr/bin/sss %u' }, '', 'AuthorizedKeysCommand /usr/bin/sss %u !'],
  [{ authorities: '/etc/ssh/ca.pub' }, '', 'TrustedUserCAKeys /etc/ssh/ca.pub !'],
  [{}, 'authorizedkeysfile', 'from some addresses: authorizedkeysfile !'],
  [{ command: '/x', authorities: '/y' }, 'z', 'AuthorizedKeysCommand /x, TrustedUserCAKeys /y, from some addresses: z !'],
  [{ command: '', authorities: '' }, '', 'none'],
  [{ command: '/opt/aws/bin/eic_run_authorized_keys %u %f' }, '', 'EC2 Instance Connect'],
  [{ command: '/usr/share/ec2-instance-connect/eic_run_authorized_keys' }, '', 'EC2 Instance Connect'],
  [{ command: '/usr/lib/ec2-instance-connect/eic_run_authorized_keys x' }, '', 'EC2 Instance Connect'],
  [{ command: '/opt/aws/bin/eic_run_authorized_keys.mine' }, '', 'AuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys.mine !'],
  [{ command: '/tmp/opt/aws/bin/eic_run_authorized_keys' }, '', 'AuthorizedKeysCommand /tmp/opt/aws/bin/eic_run_authorized_keys !'],
])('%j and other addresses %j: other keys are %s', (more, address, expected) => {
  expect(told({ own: more, address })[1]).toBe(`other keys: ${expected}`)
})

describe('a login', () => {
  const login = (wayIn: Partial<WayInSeen>, more: Partial<SshdSays> = {}, keys = [ed]) =>
    told({ own: { keyTypes: '', ...more } }, wayIn, keys).find((cell) => cell.startsWith('login'))

  test.each<[Partial<WayInSeen>, Partial<SshdSays>, string]>([
    [{ login: 'yes', by: 'ada' }, {}, 'login: lets them in'],
    [{ login: 'yes', by: 'ida' }, {}, 'login: lets them in'],
    [{ login: 'more', by: 'ada' }, {}, 'login: takes the key and asks for more'],
    [{ login: 'more', by: 'ida' }, {}, 'login: takes the key and asks for more, as ida'],
    [{ login: 'no', by: '' }, {}, 'login: refused: sshd says no !'],
    [{ login: 'no', by: 'ida', said: 'Permission denied' }, {}, 'login: refused, as ida: Permission denied !'],
    [{ login: 'no', by: 'ada', said: 'Permission denied' }, { lists: 'AllowUsers root' }, 'login: refused: AllowUsers root !'],
    [{ said: 'no sshd answered' }, {}, 'login: not tried: no sshd answered ?'],
    [{}, {}, 'login: not tried: unknown why ?'],
  ])('%j with %j', (wayIn, more, expected) => {
    expect(login(wayIn, more)).toBe(expected)
  })

  test('is no row where there is no key, after the last day, and where sshd reads other files', () => {
    expect(login({ login: 'yes' }, {}, [])).toBeUndefined()
    expect(login({ login: 'ended' })).toBeUndefined()
    expect(login({ login: 'yes' }, { pubkey: 'no' })).toBeUndefined()
  })

  test.each<[string, readonly PublicKey[], string]>([
    ['ssh-ed25519,ssh-rsa', [ed], 'login: lets them in'],
    ['ssh-*', [ed], 'login: lets them in'],
    ['rsa-sha2-512', [rsa], 'login: lets them in'],
    ['rsa-sha2-256', [rsa], 'login: lets them in'],
    ['ssh-rsa', [rsa], 'login: lets them in'],
    ['ecdsa-sha2-nistp256', [ed], 'login: sshd takes no ssh-ed25519 !'],
    ['ecdsa-sha2-nistp256', [ed, rsa], 'login: sshd takes no ssh-ed25519, ssh-rsa !'],
    ['ssh-ed25519', [ed, rsa], 'login: lets them in, but takes no ssh-rsa'],
    ['ssh-ed25519', [rsa, ed, rsa], 'login: lets them in, but takes no ssh-rsa'],
  ])('with the types %s', (keyTypes, keys, expected) => {
    expect(login({ login: 'yes', by: 'ada' }, { keyTypes }, [...keys])).toBe(expected)
  })
})

test('of other keys and passwords none are expected', () => {
  const seen = { ...ownSshd, says: [{ ...own, passwords: true }], directories: ['pam_sss'] }
  const cells = sshCells(ada(), { keyFile: { digest: '', state: '', prints: [] }, wayIn: { says: 0, by: '', said: '' } }, seen)
  expect(cells.slice(2).map((c) => [c.what, c.expected])).toEqual([
    ['other keys', 'none'],
    ['other passwords', 'none'],
  ])
})
