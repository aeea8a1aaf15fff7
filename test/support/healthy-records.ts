/** What `inspect` at depth `behaviour` prints on a healthy host, record by record, as lab instances printed it: `boot` on a kernel with systemd. */
import { fileSystemId, mountPoint } from './healthy-facts.ts'

const path = (name: string, owner: string, uid: number, mode: string) =>
  `path path=${name} exists=1 type=directory owner=${owner} uid=${uid} group=prism-shared gid=3000 mode=${mode} inode=1${uid}`
const tried = (account: string, what: string, where: string, came: string) =>
  `behaviour account=${account} try=${what} path=${mountPoint}/${where} outcome=${came}`

export const healthyRecords: readonly string[] = [
  'host distribution=ubuntu version=24.04 family=debian hostname=a kernel=6.8.0 architecture=x86_64 systemd=1',
  'zone az=us-east-1a region=us-east-1 id=i-0aaaaaaaaaaaaaaaa',
  'login user=ubuntu how=cloud-init',
  'account name=ubuntu exists=1 uid=1000 gid=1000 groups=1000,4,27,24,30,3000 member=1 expired=0 due=0',
  'group holder=prism-shared namegid=3000 members=ubuntu',
  'client efs=3.2.0 nfs=1 stunnel=1 manager=apt-get',
  `mount at=here place=${mountPoint} source=127.0.0.1:/ type=nfs4 options=rw,nosuid,nodev,relatime,vers=4.1,port=20049 fs=${fileSystemId} encrypted=yes answers=yes ro=0 reached=1 inside=0`,
  'place exists=1 type=directory',
  `fstab line=1 spec=${fileSystemId}:/ place=${mountPoint} type=efs options=_netdev,noresvport,tls,nosuid,nodev,nofail,x-prism dump=0 pass=0 ours=1 volume=1 text=x`,
  'boot unit=mnt-research%5Cx2ddata.mount load=loaded file=/run/systemd/generator/mnt-research%5Cx2ddata.mount active=active result=success entered=1 since= pulled=1',
  path('.', 'root', 0, '2775'),
  path('shared', 'root', 0, '2775'),
  path('users', 'root', 0, '2755'),
  path('users/ubuntu', 'ubuntu', 1000, '0755'),
  'root entries=2',
  'spaces found=2',
  'space name=ubuntu uid=1000 gid=3000 mode=0755',
  'space name=eve uid=1005 gid=3000 mode=0755',
  tried('ubuntu', 'create-file', 'shared', 'done group=prism-shared mode=0664'),
  tried('ubuntu', 'create-folder', 'shared', 'done group=prism-shared mode=2775'),
  tried('ubuntu', 'write-own-space', 'users/ubuntu', 'done group=ubuntu mode=0664'),
  tried('ubuntu', 'write-other-space', 'users/eve', 'refused'),
  'space-tries account=ubuntu tried=ubuntu:rw,eve:r-',
  tried('outsider', 'outsider-write', 'shared', 'refused'),
  'unwritable looked=0 found=0 reach=all',
  'umask account=ubuntu session=su-login how=measured umask=0002',
  'umask account=ubuntu session=ssh-command how=read umask=0002',
  'umask account=ubuntu session=ssh-login how=read umask=0002',
  'umask account=ubuntu session=cron how=read umask=0002',
  'umask account=ubuntu session=session-manager how=absent',
  'looked depth=behaviour',
]
