import { existsSync, readFileSync } from 'node:fs'
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import { findProgram, inspectHost } from '../../../src/lab/instances/host.ts'
import { createInstance, type Instance } from '../../../src/lab/instances/instance.ts'
import { whyNoService } from '../../../src/lab/instances/login-services.ts'
import { whyNoRepository } from '../../../src/lab/instances/packages.ts'
import { openWorld, type World } from '../../../src/lab/instances/world.ts'

const host = inspectHost()
const here = host.kind === 'refused' ? describe.skip : describe
/** A test, or a skipped one whose name says why. */
const unless = (why: string | undefined) => (why ? (name: string) => test.skip(`${name} (${why})`, () => {}) : test)

const data = 'fs-0a1b2c3d4e5f60718'
const other = 'fs-0fedcba9876543210'
let world: World
let ubuntu: Instance
let rocky: Instance
let amazon: Instance
let debian: Instance

/** What a script prints, which has to work. */
async function said(instance: Instance, script: string): Promise<string> {
  const done = await instance.run(script, { timeoutMs: 30_000 })
  if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  return done.stdout.trim()
}
const execute = (instance: Instance, script: string, timeoutSeconds = 20, signal = new AbortController().signal) =>
  instance.execute({ script, environment: {}, timeoutSeconds, signal })

