/** mount, run as it is sent, on instances in namespaces. */

import { permissionTable } from '../../../src/domain/layout.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import { codes, detail, facts, mountJob, otherVolume, place, seen, steps, volume } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

let world: World
let ids = 0
const freshNode = (user?: string, uid?: number): Promise<Node> => world.node(`i-${String(++ids).padStart(17, '0')}`, user, uid)
/** The volume as EFS makes one: empty, root:root 0755. */
const emptyVolume = (node: Node) => node.sh(`cd /lab/efs/${volume} && find . -mindepth 1 -delete && chown 0:0 . && chmod 00755 .`)
/** What a mount would have left behind. */
const traces = (node: Node) =>
  node.sh(
    `grep -c ' ${place} ' /proc/self/mountinfo; grep -c ${place} /etc/fstab; ls -d ${place} 2>/dev/null; ls -A /etc | grep fstab.prism; true`,
  )

const allEight = (status: string) =>
  ['client', 'group', 'users', 'directories', 'mount', 'permissions', 'fstab', 'umask'].map((s) => `${s}=${status}`).join(' ')

onLinux('mount on a fresh instance', () => {
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await freshNode()
  })
  afterAll(() => world.stop())

  test('does the eight steps, and the table holds', async () => {
    node.sh('printf "# hand-made\\nproc /proc proc defaults 0 0" >/etc/fstab; chmod 640 /etc/fstab; chown root:shadow /etc/fstab')
    const ran = await node.run(mountJob())
    expect(steps(ran)).toBe(allEight('changed').replace('client=changed', 'client=unchanged'))
    expect(ran.code).toBe(0)
    const seen = facts(ran)
    expect(seen.paths.map((p) => `${p.path} ${p.owner}:${p.group} ${p.mode}`)).toEqual([
      '. root:prism-shared 2775',
      'shared root:prism-shared 2775',
      'users root:prism-shared 2755',
      'users/ubuntu ubuntu:prism-shared 0755',
    ])
    expect(seen.mounts).toMatchObject([{ place, fileSystemId: volume, encrypted: 'yes', answers: 'yes', readOnly: false }])
    expect(seen.umasks.map((u) => `${u.session} ${u.umask} ${u.how}`)).toContain('su-login 0002 measured')
    expect(seen.behaviours.map((b) => `${b.account} ${b.try} ${b.outcome} ${b.mode ?? ''}`)).toEqual([
      'ubuntu create-file done 0664',
      'ubuntu create-folder done 2775',
      'ubuntu write-own-space done 0664',
      'outsider outsider-write refused ',
    ])
  })

  test('fstab keeps its other lines, mode and owner, and gets one line of ours', () => {
    expect(node.sh('cat /etc/fstab; stat -c "%a %U:%G" /etc/fstab')).toBe(
      `# hand-made\nproc /proc proc defaults 0 0\n${volume}:/ ${place} efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0\n640 root:shadow\n`,
    )
  })

  test('nothing of what the look tried is left on the volume', () => {
    expect(node.sh(`find ${place} -name '.prism*'`)).toBe('')
  })

  test('a second run changes nothing and says so', async () => {
    const before = node.sh('md5sum /etc/fstab /etc/group /etc/passwd /etc/pam.d/*; stat -c %Y /etc/fstab /etc/pam.d/common-session')
    const ran = await node.run(mountJob())
    expect(steps(ran)).toBe(allEight('unchanged'))
    expect(node.sh('md5sum /etc/fstab /etc/group /etc/passwd /etc/pam.d/*; stat -c %Y /etc/fstab /etc/pam.d/common-session')).toBe(before)
  })

  test('what a look or a test that was cut off left behind goes with the next', async () => {
    node.sh(
      `cd ${place}; touch -d '2 hours ago' shared/.prism-look-1.ubuntu.file users/ubuntu/.prism-look-1; touch shared/.prism-look-2.rocky.file`,
    )
    await node.run(mountJob())
    expect(node.sh(`cd ${place} && find . -name '.prism*'; rm shared/.prism*`)).toBe('./shared/.prism-look-2.rocky.file\n')
  })

  test('others keep their umask: the members alone get 002', async () => {
    node.sh('useradd -m -u 1500 stranger')
    expect(node.sh('su - stranger -c umask; su - ubuntu -c umask')).toBe('0022\n0002\n')
  })

  test('what drifted is fixed: modes, our own fstab line', async () => {
    node.sh(
      `chmod 0777 ${place}/shared; chmod g+s ${place}/users/ubuntu; sed -i 's/,tls,nofail/,nofail/' /etc/fstab; echo '${volume}:/ ${place}/ efs x-prism 0 0' >>/etc/fstab`,
    )
    const ran = await node.run(mountJob())
    expect(detail(ran, 'permissions')).toBe('set shared, users/ubuntu')
    expect(detail(ran, 'fstab')).toBe(`replaced our line for ${place}`)
    expect(node.sh(`grep -c ${place} /etc/fstab; stat -c %a ${place}/shared ${place}/users/ubuntu`)).toBe('1\n2775\n755\n')
  })

  test('a path that a member replaced by a link is not followed by root', async () => {
    node.sh(`cd ${place} && su ubuntu -s /bin/sh -c 'mv shared taken && ln -s /etc shared'; true`)
    node.sh(`cd ${place} && mv shared taken 2>/dev/null; ln -sfn /etc shared; stat -c %a /etc >/tmp/etc-mode`)
    const ran = await node.run(mountJob())
    expect(codes(ran)).toEqual(['step-failed'])
    expect(node.sh('cat /tmp/etc-mode; stat -c "%a" /etc; stat -c %G /etc').trim().split('\n')).toEqual(['755', '755', 'root'])
    node.sh(`cd ${place} && rm shared && mv taken shared`)
  })

  test('an fstab line of ours and a mount stand when a later run fails: only what a run made is undone', async () => {
    const ran = await node.run(mountJob({ accounts: ['ubuntu', 'nobody-here'] }))
    expect(codes(ran)).toEqual(['account-missing'])
    expect(facts(ran).mounts).toHaveLength(1)
    expect(facts(ran).fstab).toHaveLength(1)
  })
})

