/** What is broken on the host itself: the client, the disk, the group, the accounts, the mount point, the mount. */
import type { CauseId } from '../../../src/domain/causes/all.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { whyNoRepository } from '../../../src/lab/instances/packages.ts'
import { type Breakage, diagnosisOf, provoking } from '../../support/doctor-stage.ts'
import { on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

onLab('a doctor looks at a host', () => {
  let stage: Stage
  let instance: Instance
  let volume: FileSystem
  let place: string
  beforeAll(async () => {
    stage = await openStage('doctor-host')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
    instance = await stage.instance('rocky', { distribution: 'rocky' })
  })
  afterAll(() => stage?.stop())

  const words = () => `doctor ${volume.name} rocky`
  const because = (id: CauseId, breakage: () => Breakage) => provoking(id, () => stage, words, breakage)
  /** Broken by one script, fixed by another, both of which may name the mount point as PLACE. */
  const broken = (id: CauseId, breaking: string, fixing: string, more = '') =>
    because(id, () => {
      const run = (script: string) => () => on(instance, script.replaceAll('PLACE', place).replaceAll('VOLUME', volume.id))
      return { words: `${words()}${more}`, break: run(breaking), fix: run(fixing) }
    })
  const healthy = async () => expect(diagnosisOf(await stage.say(words()))).toMatchObject({ verdict: 'healthy', others: [] })

  // -- the client
  if (!whyNoRepository('debian'))
    because('package-lock', () => {
      let release = () => {}
      return {
        words: `doctor ${volume.name} upgrading`,
        break: async () => {
          release = await (await stage.instance('upgrading', { client: 'absent' })).packages.holdLock(60)
        },
        fix: async () => release(),
      }
    })
  const away = (id: CauseId, file: string) => broken(id, `mv ${file} /root/away`, `mv /root/away ${file}`)
  away('client-half-installed', '/etc/amazon/efs/efs-utils.conf')
  away('client-absent', '/usr/sbin/mount.efs')
  away('nfs-client-absent', '/usr/sbin/mount.nfs4')
  away('tunnel-program-absent', '/usr/bin/efs-proxy')
  broken(
    'client-broken',
    "cp -p /usr/sbin/mount.efs /root/; sed -i '1s|.*|#!/usr/bin/python-that-went|' /usr/sbin/mount.efs",
    'mv /root/mount.efs /usr/sbin/mount.efs',
  )

  // -- the local disk, on small file systems of their own
  broken('disk-full', 'mount -t tmpfs -o size=4m tmpfs /run; head -c 3m /dev/zero >/run/fill', 'umount /run')
  broken('inodes-used-up', 'mount -t tmpfs -o size=20m,nr_inodes=20 tmpfs /run', 'umount /run')
  broken('disk-read-only', 'mount -t tmpfs -o ro tmpfs /run', 'umount /run')

  broken('script-noexec', 'mount --bind /var /var; mount -o remount,bind,noexec /var', 'umount /var')

  // -- group and accounts
  broken('gid-taken', 'groupadd -g 3000 astronomy', 'groupdel astronomy')
  broken('group-gid-differs', 'groupadd -g 3999 prism-shared', 'groupdel prism-shared')
  broken(
    'no-login-user',
    "cp /etc/passwd /root/; mv /etc/cloud/cloud.cfg /root/; sed -i 's/^rocky:x:1000:/somebody:x:1500:/' /etc/passwd",
    'mv /root/passwd /etc/passwd; mv /root/cloud.cfg /etc/cloud/',
  )
  broken('account-expired', 'usermod -e 1 rocky', "usermod -e '' rocky")
  broken('account-missing', 'true', 'true', ' --users nobody-here')
  broken(
    'too-many-groups',
    'for i in $(seq 20); do groupadd -g $((4000 + i)) team$i; usermod -aG team$i rocky; done',
    'for i in $(seq 20); do groupdel team$i; done',
  )

  // -- mount point and fstab
  broken('mount-point-not-directory', 'touch PLACE', 'rm PLACE')
  broken('mount-point-not-empty', 'mkdir PLACE; touch PLACE/thesis.tex', 'rm -r PLACE')
  broken('mount-point-taken', 'mkdir PLACE; mount -t tmpfs tmpfs PLACE', 'umount PLACE; rmdir PLACE')
  broken('fstab-foreign', 'echo "/dev/sdb1 PLACE ext4 defaults 0 2" >>/etc/fstab', 'sed -i "\\| PLACE |d" /etc/fstab')

  // -- mounted, and not well
  broken('mounted-unencrypted', 'mkdir PLACE; mount -t nfs4 VOLUME.efs.us-east-1.amazonaws.com:/ PLACE', 'umount PLACE; rmdir PLACE')

  test('everything is fixed, and nothing wrong is found any more', healthy)

  test('a volume that Prism mounted is healthy too', async () => {
    await stage.say(`mount ${volume.name} rocky --no-sharing-test`)
    await healthy()
  })

  broken('unmounted', 'umount PLACE', 'mount PLACE')

  // -- mounted and well, and not as Prism left it
  broken('mount-drifted', 'mount -o remount,bind,suid PLACE', 'mount -o remount,bind,nosuid,nodev PLACE')
  broken(
    'group-drifted',
    'cp -p /etc/group /etc/gshadow /root/; groupdel prism-shared',
    'mv /root/group /etc/group; mv /root/gshadow /etc/gshadow',
  )
  broken('layout-drifted', 'chmod 0700 PLACE/shared', 'chmod 2775 PLACE/shared')
  broken('fstab-drifted', "cp -p /etc/fstab /root/; sed -i '\\| PLACE |d' /etc/fstab", 'mv /root/fstab /etc/fstab')
  broken(
    'umask-drifted',
    "mkdir /root/pam; cp -a /etc/pam.d/. /root/pam/; sed -i '/[Pp]rism/d' /etc/pam.d/*",
    'cp -a /root/pam/. /etc/pam.d/; rm -r /root/pam',
  )
  because('rows-differ', () => {
    const shared = (mode: string) => on(instance, `chmod ${mode} ${place}/shared`)
    return {
      words: `doctor ${volume.name} reader`,
      break: async () => {
        await stage.instance('reader')
        await stage.say(`mount ${volume.name} reader --read-only --no-sharing-test`)
        await shared('0700')
      },
      fix: () => shared('2775'),
    }
  })
  test('what was put back is found well again', healthy)

  // the program is there, as the client's package has it, and nobody started it
  broken(
    'watchdog-stopped',
    'f=/usr/bin/amazon-efs-mount-watchdog; echo "#!/bin/sh" >$f; chmod 755 $f',
    'rm /usr/bin/amazon-efs-mount-watchdog',
  )
  broken('setuid-on-volume', 'cp /bin/true PLACE/shared/x; chmod 6755 PLACE/shared/x', 'rm PLACE/shared/x', ' --scan')
  broken('device-on-volume', 'mknod PLACE/shared/disk b 7 0', 'rm PLACE/shared/disk', ' --scan')
  test('a volume that was scanned and holds no such file is healthy', async () => {
    const { verdict, checks } = diagnosisOf(await stage.say(`${words()} --scan`))
    expect([verdict, checks.find((c) => c.area === 'scan')?.state]).toEqual(['healthy', 'ok'])
  })
  broken('mount-hidden', 'mount -t tmpfs tmpfs /mnt', 'umount /mnt')
  broken('mounted-read-only', 'mount -o remount,bind,ro PLACE', 'mount -o remount,bind,rw PLACE')
  if (!whyNoHungServer())
    because('server-hung', () => ({
      break: () => instance.faults.hangServer(place),
      fix: () => instance.faults.serverAnswers(place, volume.id),
    }))
  broken('tunnel-dead', 'kill -9 $(pgrep -x efs-proxy || pgrep -f "^efs-proxy")', 'true')
})
