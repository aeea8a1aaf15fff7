/**
 * Real package managers in every state in which a host can have them: each ends in the finding whose next step fixes it. The mount jobs
 * run on the lab's instances as SSM's agent runs them, with short limits; they all stop at the client.
 */
import type { ClientSource } from '../../../src/domain/client/choose.ts'
import { commandsFor, readTranscript } from '../../../src/host/job.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { whyNoRepository } from '../../../src/lab/instances/packages.ts'
import type { Distribution } from '../../../src/lab/ports.ts'
import { codes, comesFrom, detail, mountJob, seen, told } from '../../support/host-jobs.ts'
import { on, onLab, openStage, type Stage, unless } from '../../support/lab-stage.ts'

type ImageProfile = {
  readonly distribution: Distribution
  readonly source: ClientSource
  readonly whyNot: string | undefined
  /** Shell on the instance. */
  readonly unreachable: string
  readonly broken: string
}

const from = (manager: ClientSource['manager'], ...packages: string[]): ClientSource =>
  comesFrom('repository', { manager, packages, architectures: ['noarch', 'x86_64'] })

const nowhere = (folder: string): string =>
  `printf '[nowhere]\\nname=nowhere\\nbaseurl=http://127.0.0.1:9/\\nenabled=1\\ngpgcheck=0\\nskip_if_unavailable=0\\n' >${folder}/nowhere.repo`
/** Debian's rpm keeps its database in HOME, zypper in /var/lib/rpm as everywhere else. */
const damagedRpm = `for d in "$(rpm --eval %_dbpath)" /var/lib/rpm; do
  mkdir -p "$d"; rpm --dbpath "$d" --initdb; head -c 65536 /dev/urandom >"$d/rpmdb.sqlite"; rm -f "$d"/*-wal "$d"/*-shm
done`

/** dpkg dies in the middle of an installation, as in a power cut: a package's own script kills it. */
const interruptedDpkg = `mkdir -p /tmp/cut/DEBIAN; cd /tmp
printf 'Package: cut\\nVersion: 1\\nArchitecture: all\\nMaintainer: lab <lab@example.invalid>\\nDescription: x\\n' >cut/DEBIAN/control
printf '#!/bin/sh\\nkill -9 $PPID\\n' >cut/DEBIAN/postinst; chmod 755 cut/DEBIAN/postinst
dpkg-deb -b cut cut.deb; dpkg -i cut.deb || :`

const imageProfiles: readonly ImageProfile[] = [
  {
    distribution: 'ubuntu',
    source: comesFrom('repository', { packages: ['amazon-efs-utils'] }),
    whyNot: whyNoRepository('debian'),
    unreachable: "echo 'deb [trusted=yes] http://127.0.0.1:9/ ./' >/etc/apt/sources.list.d/lab.list; rm -rf /var/lib/apt/lists/*",
    broken: interruptedDpkg,
  },
  {
    distribution: 'rocky',
    source: from('dnf', 'amazon-efs-utils'),
    whyNot: whyNoRepository('redhat'),
    unreachable: nowhere('/etc/yum.repos.d'),
    broken: damagedRpm,
  },
  {
    distribution: 'sles',
    source: from('zypper', 'amazon-efs-utils', 'aws-efs-utils'),
    whyNot: whyNoRepository('suse'),
    unreachable: `rm /etc/zypp/repos.d/*; ${nowhere('/etc/zypp/repos.d')}`,
    broken: damagedRpm,
  },
]

/** A mount job as the agent runs it. */
async function tried(instance: Instance, client: ClientSource, packageSeconds = 1) {
  const job = mountJob({ client, packageSeconds, accounts: [(await on(instance, 'getent passwd 1000 | cut -d: -f1')).trim()] })
  const script = commandsFor(job, new Date(Date.now() + 60_000)).join('\n')
  const { stdout, stderr, exitCode } = await instance.execute({
    script,
    environment: {},
    timeoutSeconds: 120,
    signal: new AbortController().signal,
  })
  const result = readTranscript(job, instance.id, '2026-01-01T00:00:00.000Z', stdout, 'full')
  if (result.kind === 'needs-full') throw new Error(stderr)
  return { stdout, stderr, code: exitCode, result }
}

