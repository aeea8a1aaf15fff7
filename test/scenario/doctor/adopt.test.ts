/** An adopt that cannot be, or that fails: one cause for each instance, whatever was really broken, and nothing is touched meanwhile. */
import { DeleteMountTargetCommand, DescribeMountTargetsCommand } from '@aws-sdk/client-efs'
import { machineClock } from '../../../src/compose/prism.ts'
import type { CauseId } from '../../../src/domain/causes/all.ts'
import type { InstanceDiagnosis } from '../../../src/domain/doctor-report.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { outcomeOfRun } from '../../../src/entrypoints/action/outcome.ts'
import { answerSchema } from '../../../src/entrypoints/api/schemas/run.ts'
import { jsonOfRun } from '../../../src/entrypoints/cli/json.ts'
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { diagnosisOf, titleOf } from '../../support/doctor-stage.ts'
import { codes, hurry, notHolding, on, onLab, openStage, type Said, type Stage } from '../../support/lab-stage.ts'
import { adopt, hostOf, planOf } from '../../support/unmanaged.ts'

onLab('an adopt that cannot be', () => {
  let stage: Stage
  let volume: FileSystem
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('doctor-adopt')
    ;[volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await hurry(ubuntu)
    await on(ubuntu, `mkdir -p /data && mount -t efs -o tls ${volume.id} /data; echo '${volume.id} /data efs tls' >>/etc/fstab`)
  })
  afterAll(() => stage?.stop())

  const words = () => `${volume.name} ubuntu --mount-point /data`
  function diagnoses({ run }: Said): readonly InstanceDiagnosis[] {
    if (run.answer?.kind === 'report') return run.answer.report.diagnoses ?? []
    return run.answer?.kind === 'plan' ? (run.answer.diagnoses ?? []) : []
  }
  const named = (said: Said) => diagnoses(said).map((d) => `${d.name}: ${d.cause?.cause ?? 'undetermined'}`)

  /** What a program gets at each entry point; a person gets the Markdown or the terminal's text. */
  const answersAtDoors = ({ run }: Said) => ({
    action: JSON.parse(outcomeOfRun(run, false).report) as unknown,
    api: answerSchema.parse(run.answer) as unknown,
    cli: jsonOfRun(run, 1, run.findings).answer as unknown,
  })

  /** Asked for the plan while something is really so: the cause is named in the plan, on top of it, and only looks were sent. */
  const refused = (id: CauseId, breaking: string | (() => Promise<unknown>), fixing: string | (() => Promise<unknown>), more = '') =>
    test(titleOf(id), async () => {
      const doing = (what: typeof breaking) => (typeof what === 'string' ? on(ubuntu, what.replaceAll('VOLUME', volume.id)) : what())
      await doing(breaking)
      try {
        const said = await stage.say(`adopt ${words()}${more}`)
        expect(said.run.state).toBe('failed')
        expect(planOf(said).jobs).toEqual([])
        expect(named(said)).toEqual([`ubuntu: ${id}`])
        expect(said.executed.filter((e) => !/^(?:inspect|doctor) /.test(e))).toEqual([])
        const { fix } = diagnoses(said)[0]!.cause!
        for (const answer of Object.values(answersAtDoors(said)))
          expect(answer).toMatchObject({ diagnoses: [{ instanceId: ubuntu.id, cause: { cause: id, fix } }] })
        for (const text of [renderRunMarkdown(said.run), renderTerminal(said.run.answer!, { color: false, width: 200 })]) {
          // a terminal wraps it
          expect(text.replace(/\s+/g, ' ')).toContain(fix.replace(/\s+/g, ' '))
          expect(text.indexOf(id)).toBeLessThan(text.indexOf('No data is moved'))
        }
      } finally {
        await doing(fixing)
      }
    })

  // -- the way of a mount that lives no more
  if (!whyNoHungServer()) {
    const hung = () => ubuntu.faults.hangServer('/data')
    const well = () => ubuntu.faults.serverAnswers('/data', volume.id)
    refused('server-hung', hung, well)
    // as the kernel sees it: nothing listens at 127.0.0.1 any more, and the hard mount waits
    refused(
      'tunnel-dead',
      async () => {
        await hung()
        await on(ubuntu, 'cp -a /var/run/efs /root/efs; kill -9 $(pgrep -x efs-proxy || pgrep -f "^efs-proxy")')
      },
      async () => {
        await well()
        await on(ubuntu, `umount /data && rm -rf /var/run/efs/* && mount -t efs -o tls ${volume.id} /data`)
      },
    )
  }
  refused('adopt-unidentified', 'mv /var/run/efs /root/state && mkdir /var/run/efs', 'rm -r /var/run/efs && mv /root/state /var/run/efs')
  refused('mounted-read-only', 'mount -o remount,bind,ro /data', 'mount -o remount,bind,rw /data')
  refused('mounted-read-write', ':', ':', ' --read-only')

  // -- what was made by hand and is not ours to decide
  refused('gid-taken', 'groupadd -g 3000 astronomers', 'groupdel astronomers')
  refused('group-gid-differs', 'groupadd -g 3333 prism-shared', 'groupdel prism-shared')
  refused('account-missing', ':', ':', ' --users nobody-here')
  refused('layout-in-the-way', 'ln -s /etc /data/shared', 'rm /data/shared')
  refused('foreign-personal-space', 'mkdir -p /data/users/ubuntu; chown 2002 /data/users/ubuntu', 'rm -r /data/users')
  refused(
    'space-would-open',
    'mkdir -p /data/users/ubuntu; chown ubuntu /data/users/ubuntu; chmod 0700 /data/users/ubuntu',
    'rm -r /data/users',
  )
  refused('fstab-differs', 'echo "VOLUME /data efs tls,iam,nosuid" >>/etc/fstab', 'sed -i "/nosuid/d" /etc/fstab')
  refused(
    'managed-elsewhere',
    'mkdir -p /etc/systemd/system; printf "[Mount]\\nWhat=VOLUME:/\\nWhere=/data\\n" >/etc/systemd/system/data.mount',
    'rm /etc/systemd/system/data.mount',
  )

  test('a line in fstab that is too long to be read to its end: the same cause, and never a guess at what was cut off', async () => {
    await on(ubuntu, `echo '${volume.id} /data efs ${'tls,'.repeat(90)}accesspoint=fsap-0123456789abcdef0' >>/etc/fstab`)
    const said = await stage.say(`adopt ${words()}`)
    await on(ubuntu, "sed -i '/accesspoint/d' /etc/fstab")
    expect(named(said)).toEqual(['ubuntu: fstab-differs'])
    expect(diagnoses(said)[0]?.cause?.seen).toContain('options too long to check')
  })

  test(titleOf('mounted-elsewhere'), async () => {
    const said = await stage.say(`adopt ${volume.name} ubuntu`)
    expect(named(said)).toEqual(['ubuntu: mounted-elsewhere'])
    expect(diagnoses(said)[0]?.cause?.seen).toContain('is mounted at /data')
  })

  test(titleOf('nothing-to-adopt'), async () => {
    const other = await stage.volume()
    expect(named(await stage.say(`adopt ${other.name} ubuntu`))).toEqual(['ubuntu: nothing-to-adopt'])
  })

  test('a volume whose mount targets are all deleted under a mount by hand: that is the cause, and nothing is adopted', async () => {
    const { efs } = unmanaged(stage.lab)
    const other = await stage.volume()
    await on(ubuntu, `mkdir -p /other && mount -t efs -o tls ${other.id} /other`)
    for (const { id } of other.targets) await efs.send(new DeleteMountTargetCommand({ MountTargetId: id }))
    const left = async () => (await efs.send(new DescribeMountTargetsCommand({ FileSystemId: other.id }))).MountTargets!.length
    for (let i = 0; i < 100 && (await left()) > 0; i++) await machineClock.sleep(20)
    const said = await stage.say(`adopt ${other.name} ubuntu --mount-point /other`)
    expect(said.run.findings.map((f) => f.code)).toEqual(['no-mount-target'])
    expect(named(said)).toEqual(['ubuntu: no-mount-target'])
    expect(planOf(said).jobs).toEqual([])
  })

  test('an instance that cannot be asked: nothing is sent to it, and the cause is what SSM says', async () => {
    await stage.instance('away', {}, 'offline')
    const said = await stage.say(`adopt ${words()} away`)
    expect(named(said).map((c) => c.replace(/^i-\w+/, 'away'))).toEqual(['away: agent-offline'])
    // the other one could be brought in, and is not, before somebody said that plan back
    expect(planOf(said).jobs.flatMap((j) => j.instanceIds)).toEqual([ubuntu.id])
    expect(said.executed).toEqual(['inspect ubuntu'])
  })

  test(titleOf('adopt-changed'), async () => {
    const host = await hostOf(ubuntu)
    const said = await adopt(stage, words(), {
      onEvent: async (event) => {
        if (event.type === 'planned') await on(ubuntu, 'echo "LABEL=x /data ext4 defaults" >>/etc/fstab')
      },
    })
    await on(ubuntu, "sed -i '/LABEL=x/d' /etc/fstab")
    expect(codes(said.report, 'ubuntu')).toEqual(['adopt-changed'])
    expect(named(said)).toEqual(['ubuntu: adopt-changed'])
    expect(await hostOf(ubuntu)).toBe(host)
  })

  test('on a host whose client went away after the mount: the job fails, and the report begins with the cause', async () => {
    await on(ubuntu, 'mv /usr/sbin/mount.efs /root/')
    const said = await adopt(stage, words())
    await on(ubuntu, 'mv /root/mount.efs /usr/sbin/')
    expect(codes(said.report, 'ubuntu')).toEqual(['client-install-failed'])
    expect(named(said)).toEqual(['ubuntu: client-install-failed'])
    expect(diagnoses(said)[0]?.others.map((o) => o.cause)).toEqual(['client-absent'])
  })

  test('a mount by plain NFS is brought in and stays as it is: red, and the cause says how it comes to TLS', async () => {
    const other = await stage.volume()
    await on(ubuntu, `mkdir -p /plain && mount -t nfs4 ${other.id}.efs.us-east-1.amazonaws.com:/ /plain`)
    const said = await adopt(stage, `${other.name} ubuntu --mount-point /plain`)
    expect(said.run.state).toBe('failed')
    expect(codes(said.report, 'ubuntu')).toEqual([])
    expect(named(said)).toEqual(['ubuntu: mounted-unencrypted'])
  })

  test('once all is fixed it is adopted, with no cause; and a doctor calls the adopted place healthy', async () => {
    const done = await adopt(stage, words())
    expect(notHolding(done.report, 'ubuntu')).toEqual([])
    expect(named(done)).toEqual([])
    expect(done.executed.filter((e) => e.startsWith('doctor'))).toEqual([])
    expect(diagnosisOf(await stage.say(`doctor ${words()}`))).toMatchObject({ verdict: 'healthy', others: [] })
  })

  test('a doctor that is not told of the adopted place says where it is, and does not call the wrong place healthy', async () => {
    const { verdict, cause } = diagnosisOf(await stage.say(`doctor ${volume.name} ubuntu`))
    expect({ verdict, cause: cause?.cause, seen: cause?.seen }).toEqual({
      verdict: 'ill',
      cause: 'mounted-elsewhere',
      seen: `Prism’s own line is for /data, not for /mnt/${volume.name}`,
    })
  })

  test('an adopted place that breaks later: the doctor names the cause there as at any other', async () => {
    await on(ubuntu, 'kill -9 $(pgrep -x efs-proxy || pgrep -f "^efs-proxy")')
    expect(diagnosisOf(await stage.say(`doctor ${words()}`)).cause?.cause).toBe('tunnel-dead')
  })
})
