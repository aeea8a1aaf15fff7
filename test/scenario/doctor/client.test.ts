/** An EFS client that does not come: real package managers and local repositories, and the one cause that the report begins with. */
import type { CauseId } from '../../../src/domain/causes/all.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { whyNoRepository } from '../../../src/lab/instances/packages.ts'
import { titleOf } from '../../support/doctor-stage.ts'
import { on, onLab, openStage, type Stage, traces, unless } from '../../support/lab-stage.ts'

/** A package of this name, with more lines in its control file, as base64. */
const debian = (lines: string) =>
  `mkdir -p /tmp/p/DEBIAN && cd /tmp && printf 'Package: amazon-efs-utils\\nVersion: 3.2.0\\n${lines}\\nMaintainer: lab <lab@example.invalid>\\nDescription: x\\n' >p/DEBIAN/control && dpkg-deb -b p out >/dev/null && base64 -w0 out`

onLab('a client that does not come', () => {
  let stage: Stage
  let volume: FileSystem
  beforeAll(async () => {
    stage = await openStage('doctor-client')
    volume = await stage.volume()
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  type Broken = { readonly words: string; readonly fix?: () => void }

  /** Under the name that the catalogue gives it: a mount on a bare Ubuntu fails for that one cause, and leaves nothing behind. */
  const because = (id: CauseId, breakIt: (ubuntu: Instance) => Promise<Broken>, version = '24.04') => {
    unless(whyNoRepository('debian'))(titleOf(id), async () => {
      const ubuntu = await stage.instance('ubuntu', { client: 'absent', version })
      await ubuntu.packages.addRepository({ efsClient: false })
      const { words, fix } = await breakIt(ubuntu)
      const { run, report } = await stage.say(`mount ${volume.name} ubuntu ${words}`)
      fix?.()
      expect(run.state).toBe('failed')
      expect((report.diagnoses ?? []).map((d) => [d.name, d.cause?.cause])).toEqual([['ubuntu', id]])
      // that it is missing is said too, behind why it is
      expect(report.diagnoses?.[0]?.others.map((o) => o.cause)).toContain('client-absent')
      expect(await traces(ubuntu, `/mnt/${volume.name}`)).toBe('')
    })
  }
  const given = async (ubuntu: Instance, content: Buffer, sum?: string): Promise<Broken> => {
    const { url, sha256, stop } = await ubuntu.packages.serveFile({ fileName: 'client.deb', content })
    return { words: `--client-url ${url} --client-sha256 ${sum ?? sha256}`, fix: stop }
  }
  const built = async (ubuntu: Instance, lines: string): Promise<Buffer> => Buffer.from(await on(ubuntu, debian(lines)), 'base64')

  because('client-checksum', async (ubuntu) => {
    const { content, sha256 } = await ubuntu.packages.clientPackage()
    // somebody swapped it: one byte is another
    const swapped = Buffer.from(content)
    swapped[swapped.length - 1]! ^= 1
    return given(ubuntu, swapped, sha256)
  })
  because('client-not-for-host', async (ubuntu) => given(ubuntu, await built(ubuntu, 'Architecture: s390x')))
  because('client-install-failed', async (ubuntu) => given(ubuntu, await built(ubuntu, 'Architecture: all\\nDepends: no-such-thing')))
  because('installer-failed', async (ubuntu) => {
    const script = Buffer.from(
      '[ "$1" = --install ] || exit 2\napt-get -q update\n. /etc/os-release\necho "$ID is not supported" >&2; exit 3\n',
    )
    const { url, sha256, stop } = await ubuntu.packages.serveFile({ fileName: 'efs-utils-installer.sh', content: script })
    return { words: `--client installer --client-url ${url} --client-sha256 ${sha256}`, fix: stop }
  })
  because(
    'distributor-no-package',
    async () => {
      stage.lab.aws.publishPackage({ name: 'AmazonEFSUtils', version: '3.2.0', installers: { ubuntu: { '24.04': { riscv64: 'exit 0' } } } })
      return { words: '--client distributor' }
    },
    '20.04',
  )
  because('distributor-failed', async (ubuntu) => {
    // its own script asks the package manager for what no repository has
    const machine = await on(ubuntu, 'uname -m')
    const script = 'apt-get -q update; apt-get -y -q install amazon-efs-utils'
    stage.lab.aws.publishPackage({ name: 'AmazonEFSUtils', version: '3.2.1', installers: { ubuntu: { '24.04': { [machine]: script } } } })
    return { words: '--client distributor' }
  })

  test('Prism may not order it from Distributor: that is the cause, with the policy to print', async () => {
    await stage.instance('ubuntu', { client: 'absent' })
    const { report } = await stage.say(`mount ${volume.name} ubuntu --client distributor`, {
      onEvent: (event) => {
        if (event.type === 'dispatching' && event.data.job.script === 'distributor')
          stage.lab.aws.faults.fail('SendCommand', 'AccessDeniedException')
      },
    })
    expect(report.diagnoses?.map((d) => d.cause?.cause)).toEqual(['distributor-denied'])
    expect(report.diagnoses?.[0]?.cause?.fix).toContain('prism setup --print-iam --distributor')
  })
})