onLinux('mount refuses before it touches anything', () => {
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await freshNode()
  })
  afterAll(() => world.stop())

  const refused = async (prepare: string, undo: string, more: Parameters<typeof mountJob>[0] = {}) => {
    node.sh(prepare)
    const before = node.sh('md5sum /etc/fstab /etc/group /etc/passwd; cat /proc/self/mountinfo')
    const ran = await node.run(mountJob(more))
    expect(node.sh('md5sum /etc/fstab /etc/group /etc/passwd; cat /proc/self/mountinfo')).toBe(before)
    expect(ran.code).toBe(1)
    node.sh(undo)
    return `${codes(ran).join()} · ${seen(ran)}`
  }

  test('gid 3000 belongs to another group', async () => {
    expect(await refused('groupadd -g 3000 astronomers', 'groupdel astronomers')).toBe(
      'gid-taken · group: gid 3000 is the group astronomers',
    )
  })
  test('prism-shared has another gid', async () => {
    expect(await refused('groupadd -g 3001 prism-shared', 'groupdel prism-shared')).toBe(
      'group-gid-differs · group: prism-shared has gid 3001',
    )
  })
  test('a named account is not there', async () => {
    expect(await refused('true', 'true', { accounts: ['ubuntu', 'ghost'] })).toBe('account-missing · users: no such account: ghost')
  })
  test('an account is root by another name', async () => {
    expect(await refused('useradd -o -u 0 toor', 'sed -i /^toor/d /etc/passwd /etc/shadow', { accounts: ['toor'] })).toBe(
      'root-account · users: toor has uid 0',
    )
  })
  test('no account is named', async () => {
    expect(await refused('true', 'true', { accounts: [] })).toMatch(/^no-login-user/)
  })
  test('the mount point holds files of hostile names', async () => {
    expect(await refused(`mkdir -p ${place}; touch "${place}/a b%0A\nstep step=x"`, `rm -r ${place}`)).toBe(
      `mount-point-not-empty · directories: ${place} holds a b%0A\\u{a}step step=x`,
    )
  })
  test('a file, and a link, are in the mount point’s place', async () => {
    expect(await refused(`touch ${place}`, `rm ${place}`)).toMatch(/^mount-point-not-directory .*regular empty file/)
    expect(await refused(`ln -s /srv ${place}`, `rm ${place}`)).toMatch(/^mount-point-not-directory .*symbolic link/)
  })
  test('the mount point lies behind a link', async () => {
    // root's own link is followed, and said; in a folder that others can change it is anybody's by the time of the mount
    const others = 'mkdir -m 1777 /lab/open; mv /mnt /lab/mnt; ln -s /lab/mnt /lab/open/mnt; ln -s /lab/open/mnt /mnt'
    expect(await refused(others, 'rm -r /mnt /lab/open; mv /lab/mnt /mnt')).toContain(
      `mount-point-not-directory · directories: ${place} leads through a link to /lab${place}`,
    )
    node.sh('mv /mnt /lab/mnt; ln -s /lab/mnt /mnt')
    const ran = await node.run(mountJob())
    expect([codes(ran), detail(ran, 'directories')]).toEqual([[], `made ${place}, which is really /lab${place}`])
    node.sh(
      `umount ${place}; rmdir ${place}; rm /mnt; mv /lab/mnt /mnt; : >/etc/fstab; gpasswd -d ubuntu prism-shared; groupdel prism-shared`,
    )
  })
  test('the mount point lies where somebody else could put a link in its place at the last moment', async () => {
    const mountPoint = '/home/ubuntu/data'
    expect(await refused('true', 'true', { mountPoint })).toBe(
      `mount-point-not-directory · directories: ${mountPoint} is in a folder that others than root can change`,
    )
  })
  test('another file system is mounted there', async () => {
    expect(await refused(`mkdir -p ${place}; mount -t tmpfs scratch ${place}`, `umount ${place}; rmdir ${place}`)).toBe(
      `mount-point-taken · directories: scratch (tmpfs) is mounted at ${place}`,
    )
    expect(await refused(`mkdir -p ${place}; mount -t efs -o tls ${otherVolume}:/ ${place}`, `umount ${place}; rmdir ${place}`)).toContain(
      `${otherVolume} (tmpfs) is mounted`,
    )
    node.sh('rm -rf /var/run/efs')
  })
  test('fstab holds somebody else’s line for the place', async () => {
    expect(await refused(`echo "nas:/x ${place}/ nfs defaults 0 0" >/etc/fstab`, ': >/etc/fstab')).toBe(
      `fstab-taken · fstab: line 1: nas:/x ${place}/ nfs defaults 0 0`,
    )
  })
})

