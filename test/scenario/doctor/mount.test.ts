/** A mount that fails says why: one cause for each instance that it failed on, above the tables. */
import { AuthorizeSecurityGroupIngressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import type { CauseId } from '../../../src/domain/causes/all.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { titleOf } from '../../support/doctor-stage.ts'
import { codes, on, onLab, openStage, type Said, type Stage } from '../../support/lab-stage.ts'

onLab('a mount that fails', () => {
  let stage: Stage
  let volume: FileSystem
  beforeAll(async () => {
    stage = await openStage('doctor-mount')
    volume = await stage.volume()
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  const causes = ({ report }: Said) => (report.diagnoses ?? []).map((d) => `${d.name}: ${d.cause?.cause ?? 'undetermined'}`)

  test('behind a closed security group: the cause is named with its fix, and the instance that works has none', async () => {
    const aws = unmanaged(stage.lab)
    const target = volume.targets.find((t) => t.availabilityZone === 'us-east-1a')!
    const [, elsewhere] = await Promise.all([
      stage.instance('behind'),
      stage.instance('elsewhere', { distribution: 'rocky', availabilityZone: 'us-east-1b' }),
    ])
    // the volume's targets share one group, so the other zone's gets the way back by its own address
    const group = await aws.targetGroup(target.id)
    await aws.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group.GroupId, IpPermissions: group.IpPermissions }))
    const only = [{ IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, IpRanges: [{ CidrIp: `${elsewhere.privateIp}/32` }] }]
    await aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group.GroupId, IpPermissions: only }))
    const said = await stage.say(`mount ${volume.name} behind elsewhere --no-sharing-test`)
    await aws.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group.GroupId, IpPermissions: only }))
    await aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group.GroupId, IpPermissions: group.IpPermissions }))

    expect(said.run.state).toBe('failed')
    expect(codes(said.report, 'behind')).toEqual(['mount-timeout'])
    expect(causes(said)).toEqual(['behind: target-group-closed'])
    expect(said.executed.filter((e) => e.startsWith('doctor'))).toEqual(['doctor behind'])
    const fix = `aws ec2 authorize-security-group-ingress --region us-east-1 --group-id ${group.GroupId} --protocol tcp --port 2049`
    for (const text of [renderRunMarkdown(said.run), renderTerminal(said.run.answer!, { color: false, width: 200 })]) {
      expect(text.replace(/\s+/g, ' ')).toContain(fix)
      // the cause comes before the first table
      expect(text.indexOf('target-group-closed')).toBeLessThan(text.indexOf('prism-shared'))
    }
  })

  test('for a certificate, the message hides it and the cause does not', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.network.nfsServer('expired')
    const said = await stage.say(`mount ${volume.name} ubuntu`)
    expect(said.report.instances[0]?.findings[0]?.seen).toContain('Connection reset by peer')
    expect(causes(said)).toEqual(['ubuntu: tls-expired'])
  })

  test('on instances that cannot be asked: nothing more is sent to them, and the cause is what SSM and EC2 say', async () => {
    await Promise.all([stage.instance('stopped', {}, 'stopped'), stage.instance('silent', {}, 'silent')])
    const said = await stage.say(`mount ${volume.name} stopped silent`)
    expect(said.run.state).toBe('failed')
    expect(
      causes(said)
        .map((c) => c.replace(/^i-\w+/, 'stopped'))
        .sort(),
    ).toEqual(['silent: command-not-delivered', 'stopped: instance-stopped'])
    expect(said.run.jobs.filter((j) => j.job.script === 'doctor')).toEqual([])
  })

  /** The cause by the name that the catalogue gives its test: a mount on a host where something keeps it from its end. */
  const kept = (id: CauseId, words: (name: string) => string, before: readonly string[], after = '') => {
    test(`by ${titleOf(id)}`, async () => {
      const [own, instance] = await Promise.all([stage.volume(), stage.instance('kept')])
      const place = `/mnt/${own.name}`
      const filled = (script: string) => script.replaceAll('PLACE', place).replaceAll('VOLUME', own.id)
      for (const script of before) {
        if (script === 'mounted') await stage.say(`mount ${own.name} kept --no-sharing-test`)
        else await on(instance, filled(script))
      }
      const said = await stage.say(words(own.name))
      if (after) await on(instance, filled(after))
      expect(said.run.state).toBe('failed')
      expect(causes(said)).toEqual([`kept: ${id}`])
    })
  }
  kept('root-account', (v) => `mount ${v} kept --users toor`, ['useradd -o -u 0 toor'])
  kept('foreign-root', (v) => `mount ${v} kept`, [
    'mkdir /old && mount -t efs -o tls VOLUME /old && touch /old/thesis.tex && chown 1000:1000 /old && umount /old',
  ])
  kept('layout-not-ours', (v) => `mount ${v} kept`, [
    'mounted',
    'mkdir -m 700 PLACE/backup; echo secret >PLACE/backup/secret; mv PLACE/shared PLACE/old; mv PLACE/backup PLACE/shared',
  ])
  kept(
    'volume-in-use',
    (v) => `mount ${v} kept --read-only`,
    ['mounted', 'cd PLACE && { setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >/run/user; }'],
    'kill "$(cat /run/user)"',
  )

  /** The cause by the name that the catalogue gives its test: a host without a client, where something keeps it from getting one. */
  const bare = (id: CauseId, breakIt: string, words = '') => {
    test(`on ${titleOf(id)}`, async () => {
      const instance = await stage.instance('bare', { client: 'absent' })
      await on(instance, breakIt)
      const said = await stage.say(`mount ${volume.name} bare ${words}`)
      expect(said.run.state).toBe('failed')
      expect(causes(said)).toEqual([`bare: ${id}`])
    })
  }
  bare(
    'repository-unreachable',
    "echo 'deb [trusted=yes] http://127.0.0.1:9/ ./' >/etc/apt/sources.list.d/lab.list; rm -rf /var/lib/apt/lists/*",
  )
  // dpkg dies in the middle of an installation, as in a power cut: a package's own script kills it
  bare(
    'packages-broken',
    `mkdir -p /tmp/cut/DEBIAN; cd /tmp
printf 'Package: cut\\nVersion: 1\\nArchitecture: all\\nMaintainer: lab <lab@example.invalid>\\nDescription: x\\n' >cut/DEBIAN/control
printf '#!/bin/sh\\nkill -9 $PPID\\n' >cut/DEBIAN/postinst; chmod 755 cut/DEBIAN/postinst
dpkg-deb -b cut cut.deb; dpkg -i cut.deb || :`,
  )
  bare('client-fetch-failed', ':', `--client-url https://127.0.0.1:9/efs.deb --client-sha256 ${'0'.repeat(64)}`)

  test('because the caller’s clock is wrong: the clock is the cause, not the job that came too late', async () => {
    await stage.instance('ubuntu')
    const said = await stage.say(`mount ${volume.name} ubuntu`, { prism: stage.prismWithClock(-300) })
    expect(codes(said.report, 'ubuntu')).toEqual(['job-expired'])
    expect(causes(said)).toEqual(['ubuntu: clock-wrong'])
  })

  test(`by ${titleOf('agent-apart')}, and nothing is left mounted`, async () => {
    const ubuntu = await stage.instance('ubuntu')
    ubuntu.agentApart(true)
    const said = await stage.say(`mount ${volume.name} ubuntu`)
    expect([said.run.state, codes(said.report, 'ubuntu'), causes(said)]).toEqual(['failed', ['mount-apart'], ['ubuntu: agent-apart']])
    ubuntu.agentApart(false)
    expect(await on(ubuntu, `findmnt -rno TARGET /mnt/${volume.name} || echo none`)).toBe('none')
  })

  test('for a reason that nobody knows: undetermined, with what was seen, and still failed', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'fail', text: 'mount.nfs4: the stars are wrong' })
    const said = await stage.say(`mount ${volume.name} ubuntu`)
    expect(said.run.state).toBe('failed')
    expect(causes(said)).toEqual(['ubuntu: undetermined'])
    expect(renderRunMarkdown(said.run)).toContain('undetermined: everything was looked at')
  })

  test('when the look for the cause fails too, the first failure is all there, and nothing is green', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'fail', text: 'mount.nfs4: the stars are wrong' })
    const said = await stage.say(`mount ${volume.name} ubuntu`, {
      onEvent: (event) => {
        // the doctor's own job comes back in pieces, and AWS does not say what is around
        if (event.type === 'dispatching' && event.data.job.script === 'doctor')
          stage.lab.aws.faults.command({ kind: 'corrupt-output', where: 'head' }, { instanceId: ubuntu.id })
      },
    })
    expect(said.run.state).toBe('failed')
    expect(codes(said.report, 'ubuntu')).toEqual(['mount-failed'])
    expect(said.report.diagnoses?.[0]).toMatchObject({ verdict: 'unknown' })
  })

  test('a mount that holds asks no doctor', async () => {
    await stage.instance('ubuntu')
    const said = await stage.say(`mount ${volume.name} ubuntu`)
    expect(said.run.state).toBe('done')
    expect(said.report.diagnoses).toBeUndefined()
    expect(said.executed.filter((e) => e.startsWith('doctor'))).toEqual([])
  })
})
