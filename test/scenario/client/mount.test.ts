/** Where the EFS client comes from when the image has none. */
import { whyNoRepository } from '../../../src/lab/instances/packages.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps, traces, unless } from '../../support/lab-stage.ts'

onLab('an image without the EFS client', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  beforeAll(async () => {
    stage = await openStage('mount-client')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())
  const bare = (name: 'ubuntu' | 'rocky') => stage.instance(name, { distribution: name, client: 'absent' })

  test('on Ubuntu and Rocky, whose repositories do not have it: the finding names the ways out, nothing is left behind', async () => {
    const instances = await Promise.all([bare('ubuntu'), bare('rocky')])
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu rocky`)
    expect({ state: run.state, verdict: report.verdict, sharing: report.sharing.verdict }).toEqual({
      state: 'failed',
      verdict: 'differs',
      sharing: 'not-tried',
    })
    for (const instance of instances) {
      const [finding] = of(report, instance.name).findings
      expect(finding).toMatchObject({ code: 'client-absent', instanceId: instance.id })
      for (const way of ['image', '--client-url', '--client-sha256', '--allow-plain-nfs']) expect(finding?.next).toContain(way)
      expect(steps(report, instance.name)).toBe('client=failed undo=unchanged')
      expect(await traces(instance, place)).toBe('')
      expect(await on(instance, 'getent group prism-shared || echo none')).toBe('none')
    }
    expect(executed.filter((e) => e.startsWith('sharing-test'))).toEqual([])
  })

  unless(whyNoRepository('debian'))('is given it by apt, from a repository that has it', async () => {
    const ubuntu = await bare('ubuntu')
    await ubuntu.packages.addRepository({ efsClient: true })
    const { report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(steps(report, 'ubuntu')).toMatch(/^client=changed /)
    expect(await on(ubuntu, 'dpkg-query -W amazon-efs-utils nfs-common | cut -f 1')).toBe('amazon-efs-utils\nnfs-common')
  })

  unless(whyNoRepository('redhat'))('is given it by dnf, from a repository that has it', async () => {
    const rocky = await bare('rocky')
    await rocky.packages.addRepository({ efsClient: true })
    const { report } = await stage.say(`mount ${volume.name} rocky`)
    expect(notHolding(report, 'rocky')).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(steps(report, 'rocky')).toMatch(/^client=changed /)
    expect(await on(rocky, 'rpm -q --qf "%{NAME}\\n" amazon-efs-utils')).toBe('amazon-efs-utils')
  })

  unless(whyNoRepository('debian'))('takes the team’s package by URL only with the right SHA-256', async () => {
    const ubuntu = await bare('ubuntu')
    await ubuntu.packages.addRepository({ efsClient: false })
    const { url, sha256, stop } = await ubuntu.packages.serveClient()
    try {
      const wrong = await stage.say(`mount ${volume.name} ubuntu --client-url ${url} --client-sha256 ${'0'.repeat(64)}`)
      expect(wrong.report.verdict).toBe('differs')
      expect(codes(wrong.report, 'ubuntu')).toEqual(['client-checksum'])
      expect(of(wrong.report, 'ubuntu').findings[0]?.seen).toContain(sha256)
      expect(await traces(ubuntu, place)).toBe('')
      expect(await on(ubuntu, 'command -v mount.efs || echo none; find / -xdev -name "client.deb" 2>/dev/null')).toBe('none')

      const right = await stage.say(`mount ${volume.name} ubuntu --client-url ${url} --client-sha256 ${sha256}`)
      expect(notHolding(right.report, 'ubuntu')).toEqual([])
      expect(right.report.verdict).toBe('holds')
      expect(await on(ubuntu, 'dpkg-query -W amazon-efs-utils nfs-common | cut -f 1')).toBe('amazon-efs-utils\nnfs-common')
    } finally {
      stop()
    }
  })

  unless(whyNoRepository('debian'))('may use plain NFS where that is allowed, and the report says “not encrypted”', async () => {
    const own = await stage.volume()
    const ubuntu = await bare('ubuntu')
    await ubuntu.packages.addRepository({ efsClient: false })
    const { report } = await stage.say(`mount ${own.name} ubuntu --allow-plain-nfs`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(of(report, 'ubuntu').rows.find((r) => r.subject.endsWith('transport'))).toMatchObject({
      observed: 'not encrypted',
      verdict: 'note',
      code: 'not-encrypted',
    })
    expect(await on(ubuntu, `findmnt -rno SOURCE /mnt/${own.name}; cut -d' ' -f1,3 /etc/fstab`)).toBe(
      `${own.id}.efs.us-east-1.amazonaws.com:/\n${own.id}.efs.us-east-1.amazonaws.com:/ nfs4`,
    )
    // it is remembered that it was allowed, and green it is not; who holds to what is said here is told
    const remembered = await stage.say(`verify ${own.name} ubuntu`)
    expect(of(remembered.report, 'ubuntu').rows.find((r) => r.code === 'not-encrypted')?.verdict).toBe('note')
    expect(remembered.report.notes.join()).toContain('plain NFS allowed')
    const verified = await stage.say(`verify ${own.name} ubuntu --as-said`)
    expect(verified.report.verdict).toBe('differs')
    expect(of(verified.report, 'ubuntu').rows.find((r) => r.code === 'not-encrypted')?.verdict).toBe('differs')
  })

  unless(whyNoRepository('redhat'))('is given it by yum, where there is nothing newer, as on Amazon Linux 2', async () => {
    const old = await stage.instance('old', { distribution: 'amazon', version: '2', client: 'absent' })
    await on(old, 'mv /usr/bin/dnf /usr/bin/yum')
    await old.packages.addRepository({ efsClient: true })
    const { run, report } = await stage.say(`mount ${volume.name} old`)
    expect(run.plan?.clients).toEqual([
      { instanceId: old.id, source: 'repository', why: 'yum; Amazon Linux 2’s own repositories have it', otherwise: 'distributor' },
    ])
    expect(notHolding(report, 'old')).toEqual([])
    expect(steps(report, 'old')).toMatch(/^client=changed /)
  })

  unless(whyNoRepository('suse'))('is given it by zypper, under the name that SUSE has for it', async () => {
    const sles = await stage.instance('sles', { distribution: 'sles', client: 'absent' })
    await sles.packages.addRepository({ efsClient: true })
    const { report } = await stage.say(`mount ${volume.name} sles`)
    expect(steps(report, 'sles')).toMatch(/^client=changed group=changed users=changed directories=changed mount=changed /)
    expect(of(report, 'sles').steps[0]?.detail).toBe('installed aws-efs-utils 3.2.0')
    expect(notHolding(report, 'sles')).toEqual([])
  })

  unless(whyNoRepository('debian'))('runs AWS’s installer only when asked, and only the script whose SHA-256 was given', async () => {
    const ubuntu = await bare('ubuntu')
    await ubuntu.packages.addRepository({ efsClient: false })
    const { fileName, content } = await ubuntu.packages.clientPackage()
    // as AWS's: it is told --install, brings the package, and leaves the rest to the package manager
    const script = `#!/bin/sh\nset -e\n[ "$1" = --install ]\necho "$@" >>/root/installer-ran\nd=$(mktemp -d)\nbase64 -d >"$d/${fileName}" <<'END'\n${content.toString('base64')}\nEND\napt-get -q update\napt-get -y -q install "$d/${fileName}"\n`
    const good = await ubuntu.packages.serveFile({ fileName: 'efs-utils-installer.sh', content: Buffer.from(script) })
    const bad = await ubuntu.packages.serveFile(
      { fileName: 'broken.sh', content: Buffer.from('echo "no package for this platform"; exit 3') },
      8444,
    )
    try {
      const wrong = await stage.say(`mount ${volume.name} ubuntu --client installer --client-url ${good.url} --client-sha256 ${bad.sha256}`)
      expect(codes(wrong.report, 'ubuntu')).toEqual(['client-checksum'])
      expect(await on(ubuntu, 'cat /root/installer-ran 2>/dev/null || echo never')).toBe('never')
      const failing = await stage.say(
        `mount ${volume.name} ubuntu --client installer --client-url ${bad.url} --client-sha256 ${bad.sha256}`,
      )
      expect(codes(failing.report, 'ubuntu')).toEqual(['installer-failed'])
      expect(of(failing.report, 'ubuntu').findings[0]?.seen).toContain('exit 3: no package for this platform')
      const right = await stage.say(
        `mount ${volume.name} ubuntu --client installer --client-url ${good.url} --client-sha256 ${good.sha256}`,
      )
      expect(notHolding(right.report, 'ubuntu')).toEqual([])
      expect(right.report.verdict).toBe('holds')
      expect(await on(ubuntu, 'cat /root/installer-ran')).toBe('--install')
    } finally {
      good.stop()
      bad.stop()
    }
  })
})