onLinux('mount undoes what it made when a step fails', () => {
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await freshNode()
  })
  afterAll(() => world.stop())
  beforeEach(() => {
    node.sh('rm -f /lab/hang /lab/lie /lab/wrong; rm -rf /var/run/efs')
    emptyVolume(node)
  })
  const undone = '0\n0\n'

  test('the root has somebody’s data; with --adopt it gets the layout and the data stay as they are', async () => {
    node.sh(`cd /lab/efs/${volume} && echo 1 >thesis.tex && chown 1234:1234 thesis.tex . && chmod 0700 .`)
    const refused = await node.run(mountJob())
    expect(seen(refused)).toBe('permissions: the root is 1234:1234:700 with 1 entries')
    expect(codes(refused)).toEqual(['foreign-root'])
    expect(detail(refused, 'undo')).toMatch(/^undone: the mount;/)
    expect(traces(node)).toBe(undone)
    const adopted = await node.run(mountJob({ adopt: true }))
    expect(codes(adopted)).toEqual([])
    expect(facts(adopted).root).toEqual({ entries: 3, foreign: ['thesis.tex'] })
    expect(node.sh(`stat -c '%u:%g %a' ${place}/thesis.tex ${place}`)).toBe('1234:1234 644\n0:3000 2775\n')
    node.sh(`umount ${place}; : >/etc/fstab; rmdir ${place}`)
  })
  test.each(['0700', '2700'])('a personal space that another instance is making, and not done with (%s), is waited for', async (mode) => {
    // that instance needs half a second from when this one could look
    node.sh(`cd /lab/efs/${volume} && chgrp 3000 . && chmod 2775 . && mkdir users && chgrp 3000 users && chmod 2755 users
mkdir users/ubuntu && chgrp 3000 users/ubuntu && chmod 0${mode} users/ubuntu
setsid bash -c 'until grep -q " ${place} " /proc/self/mountinfo; do sleep 0.02; done; sleep 0.5; chown 1000 /lab/efs/${volume}/users/ubuntu' </dev/null >/dev/null 2>&1 &`)
    const ran = await node.run(mountJob())
    expect(codes(ran)).toEqual([])
    expect(node.sh(`stat -c '%u:%g %a' ${place}/users/ubuntu; umount ${place}; : >/etc/fstab; rmdir ${place}`)).toBe('1000:3000 755\n')
  })

  test('a personal directory that is another uid’s is never re-owned', async () => {
    node.sh(`cd /lab/efs/${volume} && chgrp 3000 . && chmod 2775 . && mkdir -p users/ubuntu && chown 4321 users/ubuntu`)
    const ran = await node.run(mountJob())
    expect(seen(ran)).toBe('permissions: users/ubuntu belongs to uid 4321 (UNKNOWN), not to ubuntu (uid 1000)')
    expect(codes(ran)).toEqual(['foreign-personal-space'])
    expect(traces(node)).toBe(undone)
    expect(node.sh(`stat -c %u /lab/efs/${volume}/users/ubuntu; ls /lab/efs/${volume}`)).toBe('4321\nusers\n')
  })
  test.each([
    ['the id cannot be resolved', 'true', { fileSystemId: 'fs-00000000000000000' }, 'mount-resolve'],
    ['the client says yes and mounts nothing', 'touch /lab/lie', {}, 'mount-not-there'],
    ['the client mounts another file system', `echo ${otherVolume} >/lab/wrong`, {}, 'mount-wrong'],
    ['the client hangs', 'touch /lab/hang', {}, 'mount-timeout'],
    ['the options are refused', 'true', { efsOptions: 'tls,gid=3000' }, 'mount-failed'],
    ['the mount does not go through TLS', 'true', { efsOptions: '_netdev,noresvport' }, 'not-encrypted'],
    ['the mount comes up read-only', 'true', { efsOptions: 'tls,ro' }, 'read-only'],
  ] as const)('%s', async (_, prepare, more, code) => {
    node.sh(prepare)
    const ran = await node.run(mountJob(more))
    expect(codes(ran)).toEqual([code])
    expect(traces(node)).toBe(undone)
    expect(facts(ran).mounts).toEqual([])
  })
  test('a failure of the PAM step undoes mount and fstab line, a replaced line of ours comes back', async () => {
    const line = `${volume}:/ ${place} efs tls,x-prism 0 0`
    node.sh('rm -f /usr/share/pam-configs/prism-umask; pam-auth-update --package --remove prism-umask')
    node.sh(
      `echo '${line}' >/etc/fstab; mv /usr/sbin/pam-auth-update /lab/aside; printf '#!/bin/sh\\necho broken; exit 9\\n' >/usr/sbin/pam-auth-update; chmod +x /usr/sbin/pam-auth-update`,
    )
    const ran = await node.run(mountJob())
    node.sh('mv -f /lab/aside /usr/sbin/pam-auth-update')
    expect(seen(ran)).toBe('umask: pam-auth-update: broken')
    expect(node.sh(`cat /etc/fstab; grep -c ' ${place} ' /proc/self/mountinfo; true`)).toBe(`${line}\n0\n`)
    node.sh(': >/etc/fstab')
  })
})

