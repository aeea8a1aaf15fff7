/** Who becomes root by sudo on machines of two distributions: those whom the registry says, by Prism's own line, and nobody else unseen. */
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, type Said, type Stage } from '../../support/lab-stage.ts'
import { cells, findings, openPeople, type People, planOf, registryOf, type SyncSaying, said } from '../../support/people-stage.ts'

const team = `
version: 1
people:
  ada: {uid: 65536, hosts: ["*"], sudo: true}
  ben: {uid: 65537, hosts: ["*"]}
`
const without = team.replace(', sudo: true', '')
const left = `${without.replace(/ {2}ada.*\n/, '')}retired:\n  - {number: 65536, name: ada, since: 2026-01-01}\n`
const over = team.replace('sudo: true', 'sudo: true, until: 2020-01-31')
const file = '/etc/sudoers.d/prism-65536'

onLab('sudo of the registry', () => {
  let people: People
  let stage: Stage
  beforeAll(async () => {
    people = await openPeople('sudo')
    stage = people.stage
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage.stop())

  const sync = (text: string, saying: SyncSaying = {}): Promise<Said> => people.sync(text, { confirmRemovals: true, ...saying })
  const as = (host: Instance, name: string): Promise<string> =>
    said(host, `setpriv --reuid ${name} --regid ${name} --init-groups sudo -n id -u 2>&1 || true`)

  test('makes root of whom the registry says, on each machine, and takes it away again', async () => {
    const hosts = await Promise.all([stage.instance('calc-1'), stage.instance('calc-2', { distribution: 'rocky' })])
    const both = { on: ['calc-1', 'calc-2'] }
    const done = await sync(team, both)
    expect(findings(done)).toEqual([])
    for (const [n, host] of hosts.entries()) {
      expect(await said(host, `stat -c '%u:%g %a' ${file}; cat ${file}; ls /etc/sudoers.d`)).toBe(
        '0:0 440\n# Prism: sudo by the registry\n#65536 ALL=(ALL:ALL) NOPASSWD: ALL\nprism-65536',
      )
      expect([await as(host, 'ada'), await as(host, 'ben')]).toEqual(['0', expect.stringContaining('a password is required')])
      expect(cells(done, `calc-${n + 1}`, 'ada')).toMatchObject({ sudo: 'Prism’s line', 'root by sudo': 'all, without a password' })
      expect(cells(done, `calc-${n + 1}`, 'ben')).toMatchObject({ sudo: 'none', 'other sudo': 'none' })
    }
    expect((await sync(team, both)).executed.toSorted()).toEqual(['people calc-1', 'people calc-2'])
    const plan = planOf(await sync(without, { ...both, dryRun: true }))
    expect(plan.hosts.flatMap((h) => h.changes.map((c) => `${c.name} ${c.detail}`))).toEqual(Array(2).fill('ada sudo: Prism’s line → none'))
    const taken = await sync(without, both)
    expect(findings(taken)).toEqual([])
    expect(await said(hosts[0], 'ls /etc/sudoers.d')).toBe('')
    expect(await as(hosts[0], 'ada')).toContain('a password is required')
    // whoever was root once can have changed whatever looks for them later
    const gone = await sync(left, both)
    expect(gone.run.state).toBe('unknown')
    expect(cells(gone, 'calc-2', 'ada')['root there']).toBe('sudo: cannot be proved, rebuild the instance, not never')
  }, 180_000)

  test.each([
    ['is taken out of the registry', left],
    ['has had their last day', over],
  ])(
    'whoever %s has no sudo before anything else is done',
    async (_, text) => {
      const host = await stage.instance('calc-1')
      await sync(team)
      // a home that cannot be looked at, and programs that fail, keep nobody's line there
      await host.run('printf "#!/bin/sh\\nexit 1\\n" >/usr/sbin/usermod; chmod 755 /usr/sbin/usermod')
      const done = await sync(text)
      expect(done.run.state).toBe('failed')
      expect(await said(host, 'ls /etc/sudoers.d')).toBe('')
      expect(cells(done, 'calc-1', 'ada')).toMatchObject({ sudo: 'none' })
    },
    120_000,
  )

  test.each([
    [
      'a hand-made file',
      "echo 'ben ALL=(root) NOPASSWD: /usr/bin/id' >/etc/sudoers.d/x; chmod 440 /etc/sudoers.d/x",
      '(root) NOPASSWD: /usr/bin/id',
    ],
    ['a group of theirs', "echo '%prism-people ALL=(ALL) ALL' >/etc/sudoers.d/x; chmod 440 /etc/sudoers.d/x", '(ALL) ALL'],
    [
      'a file by the host’s name',
      'f=/etc/sudoers.$(hostname -s); echo "ben ALL=(root) NOPASSWD: /usr/bin/id" >$f; chmod 440 $f; echo "@include /etc/sudoers.%h" >>/etc/sudoers',
      '(root) NOPASSWD: /usr/bin/id',
    ],
    ['a line for everybody', "echo 'ALL ALL=(ALL) ALL' >>/etc/sudoers", '(ALL) ALL'],
    ['a password that nobody is asked for', "printf 'Defaults targetpw, !authenticate\\nALL ALL=(ALL) ALL\\n' >>/etc/sudoers", '(ALL) ALL'],
  ])(
    'somebody who is not to have it, and has it by %s, is red, and the line stays as it is',
    async (_, script, rule) => {
      const host = await stage.instance('calc-1')
      await sync(without)
      await host.run(script)
      const seen = await sync(without)
      expect(cells(seen, 'calc-1', 'ben')['other sudo']).toBe(`${rule}, not none`)
      expect(new Set(findings(seen))).toContain('sudo-elsewhere')
    },
    120_000,
  )

  test('whoever is deprovisioned alone loses it, and nobody else does', async () => {
    const host = await stage.instance('calc-1')
    const two = team.replace('ben: {uid: 65537, hosts: ["*"]', 'ben: {uid: 65537, hosts: ["*"], sudo: true')
    await sync(two)
    expect(await said(host, 'ls /etc/sudoers.d')).toBe('prism-65536\nprism-65537')
    const retired = `retired:\n  - {number: 65536, name: ada, since: 2026-01-01, hosts: ["*"]}\n`
    const registry = registryOf(`${two.replace(/ {2}ada.*\n/, '')}${retired}`)
    const done = await stage.ask({ verb: 'deprovision', name: 'ada', registry })
    expect(cells(done, 'calc-1', 'ada')).toMatchObject({ sudo: 'none', 'last day': '1970-01-01' })
    expect(await said(host, 'ls /etc/sudoers.d')).toBe('prism-65537')
  }, 120_000)

  test('SUSE’s own line, which asks for root’s password, gives nobody anything', async () => {
    const host = await stage.instance('calc-1', { distribution: 'sles' })
    await host.run("sed -i '1i Defaults targetpw\\nALL ALL=(ALL) ALL' /etc/sudoers")
    const done = await sync(without)
    expect(findings(done)).toEqual([])
    expect(cells(done, 'calc-1', 'ben')['other sudo']).toBe('none without root’s password')
    const given = await sync(team)
    expect(cells(given, 'calc-1', 'ada')['root by sudo']).toBe('all, without a password')
  }, 120_000)

  test.each([
    ['sudo-absent', 'rm /usr/bin/sudo /usr/sbin/visudo', ''],
    ['sudoers-not-read', "sed -i '/includedir/d' /etc/sudoers", ''],
    ['sudoers-not-read', 'chmod 777 /etc/sudoers.d', ''],
    ['sudoers-broken', 'echo nonsense >/etc/sudoers.d/x; chmod 440 /etc/sudoers.d/x', 'x'],
  ])(
    'where it finds %s (%s) it writes nothing, says so, and makes the account all the same',
    async (code, script, there) => {
      const host = await stage.instance('calc-1')
      await host.run(script)
      const done = await sync(team)
      expect(findings(done)).toEqual([code])
      expect(await said(host, 'ls -A /etc/sudoers.d; id -u ada')).toBe(`${there}\n65536`.trim())
    },
    120_000,
  )
})
