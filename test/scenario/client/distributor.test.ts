/** The EFS client by SSM Distributor: a command of its own before the mount, sent once, and believed only when mount.efs is there. */
import type { LabPackage } from '../../../src/lab/aws/ssm/distributor.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { whyNoRepository } from '../../../src/lab/instances/packages.ts'
import { codes, notHolding, of, on, onLab, openStage, type Saying, type Stage, steps, traces, unless } from '../../support/lab-stage.ts'

const name = 'AmazonEFSUtils'

/** What AWS's package does: it brings the client's own package along and has the instance's package manager install it. */
async function packageFor(instance: Instance, platform: string, version: string): Promise<LabPackage> {
  const { fileName, content } = await instance.packages.clientPackage()
  const manager = fileName.endsWith('.deb') ? 'apt-get -q update; apt-get -y -q install' : 'dnf -y -q install'
  const script = `set -e; d=$(mktemp -d); base64 -d >"$d/${fileName}" <<'END'\n${content.toString('base64')}\nEND\n${manager} "$d/${fileName}"`
  const machine = (await on(instance, 'uname -m')).trim()
  return { name, version: '3.2.0', installers: { [platform]: { [version]: { [machine]: script } } } }
}

onLab('the client by SSM Distributor', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  beforeAll(async () => {
    stage = await openStage('mount-distributor')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
  })
  afterEach(async () => {
    await stage.clear()
    stage.lab.aws.publishPackage({ name, version: '3.2.0', installers: {} })
  })
  afterAll(() => stage?.stop())

  const bare = async (version = '24.04') => {
    const ubuntu = await stage.instance('ubuntu', { client: 'absent', version })
    if (!whyNoRepository('debian')) await ubuntu.packages.addRepository({ efsClient: false })
    return ubuntu
  }
  const orders = () =>
    stage.lab.aws
      .calls()
      .filter(
        (c) => c.operation === 'SendCommand' && (c.params as { readonly DocumentName: string }).DocumentName === 'AWS-ConfigureAWSPackage',
      ).length
  /** Arms what shall happen to the command for Distributor, just before it is sent. */
  const whenOrdered = (arm: () => void): Saying => ({
    onEvent: (event) => {
      if (event.type === 'dispatching' && event.data.job.script === 'distributor') arm()
    },
  })

  unless(whyNoRepository('debian'))('asked for by name: the plan says so, Distributor installs, the mount goes on', async () => {
    const ubuntu = await bare()
    stage.lab.aws.publishPackage(await packageFor(ubuntu, 'ubuntu', '24.04'))
    const planned = await stage.say(`mount ${volume.name} ubuntu --client distributor`, { dryRun: true })
    expect(planned.run.plan?.clients).toEqual([
      { instanceId: ubuntu.id, source: 'distributor', why: `requested; AWS’s list for ${name} does not name Ubuntu 24.04` },
    ])
    expect(planned.executed).toEqual(['inspect ubuntu'])

    const before = orders()
    const { report, executed, strays } = await stage.say(`mount ${volume.name} ubuntu --client distributor`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(executed.slice(0, 3)).toEqual(['inspect ubuntu', 'distributor ubuntu', 'mount ubuntu'])
    expect({ strays, sent: orders() - before }).toEqual({ strays: [], sent: 1 })
    expect(steps(report, 'ubuntu')).toMatch(/^distributor=changed client=unchanged /)
    expect(await on(ubuntu, "dpkg-query -W -f '${Status}' amazon-efs-utils")).toBe('install ok installed')

    const again = await stage.say(`mount ${volume.name} ubuntu --client distributor`)
    expect(again.report.verdict).toBe('holds')
    expect(orders() - before).toBe(1)
  })

  unless(whyNoRepository('debian'))(
    'on a distribution that AWS lists, when the repositories turn out not to have it: by itself',
    async () => {
      const ubuntu = await bare('20.04')
      stage.lab.aws.publishPackage(await packageFor(ubuntu, 'ubuntu', '20.04'))
      const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu`)
      expect(run.plan?.clients).toMatchObject([{ source: 'repository', otherwise: 'distributor' }])
      expect(notHolding(report, 'ubuntu')).toEqual([])
      expect({ verdict: report.verdict, findings: of(report, 'ubuntu').findings }).toEqual({ verdict: 'holds', findings: [] })
      expect(executed.slice(0, 4)).toEqual(['inspect ubuntu', 'mount ubuntu', 'distributor ubuntu', 'mount ubuntu'])
      expect(steps(report, 'ubuntu')).toMatch(/^distributor=changed client=unchanged /)
    },
  )

  unless(whyNoRepository('redhat'))('on Rocky, where its manifest names all of a major version', async () => {
    const rocky = await stage.instance('rocky', { distribution: 'rocky', client: 'absent' })
    await rocky.packages.addRepository({ efsClient: false })
    stage.lab.aws.publishPackage(await packageFor(rocky, 'rocky', '9.*'))
    const { report } = await stage.say(`mount ${volume.name} rocky --client distributor`)
    expect(notHolding(report, 'rocky')).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(await on(rocky, 'rpm -q --qf "%{NAME}" amazon-efs-utils')).toBe('amazon-efs-utils')
  })

  test('has nothing for the platform: a finding that says which, and no mount is tried', async () => {
    const ubuntu = await bare('20.04')
    const asked = await stage.say(`mount ${volume.name} ubuntu --client distributor`)
    expect(codes(asked.report, 'ubuntu')).toEqual(['distributor-no-package'])
    expect(of(asked.report, 'ubuntu').findings[0]?.seen).toContain('platform: ubuntu, version 20.04')
    expect(asked.executed.filter((e) => !e.startsWith('doctor'))).toEqual(['inspect ubuntu', 'distributor ubuntu'])
    const auto = await stage.say(`mount ${volume.name} ubuntu`)
    expect(codes(auto.report, 'ubuntu')).toEqual(['distributor-no-package', 'client-absent'])
    expect(auto.run.state).toBe('failed')
    expect(await traces(ubuntu, place)).toBe('')
  })

  test('not allowed for Prism’s identity: the finding names the document to allow, and nothing is installed', async () => {
    const ubuntu = await bare()
    const denied = whenOrdered(() => stage.lab.aws.faults.fail('SendCommand', 'AccessDeniedException'))
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu --client distributor`, denied)
    expect(codes(report, 'ubuntu')).toEqual(['distributor-denied'])
    expect(of(report, 'ubuntu').findings[0]?.next).toContain('on the document AWS-ConfigureAWSPackage')
    expect(run.state).not.toBe('done')
    expect(executed.filter((e) => !e.startsWith('doctor'))).toEqual(['inspect ubuntu'])
    expect(await traces(ubuntu, place)).toBe('')
  })

  unless(whyNoRepository('debian'))('whose answer is lost is found again, and never ordered twice', async () => {
    const ubuntu = await bare()
    stage.lab.aws.publishPackage(await packageFor(ubuntu, 'ubuntu', '24.04'))
    const before = orders()
    const lost = whenOrdered(() => stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' }))
    const { report, executed } = await stage.say(`mount ${volume.name} ubuntu --client distributor`, lost)
    expect(report.verdict).toBe('holds')
    expect({ ordered: orders() - before, ran: executed.filter((e) => e === 'distributor ubuntu').length }).toEqual({ ordered: 1, ran: 1 })
  })

  test('whose answer is lost for good leaves the outcome open: no second order, no mount on top of it', async () => {
    await bare()
    const before = orders()
    const lost = whenOrdered(() => {
      stage.lab.aws.faults.hideCommands('for-ever')
      stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' })
    })
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu --client distributor`, lost)
    expect({ state: run.state, codes: codes(report, 'ubuntu') }).toEqual({ state: 'unknown', codes: ['outcome-unknown'] })
    expect({ ordered: orders() - before, mounts: executed.filter((e) => e.startsWith('mount')) }).toEqual({ ordered: 1, mounts: [] })
  })

  test('that reports success and brought no mount.efs is not believed', async () => {
    const ubuntu = await bare()
    const machine = await on(ubuntu, 'uname -m')
    stage.lab.aws.publishPackage({ name, version: '3.2.0', installers: { ubuntu: { '24.04': { [machine]: 'echo installed' } } } })
    const { report } = await stage.say(`mount ${volume.name} ubuntu --client distributor`)
    expect(codes(report, 'ubuntu')).toEqual(['distributor-failed'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain('there is no mount.efs')
    stage.lab.aws.publishPackage({ name, version: '3.2.1', installers: { ubuntu: { '24.04': { [machine]: 'echo no room; exit 7' } } } })
    await on(ubuntu, 'rm -r /var/lib/amazon/ssm/packages')
    const failing = await stage.say(`mount ${volume.name} ubuntu --client distributor`)
    expect(codes(failing.report, 'ubuntu')).toEqual(['distributor-failed'])
    expect(await traces(ubuntu, place)).toBe('')
  })
})