onLab('the package manager', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('client-packages')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  describe.each(imageProfiles)('of $distribution', ({ distribution, source, whyNot, unreachable, broken }) => {
    const bare = async (efsClient: boolean) => {
      const instance = await stage.instance(distribution, { distribution, client: 'absent' })
      await instance.packages.addRepository({ efsClient })
      return instance
    }
    const client = (ran: Awaited<ReturnType<typeof tried>>) => ({ codes: codes(ran), steps: told(ran).steps.map((s) => s.step) })
    const failedWith = (code: string) => ({ codes: [code], steps: ['client', 'undo'] })

    unless(whyNot)('has no such package', async () => {
      const ran = await tried(await bare(false), source)
      expect(client(ran)).toEqual(failedWith('client-absent'))
      expect(seen(ran)).toContain(source.packages.join(' or '))
    })

    unless(whyNot)('is locked by somebody for longer than one waits', async () => {
      const instance = await bare(true)
      const release = await instance.packages.holdLock(120)
      const ran = await tried(instance, source)
      release()
      expect(client(ran)).toEqual(failedWith('package-lock'))
    })

    unless(whyNot)('is locked by somebody who is done in time', async () => {
      const instance = await bare(true)
      await instance.packages.holdLock(3)
      const ran = await tried(instance, source, 60)
      expect(detail(ran, 'client')).toMatch(/^installed (?:amazon|aws)-efs-utils /)
    })

    unless(whyNot)('cannot reach its repository: what is in it is not known', async () => {
      const instance = await bare(false)
      await on(instance, unreachable)
      expect(client(await tried(instance, source))).toEqual(failedWith('repository-unreachable'))
    })

    unless(whyNot)('was cut off in the middle of an installation, or its database is damaged', async () => {
      const instance = await bare(true)
      await on(instance, broken)
      expect(client(await tried(instance, source))).toEqual(failedWith('packages-broken'))
    })

    unless(whyNot)('finds no room on the disk', async () => {
      const instance = await bare(true)
      await on(
        instance,
        'mkdir -p /etc/amazon; mount -t tmpfs -o size=16k full /etc/amazon; head -c 65536 /dev/zero >/etc/amazon/fill 2>/dev/null || :',
      )
      const ran = await tried(instance, source)
      expect(client(ran)).toEqual(failedWith('package-no-space'))
      await on(instance, 'umount /etc/amazon')
    })
  })

  /** The EFS client for a processor that this machine has not. */
  const foreign = {
    ubuntu: `mkdir -p /tmp/p/DEBIAN && cd /tmp && printf 'Package: amazon-efs-utils\nVersion: 3.2.0\nArchitecture: s390x\nMaintainer: lab <lab@example.invalid>\nDescription: x\n' >p/DEBIAN/control && dpkg-deb -b p out >/dev/null && base64 -w0 out`,
    rocky: `mkdir -p /tmp/top && cd /tmp && printf 'Name: amazon-efs-utils\nVersion: 3.2.0\nRelease: 1\nSummary: x\nLicense: MIT\n%%description\nx\n%%files\n' >p.spec && rpmbuild --quiet -bb --target s390x --define '_topdir /tmp/top' --define '_rpmdir /tmp/top' p.spec >&2 && base64 -w0 top/s390x/*.rpm`,
  }
  const kinds = [
    ['ubuntu', 'apt-get', 'debian', 'all or amd64'],
    ['rocky', 'dnf', 'redhat', 'noarch or x86_64'],
  ] as const
  for (const [distribution, manager, family, takes] of kinds)
    unless(whyNoRepository(family))(
      `of ${distribution} is not given a package of another architecture, nor what is no package`,
      async () => {
        const instance = await stage.instance(distribution, { distribution, client: 'absent' })
        const content = Buffer.from(await on(instance, foreign[distribution]), 'base64')
        const before = await on(instance, 'dpkg-query -W 2>/dev/null; rpm -qa; :')
        for (const [file, words] of [
          [content, `it is for s390x, not ${takes}`],
          [Buffer.from('<html>Not Found</html>'), `not a package for ${manager}`],
        ] as const) {
          const { url, sha256, stop } = await instance.packages.serveFile({ fileName: 'client.bin', content: file })
          const architectures = takes.split(' or ')
          const ran = await tried(instance, comesFrom('package', { manager, url, sha256, architectures }))
          stop()
          expect(codes(ran)).toEqual(['client-not-for-host'])
          expect(seen(ran)).toContain(words)
        }
        expect(await on(instance, 'dpkg-query -W 2>/dev/null; rpm -qa; :')).toBe(before)
        expect(await on(instance, 'find / -xdev -name "client.deb" -o -xdev -name "client.rpm" 2>/dev/null')).toBe('')
      },
    )
})
