/** `prism user sync`: the registry's people on machines of two distributions, as files and programs of those show them. */

import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, type Said, type Stage } from '../../support/lab-stage.ts'
import { cells, findings, notesOf, openPeople, type People, planOf, reportOf, type SyncSaying, said } from '../../support/people-stage.ts'

const two = `
version: 1
people:
  ada: {uid: 65536, hosts: [calc-*], groups: [genomics], until: 2030-06-30}
  grace: {uid: 65537, hosts: ["tag:Team=genomics"], shell: /bin/sh}
groups:
  genomics: {gid: 65540, directory: genomics}
`
const withoutGrace = two.replace(/ {2}grace.*\n/, '').concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n')

onLab('user sync', () => {
  let people: People
  let stage: Stage
  beforeAll(async () => {
    people = await openPeople('user-sync')
    stage = people.stage
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage.stop())

  const team = (): Promise<[Instance, Instance]> =>
    Promise.all([
      stage.instance('calc-1', { tags: { Team: 'genomics' } }),
      stage.instance('calc-2', { distribution: 'rocky', tags: { Team: 'genomics' } }),
    ])
  const sync = (text: string, saying: SyncSaying = {}): Promise<Said> => people.sync(text, { on: ['calc-1', 'calc-2'], ...saying })

  test('makes the people that a host is to have, with their numbers, and does nothing the second time', async () => {
    const hosts = await team()
    const first = await sync(two)
    expect(findings(first)).toEqual([])
    expect(first.run.state).toBe('done')
    expect(first.executed.toSorted()).toEqual(['people calc-1', 'people calc-1', 'people calc-2', 'people calc-2'])
    for (const host of hosts) {
      expect(await said(host, 'getent passwd ada grace')).toBe(
        'ada:x:65536:65536::/home/ada:/bin/bash\ngrace:x:65537:65537::/home/grace:/bin/sh',
      )
      expect(await said(host, 'id ada')).toBe('uid=65536(ada) gid=65536(ada) groups=65536(ada),65540(genomics),94199(prism-people)')
      expect(await said(host, 'id grace')).toBe('uid=65537(grace) gid=65537(grace) groups=65537(grace),94199(prism-people)')
      expect(await said(host, 'stat -c "%U %G %a" /home/ada /home/grace')).toBe('ada ada 700\ngrace grace 700')
      // the last day is 2030-06-30, day 22095: from the one after it she is expired
      expect(await said(host, 'cut -d: -f1,2,8 /etc/shadow | grep -E "^(ada|grace):"')).toBe('ada:*:22096\ngrace:*:')
    }
    const again = await sync(two)
    expect(findings(again)).toEqual([])
    expect(again.executed.toSorted()).toEqual(['people calc-1', 'people calc-2'])
    expect(cells(again, 'calc-2', 'ada')).toEqual({
      account: 'made by Prism',
      number: '65536',
      'own group': '65536',
      groups: 'genomics',
      shell: '/bin/bash',
      'last day': '2030-06-30',
      password: 'none',
      tried: 'uid 65536, gid 65536',
      keys: 'none',
      sshd: 'the registry’s keys alone',
      'other keys': 'none',
      sudo: 'none',
      'other sudo': 'none',
      'other root': 'none',
    })
  }, 120_000)

  test('closes whoever left, never deletes them, and takes the word of somebody for it', async () => {
    const [host] = await team()
    await sync(two)
    await host.run('usermod -aG genomics grace')
    const unsaid = await sync(withoutGrace)
    expect(unsaid.run.findings.map((f) => f.code)).toEqual(['removals-unconfirmed'])
    expect(await said(host, 'getent passwd grace')).toContain('/bin/sh')
    const closed = await sync(withoutGrace, { confirmRemovals: true })
    expect(findings(closed)).toEqual([])
    expect(closed.run.state).toBe('done')
    expect(await said(host, 'getent passwd grace')).toBe('grace:x:65537:65537::/home/grace:/usr/sbin/nologin')
    expect(await said(host, 'grep ^grace: /etc/shadow | cut -d: -f2,8; id -nG grace')).toBe('!*:1\ngrace')
    const again = await sync(withoutGrace)
    expect(again.executed).toHaveLength(2)
    const back = await sync(two)
    expect(findings(back)).toEqual([])
    expect(await said(host, 'grep ^grace: /etc/shadow | cut -d: -f2,8; getent passwd grace')).toBe(
      '*:\ngrace:x:65537:65537::/home/grace:/bin/sh',
    )
  }, 120_000)

  test('whom an instance keeps out, as they left before the registry said so, has no account until it says that they are back', async () => {
    const [host] = await team()
    await sync(two)
    const isOpen = async (): Promise<boolean> => (await said(host, 'getent passwd grace')).endsWith('/bin/sh')
    // as a deprovision leaves it that the policy asked for: 2026-01-05 is day 20458
    await host.run('echo "65537 20458" >/var/lib/prism/held')
    const out = await sync(two, { on: ['calc-1'] })
    expect(findings(out)).toEqual([])
    expect(await isOpen()).toBe(false)
    expect(notesOf(out)).toEqual([expect.stringMatching(/^grace \(65537\) .* until it says since: 2026-01-05, or a later day$/)])
    const since = (day: string): string => two.replace('uid: 65537', `uid: 65537, since: ${day}`)
    expect(since('2026-01-04')).toContain('since: 2026-01-04')
    await sync(since('2026-01-04'), { on: ['calc-1'] })
    expect(await isOpen()).toBe(false)
    expect(findings(await sync(since('2026-01-05'), { on: ['calc-1'] }))).toEqual([])
    expect(await isOpen()).toBe(true)
  }, 120_000)

  test('takes over an account with the same number only once its plan is confirmed', async () => {
    const [host] = await team()
    await host.run('groupadd -g 65536 ada; useradd -u 65536 -g 65536 -m -s /bin/sh ada; groupadd docker; usermod -aG docker ada')
    const shown = await sync(two, { on: ['calc-1'] })
    expect(shown.executed).toEqual(['people calc-1'])
    const plan = planOf(shown)
    expect(plan.hosts[0]!.changes.map((c) => `${c.kind} ${c.name}`)).toEqual([
      'group genomics',
      'group prism-people',
      'adopt ada',
      'make grace',
      'sshd prism-people',
    ])
    expect((await sync(two, { on: ['calc-1'], plan: '0123456789abcdef' })).run.findings.map((f) => f.code)).toEqual(['plan-changed'])
    const done = await sync(two, { on: ['calc-1'], plan: plan.digest.slice(0, 16) })
    expect(findings(done)).toEqual([])
    expect(await said(host, 'getent passwd ada; id -nG ada')).toBe('ada:x:65536:65536::/home/ada:/bin/bash\nada genomics prism-people')
  }, 120_000)

  test.each([
    ['uid-differs', 'useradd -u 1700 -m ada'],
    ['uid-taken', 'useradd -u 65536 -m mallory'],
    ['gid-taken', 'groupadd -g 65536 others'],
    ['gid-taken', 'groupadd -g 65540 others'],
    ['group-gid-differs', 'groupadd -g 1800 genomics'],
    ['group-gid-differs', 'groupadd -g 1800 ada'],
    ['home-taken', 'mkdir /home/ada; chown 1234 /home/ada'],
  ])(
    'changes nothing of a person where it finds %s (%s), and makes the others',
    async (code, script) => {
      const [host] = await team()
      await host.run(script)
      const before = await said(host, 'getent passwd ada 65536; getent group ada 65536')
      const done = await sync(two, { on: ['calc-1'] })
      expect(findings(done)).toEqual([code])
      expect(done.run.state).toBe('failed')
      expect(await said(host, 'getent passwd ada 65536; getent group ada 65536')).toBe(before)
      expect(await said(host, 'id -u grace')).toBe('65537')
    },
    120_000,
  )

  test.each([
    ['number', 'sed -i "s/^ada:x:65536:/ada:x:1700:/" /etc/passwd', 'uid-differs', false],
    ['number', 'sed -i "s/^ada:x:65536:/mallory:x:65536:65536::\\/:\\/bin\\/sh\\n&/" /etc/passwd', 'uid-taken', false],
    ['own group', 'groupadd -g 1900 own; usermod -g 1900 ada', 'account-differs', true],
    ['groups', 'gpasswd -d ada genomics', 'account-differs', true],
    ['groups', 'groupadd docker; usermod -aG docker ada', 'account-differs', true],
    ['shell', 'usermod -s /bin/sh ada', 'account-differs', true],
    ['last day', 'chage -E -1 ada', 'account-differs', true],
    ['password', 'echo ada:secret | chpasswd', 'account-differs', true],
    ['password', 'usermod -L ada', 'account-differs', true],
    ['account', 'userdel ada', 'account-differs', true],
  ])(
    'sees that somebody changed the %s (%s), and repairs what is Prism’s to repair',
    async (_, script, code, repaired) => {
      const [host] = await team()
      await sync(two, { on: ['calc-1'] })
      await host.run(script)
      const shown = await sync(two, { on: ['calc-1'], dryRun: true })
      expect(shown.executed).toEqual(['people calc-1'])
      expect({
        code,
        named: planOf(shown).refused.map((f) => f.code),
        changes: planOf(shown).hosts[0]!.changes.map((c) => c.name),
      }).toEqual(repaired ? { code, named: [], changes: ['ada'] } : { code, named: [code], changes: [] })
      const done = await sync(two, { on: ['calc-1'] })
      expect(findings(done)).toEqual(repaired ? [] : [code])
      expect(done.run.state).toBe(repaired ? 'done' : 'failed')
    },
    120_000,
  )

  test('an instance that was made of an image closes the people that it is not to have before it makes its own', async () => {
    const [host] = await team()
    await sync(two, { on: ['calc-1'] })
    await host.run(`sed -i 's/^instance .*/instance i-0000000000000000f/' /var/lib/prism/people; cat /var/lib/prism/people`)
    const other = two.replace('ada: {uid: 65536, hosts: [calc-*]', 'ada: {uid: 65536, hosts: [other]')
    const done = await sync(other, { on: ['calc-1'], confirmRemovals: true })
    expect(planOf(done).hosts[0]!.changes.map((c) => c.kind)).toEqual(['record', 'close'])
    expect(done.run.state).toBe('done')
    expect(await said(host, 'head -1 /var/lib/prism/people; getent passwd ada')).toBe(
      `instance ${host.id}\nada:x:65536:65536::/home/ada:/usr/sbin/nologin`,
    )
  }, 120_000)

  test('says which programs are missing, and makes nobody', async () => {
    const [host] = await team()
    await host.run('rm -f /usr/sbin/useradd /sbin/useradd')
    const done = await sync(two, { on: ['calc-1'] })
    expect(findings(done)).toContain('account-programs-missing')
    expect(await said(host, 'getent passwd ada grace || true')).toBe('')
  }, 120_000)

  test('two hundred people fit into one command and one transcript, and cost nothing the second time', async () => {
    await team()
    const many = Array.from(
      { length: 200 },
      (_, n) => `  person-with-a-name-${n}: {uid: ${70_000 + n}, hosts: ["*"], groups: [genomics, imaging]}`,
    )
    const text = `version: 1\npeople:\n${many.join('\n')}\ngroups:\n  genomics: {gid: 65540}\n  imaging: {gid: 65541}\n`
    const first = await sync(text, { on: ['calc-1'] })
    expect(findings(first)).toEqual([])
    expect(reportOf(first).hosts[0]!.rows.filter((r) => r.verdict === 'holds')).toHaveLength(200)
    const again = await sync(text, { on: ['calc-1'] })
    expect(again.executed).toEqual(['people calc-1'])
    expect(reportOf(again).verdict).toBe('holds')
  }, 300_000)
})
