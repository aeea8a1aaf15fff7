/** Faults of /etc/fstab: what the next boot makes of the volume. */
import type { HostFault } from './host-fault.ts'

const line = (name: string, edit: string): HostFault => ({
  name: `fstab: ${name}`,
  script: `sed -i ${edit} /etc/fstab`,
  says: ['not-persistent'],
  mount: 'repairs',
})
const foreign = (name: string, script: string, fix: string): HostFault => ({
  name: `fstab: ${name}`,
  script,
  says: ['fstab-taken'],
  mount: { left: 'Prism did not write the line' },
  fix,
})

export const fstabFaults: readonly HostFault[] = [
  line('the line is missing', '"/$V/d"'),
  line('the line is commented out', '"s/^$V/#&/"'),
  line('another file system', '"s/^$V/$O/"'),
  line('another place', '"s# $P # /mnt/elsewhere #"'),
  line('a folder of the volume', '"s#^$V:/ #$V:/shared #"'),
  line('without nofail', '"s/,nofail//"'),
  line('without tls', '"s/,tls//"'),
  line('without _netdev', '"s/_netdev,//"'),
  line('without nosuid', '"s/,nosuid//"'),
  line('without nodev', '"s/,nodev//"'),
  line('with noauto', '"s/,nofail/&,noauto/"'),
  line('read-only', '"s/,nofail/&,ro/"'),
  line('another type', '"s/ efs / nfs4 /"'),
  { name: 'fstab: the file is gone', script: 'rm /etc/fstab', says: ['not-persistent'], mount: 'repairs' },
  { name: 'fstab: the line is doubled', script: 'sed -i "/$V/p" /etc/fstab', says: ['fstab-taken', 'not-persistent'], mount: 'repairs' },
  foreign('the line lost its mark', 'sed -i s/,x-prism// /etc/fstab', 'sed -i "/$V/d" /etc/fstab'),
  foreign('a second line for the place', 'echo "tmpfs $P/ tmpfs defaults 0 0" >>/etc/fstab', 'sed -i /^tmpfs/d /etc/fstab'),
  line('with an access point', '"s/,nofail/&,accesspoint=fsap-0123456789abcdef0/"'),
  line('with an option that the NFS client refuses', '"s/,nofail/&,gid=3000/"'),
  line('with a port beside tls', '"s/,nofail/&,port=2049/"'),
  line('a word where a number belongs', '"/$V/s/ 0 0$/ 0 none/"'),
  line('something behind the options', '"/$V/s/ 0 0$/ # the volume/"'),
  line('another region’s name of the file system', '"s/^$V:/$V.efs.eu-west-9.amazonaws.com:/"'),
  {
    name: 'fstab: the line is one of three for the place',
    script: 'sed -i "/$V/{p;p}" /etc/fstab',
    says: ['fstab-taken', 'not-persistent'],
    mount: 'repairs',
  },
  foreign(
    'a second line for the place, with two slashes',
    'echo "tmpfs ${P%/*}//${P##*/} tmpfs defaults 0 0" >>/etc/fstab',
    'sed -i /^tmpfs/d /etc/fstab',
  ),
  foreign(
    'a second line for the place, in octal',
    'echo "tmpfs \\\\057mnt/${P##*/} tmpfs defaults 0 0" >>/etc/fstab',
    'sed -i /^tmpfs/d /etc/fstab',
  ),
  foreign('Windows line ends, without numbers behind the options', 'sed -i "/$V/s/ 0 0$/\\r/" /etc/fstab', 'sed -i "/$V/d" /etc/fstab'),
  {
    name: 'fstab: the line is missing, and /etc is full',
    script:
      'sed -i "/$V/d" /etc/fstab; cp -a /etc /root/etc; mount -t tmpfs -o size=4m tmpfs /etc; cp -a /root/etc/. /etc/; dd if=/dev/zero of=/etc/full bs=4k 2>/dev/null || :',
    says: ['not-persistent'],
    mount: { left: 'nothing can be written' },
    fix: 'umount /etc; rm -r /root/etc',
  },
  {
    name: 'fstab: the line is missing, and /etc is read-only',
    script: 'sed -i "/$V/d" /etc/fstab; mount --bind /etc /etc; mount -o remount,bind,ro /etc',
    says: ['not-persistent'],
    mount: { left: 'nothing can be written' },
    fix: 'umount /etc',
  },
]
