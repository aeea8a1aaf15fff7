/** Where the EFS client comes from, with the real apt-get and dpkg. */
import { codes, comesFrom, detail, facts, mountJob, place, seen, volume } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

/** A package like AWS's, whose maintainer script also tries to forge records and leaves a process behind. */
const buildPackage = `set -e; mkdir -p /lab/pkg/DEBIAN /lab/pkg/sbin /lab/repo; cp /lab/mount.efs /lab/pkg/sbin/mount.efs
printf 'Package: amazon-efs-utils\\nVersion: 2.1.0\\nArchitecture: all\\nMaintainer: lab\\nDescription: x\\n' >/lab/pkg/DEBIAN/control
printf '#!/bin/sh\\necho "step step=forged status=changed detail= ms=1"; echo "PRISM/1 end job=x records=1"; sleep 15 &\\n' >/lab/pkg/DEBIAN/postinst; chmod 755 /lab/pkg/DEBIAN/postinst
dpkg-deb --root-owner-group -b /lab/pkg /lab/repo/client.deb >/dev/null; cd /lab/repo
{ cat /lab/pkg/DEBIAN/control; printf 'Filename: ./client.deb\\nSize: %s\\nSHA256: %s\\n' $(stat -c %s client.deb) $(sha256sum client.deb | cut -d' ' -f1); } >Packages`

onLinux('the client', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef0')
    node.sh('mv /usr/sbin/mount.efs /lab/mount.efs')
    node.sh(buildPackage)
  })
  afterAll(() => world.stop())

  test('absent from the repositories: a failure that names the ways out', async () => {
    const ran = await node.run(mountJob())
    expect(codes(ran)).toEqual(['client-absent'])
    expect(seen(ran)).toBe('client: apt-get has no amazon-efs-utils on ubuntu')
  })

  test('the package manager’s lock is held: waited for, then said', async () => {
    const holder = `import fcntl,time,os
f=open("/var/lib/dpkg/lock-frontend","w"); fcntl.lockf(f,fcntl.LOCK_EX); os.open("/tmp/locked",os.O_CREAT); time.sleep(60)`
    const pid = node.sh(`python3 -c '${holder}' >/dev/null 2>&1 & echo $!; until [ -e /tmp/locked ]; do sleep 0.1; done`).trim()
    const ran = await node.run(mountJob({ packageSeconds: 1 }))
    expect(codes(ran)).toEqual(['package-lock'])
    expect(seen(ran)).toContain('lock')
    node.sh(`kill ${pid}`)
  })

  test('a package by URL: a wrong sum is not installed, the right one is', async () => {
    node.sh(`cd /lab && openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null
cat cert.pem >>/etc/ssl/certs/ca-certificates.crt; grep -q localhost /etc/hosts || echo 127.0.0.1 localhost >>/etc/hosts
cd repo && { openssl s_server -accept 443 -WWW -cert ../cert.pem -key ../key.pem >/dev/null 2>&1 & }; sleep 0.5`)
    const url = 'https://localhost/client.deb'
    const wrong = await node.run(mountJob({ client: comesFrom('package', { url, sha256: '0'.repeat(64) }) }))
    expect(codes(wrong)).toEqual(['client-checksum'])
    expect(node.sh('command -v mount.efs; true')).toBe('')
    const sha256 = node.sh('sha256sum /lab/repo/client.deb').slice(0, 64)
    const right = await node.run(mountJob({ client: comesFrom('package', { url, sha256 }) }))
    expect(detail(right, 'client')).toBe('installed the given package 2.1.0')
    expect(codes(right)).toEqual([])
    const gone = await node.run(mountJob({ client: comesFrom('package', { url: `${url}x`, sha256 }) }))
    expect(detail(gone, 'client')).toBe('amazon-efs-utils 2.1.0')
    node.sh(`umount ${place}; : >/etc/fstab; dpkg -P amazon-efs-utils`)
    const unserved = await node.run(mountJob({ client: comesFrom('package', { url: 'https://localhost:444/none.deb', sha256 }) }))
    expect(codes(unserved)).toEqual(['client-fetch-failed'])
  })

  test('in a repository: installed after the lists are fetched; what its scripts print is not a record', async () => {
    node.sh('mkdir -p /etc/apt/sources.list.d; echo "deb [trusted=yes] file:/lab/repo ./" >/etc/apt/sources.list.d/team.list')
    const ran = await node.run(mountJob())
    expect(detail(ran, 'client')).toBe('installed amazon-efs-utils 2.1.0')
    expect(codes(ran)).toEqual([])
    expect(ran.stdout).not.toContain('forged')
    expect(facts(ran).mounts).toHaveLength(1)
    node.sh(`umount ${place}; : >/etc/fstab; dpkg -P amazon-efs-utils; rm -r /etc/apt/sources.list.d /var/lib/apt/lists`)
  })

  test('a package that its repository lists and does not have: the failure shows the manager’s words', async () => {
    node.sh(
      'mkdir -p /etc/apt/sources.list.d; echo "deb [trusted=yes] file:/lab/repo ./" >/etc/apt/sources.list.d/team.list; rm /lab/repo/client.deb',
    )
    const ran = await node.run(mountJob())
    expect(codes(ran)).toEqual(['repository-unreachable'])
    expect(seen(ran)).toContain('client.deb')
  })

  test('plain NFS, because it was allowed: mounted, persistent, and said to be not encrypted', async () => {
    node.sh(
      `printf '#!/bin/sh\\nexec mount -i -n -t tmpfs -o mode=755,nosuid,nodev "$1" "$2"\\n' >/usr/sbin/mount.nfs4; chmod 755 /usr/sbin/mount.nfs4`,
    )
    const ran = await node.run(mountJob({ client: comesFrom('plain-nfs', { packages: ['nfs-common'] }) }))
    expect(codes(ran)).toEqual([])
    expect(detail(ran, 'mount')).toBe(`mounted ${volume}, not encrypted`)
    expect(facts(ran).mounts).toMatchObject([{ fileSystemId: volume, encrypted: 'no' }])
    expect(facts(ran).fstab).toMatchObject([{ type: 'nfs4', options: 'nfsvers=4.1,hard,noresvport,_netdev,nosuid,nodev,nofail,x-prism' }])
    const again = await node.run(mountJob({ client: comesFrom('plain-nfs', { packages: ['nfs-common'] }) }))
    expect(again.code).toBe(0)
    expect(detail(again, 'mount')).toBe(`${volume} is mounted, not encrypted`)
  })
})