onLinux('mount with several accounts', () => {
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await freshNode()
  })
  afterAll(() => world.stop())

  test('each gets a space and is refused in the other’s; more than 16 groups are warned of', async () => {
    node.sh('useradd -m -u 1001 -s /bin/bash ada; for i in $(seq 1 17); do groupadd -g $((5000 + i)) g$i; gpasswd -a ada g$i; done')
    const ran = await node.run(mountJob({ accounts: ['ubuntu', 'ada'] }))
    expect(codes(ran)).toEqual([])
    expect(detail(ran, 'users')).toMatch(/^enrolled ubuntu, ada; ada is in 19 groups/)
    const tried = facts(ran).behaviours.map((b) => `${b.account} ${b.try} ${b.path.replace(place, '')} ${b.outcome}`)
    expect(tried).toContain('ubuntu write-other-space /users/ada refused')
    expect(tried).toContain('ada write-other-space /users/ubuntu refused')
  })
  test('private and sticky layouts are set exactly', async () => {
    const accounts = ['ubuntu', 'ada']
    const ran = await node.run(
      mountJob({ accounts, paths: permissionTable(accounts, { ...plainSpec, sticky: true, privateSpaces: true }) }),
    )
    expect(facts(ran).paths.map((p) => p.mode)).toEqual(['3775', '3775', '2755', '0700', '0700'])
  })
})
