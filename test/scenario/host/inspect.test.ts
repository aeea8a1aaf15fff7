/** inspect: what it finds, that it changes nothing, and that nothing it meets makes it wait. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { commandsFor } from '../../../src/host/job.ts'
import { codes, facts, inspectJob, mountJob, otherVolume, place, told, unmountJob, volume } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

onLinux('inspect', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef0')
  })
  afterAll(() => world.stop())

  test('on an untouched instance it reports, and changes nothing', async () => {
    const files = () =>
      node.sh(
        'find /etc /var /run /mnt /srv /home /lab -path /var/lib/amazon -prune -o -type f -printf "%p %T@ %m\\n" 2>/dev/null | sort | md5sum; cat /proc/self/mountinfo',
      )
    const before = files()
    const ran = await node.run(inspectJob('facts', { accounts: [] }))
    expect(files()).toBe(before)
    expect(facts(ran)).toMatchObject({
      host: { distribution: 'ubuntu', version: '24.04', family: 'debian', systemd: false },
      login: { user: 'ubuntu', how: 'uid-1000' },
      accounts: [{ name: 'ubuntu', exists: true, uid: 1000, member: false }],
      group: { members: [] },
      client: { efsUtils: '2.1.0', packageManager: 'apt-get' },
      mountPoint: { exists: false },
      mounts: [],
      fstab: [],
      paths: [],
    })
  })

  test('the login user: cloud-init’s own word goes first, then uid 1000, then the names images use; never root', async () => {
    node.sh('useradd -u 1700 -m fedora; useradd -u 1701 -m science; mkdir -p /etc/cloud/cloud.cfg.d')
    node.sh(
      `printf 'users:\\n  - default\\nsystem_info:\\n  default_user:\\n    # name: nobody\\n    name: science\\n    lock_passwd: True\\n  distro: x\\n  name: other\\n' >/etc/cloud/cloud.cfg`,
    )
    const login = async () => facts(await node.run(inspectJob('facts', { accounts: [] }))).login
    expect(await login()).toEqual({ user: 'science', how: 'cloud-init' })
    node.sh(`printf 'system_info:\\n  default_user: {name: x}\\n  default_user:\\n    name: "root"\\n' >/etc/cloud/cloud.cfg.d/99.cfg`)
    expect(await login()).toEqual({ user: 'ubuntu', how: 'uid-1000' })
    node.sh('rm -r /etc/cloud; usermod -u 1702 ubuntu; usermod -l penguin ubuntu')
    expect(await login()).toEqual({ user: 'fedora', how: 'known-name' })
    node.sh('userdel fedora')
    const ran = await node.run(inspectJob('facts', { accounts: [] }))
    expect(facts(ran).login).toBeUndefined()
    expect(facts(ran).accounts).toEqual([])
    node.sh('usermod -l ubuntu penguin; usermod -u 1000 ubuntu; userdel science')
  })

  test('what is at the mount point: files, their number and some names', async () => {
    node.sh(`mkdir -p ${place}; cd ${place}; for i in 1 2 3 4 5 6 7; do touch "f $i"; done`)
    expect(facts(await node.run(inspectJob())).mountPoint).toMatchObject({ exists: true, type: 'directory', entries: 7 })
    node.sh(`rm -r ${place}`)
  })

  test('the same volume mounted elsewhere is reported, other volumes are told apart', async () => {
    node.sh(`mkdir -p /mnt/a /mnt/b; mount -t efs -o tls ${volume}:/ /mnt/a; mount -t efs -o tls ${otherVolume}:/ /mnt/b`)
    const seen = facts(await node.run(inspectJob()))
    expect(seen.mounts).toEqual([])
    expect(seen.elsewhere?.map((m) => `${m.place} ${m.fileSystemId}`)).toEqual([`/mnt/a ${volume}`])
    node.sh('umount /mnt/a /mnt/b; rm -r /var/run/efs')
  })

  test('a mount that does not answer: said within seconds, and mount and unmount do not wait for it either', async () => {
    node.sh(
      `mkdir -p ${place}; mknod /dev/fuse c 10 229 2>/dev/null; mkdir -p /var/run/efs; echo '"cmd": ["stunnel"]' >/var/run/efs/${volume}.mnt.research-data.20049`,
    )
    node.sh(
      `exec 3<>/dev/fuse; mount -i -t fuse -o fd=3,rootmode=40755,user_id=0,group_id=0,allow_other 127.0.0.1:/ ${place}; setsid sleep 120 </dev/null >/dev/null 2>&1 & echo $! >/tmp/hung`,
    )
    const ran = await node.run(inspectJob('behaviour'))
    expect(facts(ran).mounts).toMatchObject([{ place, fileSystemId: volume, answers: 'timeout' }])
    expect(facts(ran).paths).toEqual([])
    expect(facts(ran).behaviours).toEqual([])
    const mounted = await node.run(mountJob())
    expect(codes(mounted)).toEqual(['mount-hung'])
    expect(facts(mounted).mounts).toHaveLength(1)
    expect(told(await node.run(unmountJob({ lazy: true }))).steps[0]?.status).toBe('changed')
    node.sh(`kill $(cat /tmp/hung); rm -r /var/run/efs; rmdir ${place}`)
  })

  test('after a mount: stale sessions, files the group cannot write, umasks that a profile spoils', async () => {
    const pid = node.sh('setpriv --reuid 1000 --regid 1000 --clear-groups sleep 60 >/dev/null 2>&1 & echo $!').trim()
    await node.run(mountJob())
    node.sh(
      `cd ${place}/shared; install -m 0644 -o ubuntu /etc/hostname copied; install -d -m 0700 -o ubuntu folder; touch fine; chmod 664 fine`,
    )
    node.sh('echo "umask 077; echo welcome" >>/home/ubuntu/.profile')
    const seen = facts(await node.run(inspectJob('behaviour')))
    expect(seen.staleProcesses).toEqual([{ account: 'ubuntu', pid: Number(pid), command: 'sleep' }])
    expect(seen.unwritable).toMatchObject({ looked: 3, found: 2 })
    expect(seen.unwritable?.sample.map((s) => `${s.path} ${s.mode}`).sort()).toEqual(['copied 0644', 'folder 2700'])
    expect(seen.umasks.map((u) => `${u.session} ${u.umask} ${u.how}`)).toEqual([
      'su-login 0077 measured',
      'ssh-command 0002 measured',
      'ssh-login 0077 measured',
      'cron 0002 read',
      'session-manager undefined absent',
    ])
    expect(seen.behaviours.find((b) => b.try === 'create-file')?.mode).toBe('0600')
    node.sh(`kill ${pid}; sed -i /umask/d /home/ubuntu/.profile`)
  })

  test('PAM stacks are read as PAM reads them: Ubuntu’s pam_umask, user groups, GECOS, sshd without PAM', async () => {
    node.sh(`umount ${place}; : >/etc/fstab; gpasswd -d ubuntu prism-shared; cp -r /etc/pam.d /etc/login.defs /etc/ssh/sshd_config /lab/`)
    const read = async () =>
      facts(await node.run(inspectJob()))
        .umasks.map((u) => `${u.session} ${u.umask}`)
        .join(', ')
    const really = () => node.sh('su - ubuntu -c umask').trim()
    const su = async () => /su-login (\d+)/.exec(await read())?.[1]
    expect(await su()).toBe(really())
    node.sh(
      `sed -i '/^session.*pam_unix/i session optional pam_umask.so' /etc/pam.d/common-session; sed -i 's/^UMASK.*/UMASK 027/' /etc/login.defs`,
    )
    expect(await su()).toBe(really())
    node.sh(`sed -i 's/pam_umask.so/pam_umask.so usergroups/' /etc/pam.d/common-session`)
    expect(await su()).toBe(really())
    expect(await su()).toBe('0007')
    node.sh('usermod -c "Ubuntu,,,,umask=0077" ubuntu')
    expect(await su()).toBe(really())
    expect(await su()).toBe('0077')
    node.sh(`usermod -c '' ubuntu; sed -i 's/^UsePAM.*/UsePAM no/' /etc/ssh/sshd_config`)
    expect(await read()).toContain('ssh-command 0022, ssh-login 0022')
    node.sh('rm /etc/ssh/sshd_config')
    expect(await read()).toContain('ssh-command undefined, ssh-login undefined')
    node.sh('cp -r /lab/pam.d /lab/login.defs /etc/; cp /lab/sshd_config /etc/ssh/')
    await node.run(mountJob())
  })

  test('units that run as a member are reported with their own UMask=', async () => {
    const blocks =
      'UMask=0022\\nUser=ubuntu\\nId=jupyter.service\\n\\nUMask=0002\\nUser=\\nId=cron.service\\n\\nUMask=0027\\nUser=other\\nId=x.service'
    node.sh(
      `mkdir -p /run/systemd/system; mv /usr/bin/systemctl /lab/ 2>/dev/null; printf '#!/bin/sh\\nprintf "${blocks}\\\\n"\\n' >/usr/bin/systemctl; chmod 755 /usr/bin/systemctl`,
    )
    const seen = facts(await node.run(inspectJob()))
    expect(seen.host.systemd).toBe(true)
    expect(seen.units).toEqual([{ unit: 'jupyter.service', account: 'ubuntu', umask: '0022' }])
    node.sh('rmdir /run/systemd/system; mv /lab/systemctl /usr/bin/ 2>/dev/null; true')
  })

  test('a systemd that answers otherwise than it should tells nothing of the next boot, and stops no look', async () => {
    const answers = (script: string) =>
      node.sh(`mkdir -p /run/systemd/system; mv /usr/bin/systemctl /lab/ 2>/dev/null
printf '#!/bin/sh\n%s\n' '${script}' >/usr/bin/systemctl; chmod 755 /usr/bin/systemctl`)
    const shown = 'Id=mnt-a.mount\\nLoadState=loaded\\nActiveState=active\\nResult=success'
    answers('exit 1')
    expect(facts(await node.run(inspectJob())).boot).toBeUndefined()
    answers('printf "Failed to connect to bus\\n"')
    expect(facts(await node.run(inspectJob())).boot).toBeUndefined()
    answers(`case $1 in show) printf "${shown}\\n" ;; *) exit 1 ;; esac`)
    expect(facts(await node.run(inspectJob())).boot).toEqual({
      unit: 'mnt-a.mount',
      load: 'loaded',
      active: 'active',
      result: 'success',
      entered: false,
    })
    // a name that only begins as the goal does leads nowhere
    answers(`case $1 in show) printf "${shown}\\n" ;; get-default) echo multi-user.target ;; *) echo multi-user.target.wants ;; esac`)
    expect(facts(await node.run(inspectJob())).boot?.pulledIn).toBe(false)
    answers(
      `case $1 in show) printf "${shown}\\n" ;; get-default) echo multi-user.target ;; *) printf "remote-fs.target\\n  multi-user.target\\n" ;; esac`,
    )
    expect(facts(await node.run(inspectJob())).boot?.pulledIn).toBe(true)
    node.sh('rmdir /run/systemd/system; mv /lab/systemctl /usr/bin/ 2>/dev/null; true')
  })

  test('an account that cannot log in is tried without a login; its session umask stays unknown', async () => {
    node.sh('usermod -s /usr/sbin/nologin ubuntu')
    const seen = facts(await node.run(inspectJob('behaviour')))
    expect(seen.behaviours.find((b) => b.try === 'create-folder')?.outcome).toBe('done')
    expect(seen.umasks[0]).toEqual({ account: 'ubuntu', session: 'su-login', how: 'measured' })
    node.sh('usermod -s /bin/bash ubuntu')
  })

  test('what is not refused is shown as done: an open shared/', async () => {
    node.sh(`chmod 2777 ${place}/shared`)
    const seen = facts(await node.run(inspectJob('behaviour')))
    expect(seen.behaviours.find((b) => b.try === 'outsider-write')).toMatchObject({ outcome: 'done' })
    expect(node.sh(`ls -A ${place}/shared`)).toBe('copied\nfine\nfolder\n')
  })

  test('instance metadata is read too where bash prints its functions wrongly, as it did up to 5.1', async () => {
    node.sh('ip address add 169.254.169.254/32 dev lo')
    const answers = `require('http').createServer((q, r) => r.end({ 'meta-data/placement/availability-zone': 'us-east-1a',
      'meta-data/placement/region': 'us-east-1', 'meta-data/instance-id': '${node.id}' }[q.url.slice(8)] ?? 'token')).listen(80, '169.254.169.254', () => console.log('up'))`
    const server = spawn('nsenter', ['--target', String(node.pid), '--net', process.execPath, '-e', answers], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(server.stdout, 'data')
    try {
      const job = inspectJob()
      const [shebang, ...rest] = commandsFor(job, new Date(Date.now() + 60_000))
      const asOldBash = `declare() { case $1 in -*f) builtin declare "$@" | sed 's/ 1*>&"\\$/ \\&> "$/';; *) builtin declare -g "$@";; esac; }`
      const ran = await node.run(job, { script: [shebang, asOldBash, ...rest].join('\n') })
      expect(facts(ran).zone).toEqual({ availabilityZone: 'us-east-1a', region: 'us-east-1', instanceId: node.id })
      expect(node.sh('ls / | grep "^[0-9]"; true')).toBe('')
    } finally {
      server.kill()
      node.sh('ip address del 169.254.169.254/32 dev lo')
    }
  })
})
