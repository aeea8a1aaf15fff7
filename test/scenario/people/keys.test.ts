/** `prism user sync`: the registry's people come in by the registry's keys, and by nothing else; as the instances' own sshd shows it. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, type Stage } from '../../support/lab-stage.ts'
import { cells, findings, openPeople, type People, planOf, reportOf, said } from '../../support/people-stage.ts'

type Pair = { readonly open: string; readonly secret: string }

function newKey(): Pair {
  const folder = mkdtempSync(join(tmpdir(), 'prism-keys-'))
  try {
    const file = join(folder, 'key')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file])
    return { open: readFileSync(`${file}.pub`, 'utf8').trim(), secret: readFileSync(file, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [adas, another] = [newKey(), newKey()]
const registry = (...keys: readonly string[]) => `
version: 1
people:
  ada: {uid: 65536, hosts: [calc-*], keys: [${keys.join(', ')}]}
  ben: {uid: 65537, hosts: [calc-*]}
`
const withoutAda = `
version: 1
people:
  ben: {uid: 65537, hosts: [calc-*]}
retired:
  - {number: 65536, name: ada, since: 2026-01-01}
`

onLab('keys of people', () => {
  let people: People
  let stage: Stage
  beforeAll(async () => {
    people = await openPeople('user-keys')
    stage = people.stage
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage.stop())

  test.each(['ubuntu', 'rocky'] as const)(
    'on %s come from the registry alone, and the running sshd takes them',
    async (distribution) => {
      const host = await stage.instance('calc-1', { distribution })
      await startSshd(host)
      expect(await comesIn(host, 'ada', adas)).toBe(false)
      const first = await people.sync(registry(adas.open))
      expect(findings(first)).toEqual([])
      expect(first.run.state).toBe('done')
      expect(first.executed).toEqual(['people calc-1', 'people calc-1'])
      expect(cells(first, 'calc-1', 'ada')).toMatchObject({
        keys: '1 key',
        sshd: 'the registry’s keys alone',
        'other keys': 'none',
        login: 'lets them in',
      })
      expect(await said(host, 'cat /etc/ssh/authorized_keys.d/*; stat -c "%U %a" /etc/ssh/authorized_keys.d{,/ada}')).toBe(
        `${adas.open}\nroot 755\nroot 644`,
      )
      // sshd was told to read its configuration again, and reads keys at each login
      expect(await comesIn(host, 'ada', adas)).toBe(true)
      await host.run(
        `install -d -m 700 -o ada -g ada ~ada/.ssh && echo '${another.open}' >~ada/.ssh/authorized_keys && chown ada ~ada/.ssh/*`,
      )
      expect(await comesIn(host, 'ada', another)).toBe(false)
      expect((await people.sync(registry(adas.open))).executed).toEqual(['people calc-1'])
    },
    120_000,
  )

  test('change with the registry: a new one is written, an old one and whoever left come in no more', async () => {
    const host = await stage.instance('calc-1')
    await startSshd(host)
    await people.sync(registry(adas.open))
    const moved = await people.sync(registry(another.open))
    expect(planOf(moved).hosts[0]!.changes.map((c) => `${c.kind} ${c.name}`)).toEqual(['change ada'])
    expect(moved.run.state).toBe('done')
    expect([await comesIn(host, 'ada', adas), await comesIn(host, 'ada', another)]).toEqual([false, true])
    expect((await people.sync(registry())).run.state).toBe('done')
    expect(await said(host, 'ls /etc/ssh/authorized_keys.d')).toBe('')
    await people.sync(registry(another.open))
    const left = await people.sync(withoutAda, { confirmRemovals: true })
    expect(cells(left, 'calc-1', 'ada')).toMatchObject({ keys: 'none', 'their keys': 'in no file', 'comes in': 'refused' })
    expect(left.run.state).toBe('done')
    expect(
      reportOf(left)
        .hosts[0]!.did.slice(0, 4)
        .map((d) => `${d.kind} ${d.name}`),
    ).toEqual(['sudo prism-people', 'keys ada', 'leaver ada', 'ending ada'])
    expect(await said(host, 'ls /etc/ssh/authorized_keys.d')).toBe('')
    expect(await comesIn(host, 'ada', another)).toBe(false)
  }, 120_000)

  test('a running sshd that was not told of them is seen, and told by the next sync', async () => {
    const host = await stage.instance('calc-1')
    await people.sync(registry(adas.open))
    // one that began before the block was there, and that nobody told: as after a job that was ended between the two
    await host.run('mv /etc/ssh/sshd_config.d/00-prism-people.conf /root/; rm -f /var/lib/prism/sshd-told')
    await startSshd(host)
    await host.run('cp /root/00-prism-people.conf /etc/ssh/sshd_config.d/')
    expect(await comesIn(host, 'ada', adas)).toBe(false)
    const seen = await people.sync(registry(adas.open), { dryRun: true })
    expect(planOf(seen).hosts[0]!.changes.map((c) => c.kind)).toEqual(['sshd'])
    const done = await people.sync(registry(adas.open))
    expect(findings(done)).toEqual([])
    expect(await comesIn(host, 'ada', adas)).toBe(true)
    expect((await people.sync(registry(adas.open))).executed).toEqual(['people calc-1'])
  }, 120_000)

  test('a look makes nothing, also where systemd has not yet made sshd’s folder', async () => {
    const host = await stage.instance('calc-1')
    await people.sync(registry(adas.open))
    await host.run('rm -rf /run/sshd /run/prism')
    const before = await said(host, 'find /run /etc/ssh /var/lib/prism -not -path "*/jobs*" | sort')
    const looked = await people.sync(registry(adas.open))
    expect(looked.executed).toEqual(['people calc-1'])
    expect(cells(looked, 'calc-1', 'ada')).toMatchObject({ sshd: 'the registry’s keys alone', login: 'lets them in' })
    expect(await said(host, 'find /run /etc/ssh /var/lib/prism -not -path "*/jobs*" | sort')).toBe(before)
  }, 120_000)

  test('a key of somebody who left is found in whatever file has it, and by what sshd takes', async () => {
    const host = await stage.instance('calc-1')
    await startSshd(host)
    await people.sync(registry(adas.open))
    // not only the last one that they had
    expect((await people.sync(registry(another.open))).run.state).toBe('done')
    await host.run(
      `install -d -m 700 /root/.ssh; echo 'from="*" ${adas.open} not-hers' >>/root/.ssh/authorized_keys
       install -d -m 700 -o ada -g ada ~ada/.ssh; echo '${adas.open}' >~ada/.ssh/authorized_keys; chown ada ~ada/.ssh/*`,
    )
    const left = await people.sync(withoutAda, { confirmRemovals: true })
    expect(cells(left, 'calc-1', 'ada')).toMatchObject({
      'their keys': 'in /root/.ssh/authorized_keys, /home/ada/.ssh/authorized_keys, not in no file',
      // once nobody tells sshd otherwise, it reads the account's own file again: the account alone refuses them
      'comes in': 'sshd takes a key that was theirs, not refused',
    })
    expect(new Set(findings(left))).toEqual(new Set(['leaver-stays']))
    expect(await comesIn(host, 'ada', adas)).toBe(false)
    await host.run('rm /root/.ssh/authorized_keys ~ada/.ssh/authorized_keys')
    const clean = await people.sync(withoutAda, { confirmRemovals: true })
    expect(cells(clean, 'calc-1', 'ada')).toMatchObject({ 'their keys': 'in no file', 'comes in': 'refused' })
    expect(clean.run.state).toBe('done')
    // the account opened by somebody lets a key in that stands where sshd reads it
    await host.run('usermod -e "" -s /bin/bash ada')
    const open = await people.sync(withoutAda, { confirmRemovals: true, dryRun: true })
    expect(planOf(open).hosts[0]!.changes.map((c) => c.kind)).toEqual(['close'])
  }, 120_000)

  test('a file of other keys for some addresses alone is told', async () => {
    const host = await stage.instance('calc-1')
    await host.run('printf "Match Address 10.0.0.0/8\nAuthorizedKeysFile .ssh/keys\n" >/etc/ssh/sshd_config.d/00-a.conf')
    const done = await people.sync(registry(adas.open))
    expect(cells(done, 'calc-1', 'ada')['other keys']).toBe('from some addresses: authorizedkeysfile, not none')
    expect(new Set(findings(done))).toEqual(new Set(['keys-elsewhere']))
    const both = '/etc/ssh/others-%%u /etc/ssh/authorized_keys.d/%%u'
    await host.run(`printf 'Match Address 10.0.0.0/8\nAuthorizedKeysFile ${both}\n' >/etc/ssh/sshd_config.d/00-a.conf`)
    const beside = await people.sync(registry(adas.open))
    expect(cells(beside, 'calc-1', 'ada')['other keys']).toBe('from some addresses: authorizedkeysfile, not none')
    await host.run('printf "HostbasedAuthentication yes\n" >/etc/ssh/sshd_config.d/00-a.conf')
    const believed = await people.sync(registry(adas.open))
    expect(cells(believed, 'calc-1', 'ada').sshd).toBe('HostbasedAuthentication yes, not the registry’s keys alone')
  }, 120_000)

  test.each([
    ['no drop-ins are read', 'sed -i /^Include/d $F', 'before none'],
    [
      'drop-ins are read for some accounts alone',
      'sed -i /^Include/d $F; printf "Match User eve\\nInclude /etc/ssh/sshd_config.d/*.conf\\n" >>$F',
      'before Match User eve',
    ],
    [
      'the site has a block for everybody of its own',
      'sed -i /^Include/d $F; printf "Match all\\nAuthorizedKeysFile none\\n" >>$F',
      'before Match all',
    ],
  ])(
    'where %s, the block stands in sshd’s own file, before all others',
    async (_, script, before) => {
      const host = await stage.instance('calc-1')
      await host.run(`F=/etc/ssh/sshd_config; ${script}`)
      await startSshd(host)
      const done = await people.sync(registry(adas.open))
      expect(findings(done)).toEqual([])
      expect(cells(done, 'calc-1', 'ada')).toMatchObject({ sshd: 'the registry’s keys alone', login: 'lets them in' })
      const text = await host.readFile('/etc/ssh/sshd_config')
      expect(`before ${/# Prism: end\n(.*)/.exec(text)?.[1] || 'none'}`).toBe(before)
      expect(await comesIn(host, 'ada', adas)).toBe(true)
      expect((await people.sync(registry(adas.open))).executed).toEqual(['people calc-1'])
      // taken out by somebody, it comes back once
      await host.run('sed -i "/Prism: the/,/Prism: end/d" /etc/ssh/sshd_config')
      expect((await people.sync(registry(adas.open))).run.state).toBe('done')
      expect(await host.readFile('/etc/ssh/sshd_config')).toBe(text)
    },
    120_000,
  )

  test.each([
    ['sshd-config-broken', 'sshd does not take its configuration', 'echo Nonsense yes >>$F'],
    ['sshd-not-ours', 'a block of the site’s comes first', 'printf "Match User ada,ben\\nAuthorizedKeysFile .ssh/keys\\n" >$D/00-a.conf'],
    ['sshd-not-ours', 'a machine account is in the group', 'groupadd -g 94199 prism-people; gpasswd -a ubuntu prism-people'],
    [
      'sshd-no-drop-ins',
      'the distribution’s own file is the only one',
      'mkdir -p /usr/etc/ssh; sed /Include/d $F >/usr/etc/ssh/sshd_config; rm $F',
    ],
  ])(
    'tells %s where %s, and leaves sshd’s configuration as it was',
    async (code, _, script) => {
      const host = await stage.instance('calc-1')
      await host.run(`F=/etc/ssh/sshd_config D=/etc/ssh/sshd_config.d; ${script}`)
      if (code === 'sshd-no-drop-ins')
        await host.run(
          `mv /usr/sbin/sshd{,.real}; printf '#!/bin/bash\\nexec /usr/sbin/sshd.real -f /usr/etc/ssh/sshd_config "$@"\\n' >/usr/sbin/sshd; chmod 755 /usr/sbin/sshd`,
        )
      const before = await said(host, 'cd /etc/ssh; cat sshd_config sshd_config.d/*; ls -l sshd_config.d')
      const done = await people.sync(registry(adas.open))
      expect(new Set(findings(done))).toEqual(new Set([code]))
      expect(done.run.state).toBe('failed')
      expect(await said(host, 'cd /etc/ssh; cat sshd_config sshd_config.d/*; ls -l sshd_config.d')).toBe(before)
      expect(await said(host, 'id -u ada')).toBe('65536')
    },
    120_000,
  )
})

/** The instance's own sshd, on its own loopback. */
async function startSshd(host: Instance): Promise<void> {
  const up = 'for _ in $(seq 100); do { : <>/dev/tcp/127.0.0.1/22; } 2>/dev/null && exit 0; sleep 0.02; done; exit 1'
  const started = await host.run(`/usr/sbin/sshd -o PidFile=/run/sshd.pid -E /var/log/sshd.log; ${up}`)
  if (started.code !== 0) throw new Error(`sshd: ${started.stderr}`)
}

async function comesIn(host: Instance, name: string, { secret }: Pair): Promise<boolean> {
  await host.writeFile('/root/test-key', secret)
  const options =
    '-F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'
  const { stdout } = await host.run(`chmod 600 /root/test-key; ssh ${options} -i /root/test-key ${name}@127.0.0.1 'id -un' </dev/null`)
  return stdout.trim() === name
}
