/** The rows of the doctor's table, in the order in which a mount goes. */
export const areas = {
  agent: 'SSM agent',
  profile: 'instance profile',
  target: 'mount target in the zone',
  dns: 'DNS',
  groups: 'security groups',
  port: 'TCP 2049',
  tls: 'TLS',
  clock: 'clock',
  client: 'EFS client',
  'access-point': 'access point',
  policy: 'file-system policy',
  group: 'shared group',
  accounts: 'accounts',
  selinux: 'SELinux',
  disk: 'local disk',
  'mount-point': 'mount point',
  fstab: 'fstab',
  mount: 'the mount',
  scan: 'setuid and device files',
} as const

export type Area = keyof typeof areas