here(host.kind === 'refused' ? `instances of the lab (${host.reason})` : 'instances of the lab', () => {
  beforeAll(async () => {
    world = await openWorld()
    for (const [id, ipAddress] of Object.entries({ [data]: '172.31.1.5', [other]: '172.31.1.6' })) {
      await world.storage.createFileSystem(id)
      await world.storage.setMountTargets(id, [{ availabilityZone: 'us-east-1a', ipAddress }])
    }
    ;[ubuntu, rocky, amazon, debian] = await Promise.all([
      createInstance(world, { name: 'u', distribution: 'ubuntu', client: 'installed', users: [{ name: 'ada', uid: 2001 }] }),
      createInstance(world, { name: 'r', distribution: 'rocky', client: 'installed', users: [{ name: 'bob', uid: 2002 }] }),
      createInstance(world, { name: 'a', distribution: 'amazon', availabilityZone: 'us-east-1c' }),
      createInstance(world, { name: 'd', distribution: 'debian' }),
    ])
  })
  afterAll(() => world?.stop())

  describe('look like what they pose as', () => {
    test('each has its own release, login user, host name and package manager', async () => {
      const look = (instance: Instance) =>
        said(
          instance,
          '. /etc/os-release; echo $ID $(id -nu 1000) $(hostname); for p in apt-get dpkg dnf yum rpm; do command -v $p; done; :',
        )
      expect((await look(ubuntu)).split('\n')).toEqual(['ubuntu ubuntu u', '/usr/bin/apt-get', '/usr/bin/dpkg'])
      expect((await look(debian)).split('\n')).toEqual(['debian admin d', '/usr/bin/apt-get', '/usr/bin/dpkg'])
      expect((await look(rocky)).split('\n')).toEqual(['rocky rocky r', '/usr/bin/dnf', '/usr/bin/yum', '/usr/bin/rpm'])
      expect((await look(amazon)).split('\n')).toEqual(['amzn ec2-user a', '/usr/bin/dnf', '/usr/bin/yum', '/usr/bin/rpm'])
    })

    test('users and groups can be made and become, on each', async () => {
      for (const instance of [ubuntu, rocky, amazon, debian]) {
        const id = await said(
          instance,
          'groupadd -g 3500 team && useradd -m -u 2500 eve && usermod -aG team eve && su - eve -c "id -nG; pwd; id -u" && runuser -u eve -- id -u && setpriv --reuid 2500 --regid 3500 --clear-groups id -g',
        )
        expect(id.split('\n')).toEqual(['eve team', '/home/eve', '2500', '2500', '3500'])
      }
    })

    test('nothing of it reaches the machine underneath, nor another instance', async () => {
      await said(ubuntu, 'echo ours >/usr/bin/lab-was-here; echo ours >/etc/lab-was-here; rm -f /usr/bin/true')
      expect(existsSync('/usr/bin/lab-was-here') || existsSync('/etc/lab-was-here')).toBe(false)
      expect(existsSync('/usr/bin/true')).toBe(true)
      expect(readFileSync('/etc/passwd', 'utf8')).not.toContain('eve:')
      expect(await said(debian, 'ls /usr/bin/lab-was-here 2>&1 || :')).toContain('No such file')
      expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain('nvme0n1p1 rw,size=2097152k')
    })

    test('metadata answers by bash alone, with a token', async () => {
      const ask = `
        ask() { exec 3<>/dev/tcp/169.254.169.254/80; printf '%b' "$1 HTTP/1.0\\r\\n$2\\r\\n\\r\\n" >&3; sed '1,/^\\r*$/d' <&3; exec 3>&-; }
        token=$(ask 'PUT /latest/api/token' 'X-aws-ec2-metadata-token-ttl-seconds: 60')
        ask 'GET /latest/meta-data/placement/availability-zone' "X-aws-ec2-metadata-token: $token"; echo
        ask 'GET /latest/meta-data/instance-id' "X-aws-ec2-metadata-token: $token"`
      expect(await said(ubuntu, ask)).toBe(`us-east-1a\n${ubuntu.id}`)
      expect(await said(amazon, ask)).toBe(`us-east-1c\n${amazon.id}`)
    })
  })

  describe('run what SSM delivers as the agent does', () => {
    test('as root, from a private script, without HOME and standard input', async () => {
      const done = await execute(ubuntu, 'id -u; env | grep -c ^HOME=; stat -c %a "$0"; cat; echo "err" >&2; exit 7')
      expect(done).toEqual({ exitCode: 7, stdout: '0\n0\n700\n', stderr: 'err\n', ended: 'exited' })
    })

    test('the shebang is honoured', async () => {
      expect((await execute(rocky, '#!/bin/bash\necho "$BASH_VERSION"')).stdout.trim()).toMatch(/^\d+/)
      expect((await execute(rocky, 'echo "$BASH_VERSION"')).stdout.trim()).toBe('')
    })

    test('at the time limit the whole group is killed and no trap runs', async () => {
      const done = await execute(ubuntu, '#!/bin/bash\ntrap "echo trapped" TERM EXIT\nsleep 4242 & sleep 4242\n', 1)
      expect(done).toMatchObject({ ended: 'timed-out', stdout: '' })
      expect(await said(ubuntu, 'pgrep -fc "[s]leep 4242" || :')).toBe('0')
    })

    test('a cancel does the same', async () => {
      const cancel = new AbortController()
      setTimeout(() => cancel.abort(), 300)
      expect(await execute(ubuntu, 'echo begun; sleep 4243', 20, cancel.signal)).toMatchObject({ ended: 'cancelled', stdout: 'begun\n' })
      expect(await said(ubuntu, 'pgrep -fc "[s]leep 4243" || :')).toBe('0')
    })

    test('a child in the background that keeps stdout keeps the command', async () => {
      expect(await execute(ubuntu, '(sleep 1; echo late) & exit 0')).toMatchObject({ ended: 'exited', stdout: 'late\n' })
    })

    test('five at a time', async () => {
      const counted = 'echo 1 >>/tmp/at-once; sleep 0.6; echo -1 >>/tmp/at-once'
      await Promise.all(Array.from({ length: 6 }, () => execute(debian, counted)))
      const steps = (await said(debian, 'cat /tmp/at-once')).split('\n').map(Number)
      const atOnce = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0))
      expect(Math.max(...atOnce)).toBe(5)
      expect(steps).toHaveLength(12)
    })
  })

  describe('mount as the EFS client does', () => {
    const mount = (instance: Instance, spec: string, options: string, point = '/mnt/data') =>
      instance.run(`mkdir -p ${point}; mount -t efs -o ${options} ${spec} ${point}`)
    afterEach(async () => {
      for (const instance of [ubuntu, rocky]) await instance.run('for m in $(findmnt -rno TARGET | grep ^/mnt/); do umount -l $m; done')
      await ubuntu.faults.onMount(undefined)
    })

    test('with TLS it shows 127.0.0.1:/, a state file by place and port, and a line in its log', async () => {
      expect(await mount(ubuntu, `${data}:/`, 'tls,_netdev')).toMatchObject({ code: 0, stderr: '' })
      expect(await said(ubuntu, 'findmnt -nro SOURCE /mnt/data')).toBe('127.0.0.1:/')
      const state = await said(ubuntu, `cd /var/run/efs; ls -d ${data}.mnt.data.*[0-9]`)
      expect(state).toMatch(/^fs-[0-9a-f]+\.mnt\.data\.2[01]\d{3}$/)
      expect(JSON.parse(await ubuntu.readFile(`/var/run/efs/${state}`))).toMatchObject({ mountpoint: '/mnt/data' })
      expect(await ubuntu.readFile('/var/log/amazon/efs/mount.log')).toContain('Successfully mounted')
      await said(ubuntu, 'umount /mnt/data')
      expect(await said(ubuntu, 'ls /var/run/efs')).toContain(state)
      await ubuntu.faults.sweepClientState()
      // the folder beside it stays for ever
      expect(await said(ubuntu, 'ls /var/run/efs')).toBe(`${state}+`)
    })

    test('its ports are those of its configuration, and one that a state has is not taken twice', async () => {
      const [low, high] = (await said(ubuntu, "sed -n 's/^port_range_.*_bound = //p' /etc/amazon/efs/efs-utils.conf"))
        .split('\n')
        .map(Number)
      expect([low, high]).toEqual([20_049, 21_049])
      // all but one: a client that took any other would be wrong
      await said(ubuntu, `cd /var/run/efs; for port in $(seq 20049 21048); do [ $port = 20777 ] || : >fs-0.x.$port; done`)
      expect((await mount(ubuntu, data, 'tls')).code).toBe(0)
      expect(await said(ubuntu, 'cd /var/run/efs; rm fs-0.x.*; umount /mnt/data; ls -d fs-*.mnt.data.20777')).toBe(`${data}.mnt.data.20777`)
      await ubuntu.faults.sweepClientState()
    })

    test('az makes the name of that zone, and region another region’s; the first version leaves region to the NFS client', async () => {
      expect((await mount(ubuntu, data, 'tls,az=us-east-1a')).code).toBe(0)
      await said(ubuntu, 'umount /mnt/data')
      expect((await mount(ubuntu, data, 'tls,az=us-east-1x')).stderr).toContain(
        `Failed to resolve "us-east-1x.${data}.efs.us-east-1.amazonaws.com"`,
      )
      expect((await mount(ubuntu, data, 'tls,region=eu-west-1')).stderr).toContain(
        `Failed to resolve "${data}.efs.eu-west-1.amazonaws.com"`,
      )
      expect((await mount(ubuntu, data, 'tls,region=us-east-1')).code).toBe(0)
      await said(ubuntu, 'umount /mnt/data; echo 1.36.0 >/etc/amazon/efs/lab-version')
      expect(await mount(ubuntu, data, 'tls,region=us-east-1')).toMatchObject({
        code: 32,
        stderr: expect.stringContaining('mount.nfs4: an incorrect mount option was specified'),
      })
      // and it goes straight to the server where it does not encrypt
      expect((await mount(ubuntu, other, 'ro')).code).toBe(0)
      expect(await said(ubuntu, 'findmnt -nro SOURCE /mnt/data; umount /mnt/data; rm /etc/amazon/efs/lab-version')).toBe(
        `${other}.efs.us-east-1.amazonaws.com:/`,
      )
    })

    test('two instances see the same files, with owners as numbers', async () => {
      await mount(ubuntu, data, 'tls')
      await mount(rocky, data, 'tls')
      await said(
        ubuntu,
        'chmod 1777 /mnt/data; setpriv --reuid 2001 --regid 2001 --clear-groups bash -c "umask 077; echo hello >/mnt/data/f"',
      )
      expect(
        await said(rocky, 'stat -c "%u %a" /mnt/data/f; setpriv --reuid 2002 --regid 2002 --clear-groups cat /mnt/data/f 2>&1 || :'),
      ).toMatch(/^2001 600\n.*Permission denied$/)
      await said(rocky, 'rm /mnt/data/f; chmod 755 /mnt/data')
    })

    test('without tls the client goes through its proxy all the same, and its state says that nothing is encrypted', async () => {
      await mount(ubuntu, data, 'ro')
      // states of earlier mounts stay until the watchdog comes
      const state = await said(ubuntu, "ls -t /var/run/efs | grep '^fs-.*[0-9]$' | head -n 1")
      expect(await said(ubuntu, 'findmnt -no SOURCE /mnt/data')).toBe('127.0.0.1:/')
      expect(JSON.parse(await ubuntu.readFile(`/var/run/efs/${state}`)).cmd).not.toContain('--tls')
    })

    test('a repeat says “already mounted” with exit 0, whichever volume is there, and it mounts over what is no server’s', async () => {
      await mount(ubuntu, data, 'tls')
      const again = await mount(ubuntu, other, 'tls')
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('/mnt/data is already mounted') })
      expect(await said(ubuntu, 'findmnt -rno TARGET | grep -c ^/mnt/data')).toBe('1')
      await said(ubuntu, 'umount /mnt/data; mount -t tmpfs t /mnt/data')
      expect((await mount(ubuntu, data, 'tls')).code).toBe(0)
      expect(await said(ubuntu, 'findmnt -rno SOURCE /mnt/data; umount /mnt/data /mnt/data')).toBe('t\n127.0.0.1:/')
    })

    test('ownership options are refused with exit 32', async () => {
      for (const option of ['gid=3000', 'uid=1000', 'umask=002'])
        expect(await mount(ubuntu, data, `tls,${option}`)).toMatchObject({
          code: 32,
          stderr: expect.stringContaining('an incorrect mount option was specified'),
        })
    })

    test('an unknown file system and a zone without a target do not resolve', async () => {
      const message = 'check that your file system ID is correct'
      expect(await mount(ubuntu, 'fs-00000000000000000', 'tls')).toMatchObject({ code: 1, stderr: expect.stringContaining(message) })
      expect(await mount(amazon, data, 'tls')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`Failed to resolve "${data}.efs.us-east-1.amazonaws.com"`),
      })
    })

    test('iam and access points need tls', async () => {
      expect(await mount(ubuntu, data, 'iam')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('required when mounting via "iam"'),
      })
      expect(await mount(ubuntu, data, 'accesspoint=fsap-00000000000000000')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('"tls" option is required'),
      })
    })

    test('plain NFS shows the server’s name or address, and the same files', async () => {
      await mount(ubuntu, other, 'tls')
      await said(ubuntu, 'echo kept >/mnt/data/kept; umount /mnt/data')
      for (const server of [`${other}.efs.us-east-1.amazonaws.com`, '172.31.1.6']) {
        await said(ubuntu, `mount -t nfs4 -o nfsvers=4.1 ${server}:/ /mnt/data`)
        expect(await said(ubuntu, 'findmnt -nro SOURCE /mnt/data; cat /mnt/data/kept; umount /mnt/data')).toBe(`${server}:/\nkept`)
      }
    })

    test('fstab is mounted again after a reboot, processes and the rest are not', async () => {
      await said(
        rocky,
        `mkdir -p /mnt/data /mnt/gone; echo "${data}:/ /mnt/data efs _netdev,noresvport,tls,nofail 0 0" >>/etc/fstab; mount -a; mount -a`,
      )
      await said(rocky, `mount -t efs -o tls ${data} /mnt/gone; setsid sleep 4244 >/dev/null 2>&1 & touch /usr/bin/kept /run/lost`)
      await rocky.reboot()
      expect(
        await said(rocky, 'findmnt -rno TARGET | grep ^/mnt; ls /usr/bin/kept; ls /run/lost 2>&1; pgrep -fc "[s]leep 4244"; id -un 2002'),
      ).toBe("/mnt/data\n/usr/bin/kept\nls: cannot access '/run/lost': No such file or directory\n0\nbob")
      await said(rocky, ': >/etc/fstab')
    })

    test('faults: exit 0 without a mount, a text, read-only, another file system, a hang', async () => {
      await ubuntu.faults.onMount({ kind: 'network-inactive' })
      expect(await mount(ubuntu, data, 'tls')).toMatchObject({ code: 0, stderr: expect.stringContaining('network was not yet available') })
      expect((await ubuntu.run('mountpoint -q /mnt/data')).code).not.toBe(0)
      await ubuntu.faults.onMount({ kind: 'fail', text: 'b’oh' })
      expect(await mount(ubuntu, data, 'tls')).toMatchObject({ code: 1, stderr: expect.stringContaining('b’oh') })
      await ubuntu.faults.onMount({ kind: 'read-only' })
      expect((await mount(ubuntu, data, 'tls')).code).toBe(0)
      expect((await ubuntu.run('touch /mnt/data/x')).stderr).toContain('Read-only')
      await said(ubuntu, 'umount /mnt/data')
      await ubuntu.faults.onMount({ kind: 'wrong-file-system', fileSystemId: other })
      expect((await mount(ubuntu, data, 'tls')).code).toBe(0)
      expect(await said(ubuntu, 'ls /mnt/data; umount /mnt/data')).toBe('kept')
      await ubuntu.faults.onMount({ kind: 'hang' })
      expect(await execute(ubuntu, `mount -t efs -o tls ${data} /mnt/data`, 1)).toMatchObject({ ended: 'timed-out' })
    })

    unless(host.kind === 'refused' ? 'no lab' : whyNoHungServer())('a hung server blocks every touch, and ends', async () => {
      await mount(ubuntu, data, 'tls')
      await ubuntu.faults.hangServer('/mnt/data')
      expect((await ubuntu.run('timeout -s KILL 0.5 ls /mnt/data')).code).toBe(137)
      expect(await said(ubuntu, 'findmnt -nro SOURCE /mnt/data')).toBe('127.0.0.1:/')
      await ubuntu.faults.serverAnswers('/mnt/data', data)
      expect((await ubuntu.run('timeout 2 ls /mnt/data')).code).toBe(0)
    })
  })

  describe('have the package managers and PAM of their family', () => {
    test('by default no repository has the client, and the package manager says so', async () => {
      const apt = await debian.run('apt-get install -y amazon-efs-utils')
      expect(apt).toMatchObject({ code: 100, stderr: expect.stringContaining('Unable to locate package amazon-efs-utils') })
      const dnf = await rocky.run('dnf -y install no-such-package')
      expect(dnf).toMatchObject({ code: 1, stderr: expect.stringContaining('Unable to find a match: no-such-package') })
    })

    unless(whyNoRepository('debian'))('apt-get installs the client from a repository that has it', async () => {
      await debian.packages.addRepository({ efsClient: true })
      await said(debian, 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq amazon-efs-utils')
      expect(
        await said(
          debian,
          'dpkg-query -W amazon-efs-utils | cut -f 1; mkdir -p /mnt/d; mount -t efs -o tls,ro fs-0a1b2c3d4e5f60718 /mnt/d; umount /mnt/d',
        ),
      ).toBe('amazon-efs-utils')
      expect(existsSync('/usr/sbin/mount.efs')).toBe(false)
    })

    unless(whyNoRepository('redhat'))('dnf too, and the package can be served by URL', async () => {
      const fresh = await createInstance(world, { name: 'fresh', distribution: 'rocky' })
      await fresh.packages.addRepository({ efsClient: true })
      await said(fresh, 'dnf -q -y install amazon-efs-utils')
      expect(await said(fresh, 'rpm -q amazon-efs-utils; command -v mount.efs')).toMatch(/^amazon-efs-utils-3\S+\n\/usr\/sbin\/mount.efs$/)
      const { content, sha256 } = await fresh.packages.clientPackage()
      await fresh.serve({ address: '127.0.0.1', port: 8080 }, (_, response) => response.end(content))
      expect(
        await said(fresh, 'exec 3<>/dev/tcp/127.0.0.1/8080; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; sed "1,/^\\r*$/d" <&3 | sha256sum'),
      ).toContain(sha256)
      await fresh.destroy()
    })

    unless(whyNoRepository('redhat'))('a held lock makes both wait or fail', async () => {
      const freeDebian = await debian.packages.holdLock(30)
      expect((await debian.run('apt-get install -y hello')).stderr).toContain('Could not get lock')
      freeDebian()
      const freeRocky = await rocky.packages.holdLock(30)
      expect((await rocky.run('timeout 2 dnf -y install hello')).code).toBe(124)
      freeRocky()
    })

    unless(whyNoRepository('debian') ?? (findProgram('curl') ? undefined : 'curl is not installed'))(
      'a package by URL comes over https from a server that the instance trusts',
      async () => {
        const { url, sha256, stop } = await ubuntu.packages.serveClient()
        expect(
          await said(ubuntu, `curl -fsSL --proto =https -o /tmp/p.deb ${url} && sha256sum </tmp/p.deb && dpkg -i /tmp/p.deb >&2`),
        ).toContain(sha256)
        stop()
      },
    )

    test('Ubuntu’s PAM sets the umask from an account’s comment field, Debian’s does not', async () => {
      for (const instance of [ubuntu, debian]) await said(instance, 'useradd -m -c ",,,,umask=0007" carol')
      expect(await said(ubuntu, 'su - carol -c umask')).toBe('0007')
      expect(await said(debian, 'su - carol -c umask')).toBe('0022')
    })

    test('pam-auth-update adds a profile on Debian’s family, to su and others', async () => {
      const profile = 'Name: lab\nDefault: yes\nPriority: 0\nSession-Type: Additional\nSession:\n\toptional pam_umask.so umask=0027\n'
      await ubuntu.writeFile('/usr/share/pam-configs/lab', profile)
      await said(ubuntu, 'DEBIAN_FRONTEND=noninteractive pam-auth-update --package')
      expect(await said(ubuntu, 'su - ada -c umask')).toBe('0027')
    })

    test('authselect makes and selects a custom profile, and refuses files changed by hand', async () => {
      await said(
        rocky,
        'authselect create-profile lab -b minimal && echo "session optional pam_umask.so umask=0027" >>/etc/authselect/custom/lab/postlogin',
      )
      await said(rocky, 'authselect select custom/lab')
      expect(await said(rocky, 'authselect current -r; authselect check')).toBe('custom/lab\nCurrent configuration is valid.')
      expect(await said(rocky, 'su - bob -c umask')).toBe('0027')
      await said(rocky, 'echo "# mine" >>/etc/authselect/system-auth')
      expect((await rocky.run('authselect apply-changes')).code).not.toBe(0)
    })

    unless(whyNoService('sshd'))('ssh logs in through PAM', async () => {
      expect((await ubuntu.services.ssh('ubuntu', 'id -un; umask')).stdout).toMatch(/^ubuntu\n0\d{3}\n$/)
      expect((await rocky.services.sshLogin('bob', 'id -un; umask')).stdout).toBe('bob\n0027\n')
    })

    unless(whyNoService('cron'))('cron runs a user’s command', async () => {
      expect(await ubuntu.services.cron('ada', 'id -un')).toBe('ada\n')
      expect(await rocky.services.cron('bob', 'id -un')).toBe('bob\n')
    })
  })
})
