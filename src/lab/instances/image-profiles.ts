/** How each distribution's image looks from inside: what discovery reads. Texts are those of the images that AWS Marketplace holds. */
import type { Distribution } from '../ports.ts'

export type Family = 'debian' | 'redhat' | 'suse'

export type ImageProfile = {
  readonly family: Family
  /** The image's login user, uid 1000. */
  readonly login: string
  /** The login user's supplementary groups in that image. */
  readonly loginGroups: readonly string[]
  readonly platformName: string
  readonly platformVersion: string
  readonly osRelease: Readonly<Record<string, string>>
}

export const imageProfiles: Readonly<Record<Distribution, ImageProfile>> = {
  ubuntu: {
    family: 'debian',
    login: 'ubuntu',
    loginGroups: ['adm', 'cdrom', 'sudo', 'dip'],
    platformName: 'Ubuntu',
    platformVersion: '24.04',
    osRelease: {
      PRETTY_NAME: 'Ubuntu 24.04.3 LTS',
      NAME: 'Ubuntu',
      VERSION_ID: '24.04',
      VERSION: '24.04.3 LTS (Noble Numbat)',
      VERSION_CODENAME: 'noble',
      ID: 'ubuntu',
      ID_LIKE: 'debian',
      UBUNTU_CODENAME: 'noble',
    },
  },
  debian: {
    family: 'debian',
    login: 'admin',
    loginGroups: ['adm', 'dialout', 'cdrom', 'sudo', 'dip'],
    platformName: 'Debian GNU/Linux',
    platformVersion: '12',
    osRelease: {
      PRETTY_NAME: 'Debian GNU/Linux 12 (bookworm)',
      NAME: 'Debian GNU/Linux',
      VERSION_ID: '12',
      VERSION: '12 (bookworm)',
      VERSION_CODENAME: 'bookworm',
      ID: 'debian',
    },
  },
  rocky: {
    family: 'redhat',
    login: 'rocky',
    loginGroups: ['adm', 'systemd-journal'],
    platformName: 'Rocky Linux',
    platformVersion: '9.4',
    osRelease: {
      NAME: 'Rocky Linux',
      VERSION: '9.4 (Blue Onyx)',
      ID: 'rocky',
      ID_LIKE: 'rhel centos fedora',
      VERSION_ID: '9.4',
      PLATFORM_ID: 'platform:el9',
      PRETTY_NAME: 'Rocky Linux 9.4 (Blue Onyx)',
      CPE_NAME: 'cpe:/o:rocky:rocky:9::baseos',
    },
  },
  amazon: {
    family: 'redhat',
    login: 'ec2-user',
    loginGroups: ['adm', 'wheel', 'systemd-journal'],
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    osRelease: {
      NAME: 'Amazon Linux',
      VERSION: '2023',
      ID: 'amzn',
      ID_LIKE: 'fedora',
      VERSION_ID: '2023',
      PLATFORM_ID: 'platform:al2023',
      PRETTY_NAME: 'Amazon Linux 2023.9.20251110',
      CPE_NAME: 'cpe:2.3:o:amazon:amazon_linux:2023',
    },
  },
  sles: {
    family: 'suse',
    login: 'ec2-user',
    loginGroups: ['adm', 'wheel'],
    platformName: 'SLES',
    platformVersion: '15.6',
    osRelease: {
      NAME: 'SLES',
      VERSION: '15-SP6',
      VERSION_ID: '15.6',
      PRETTY_NAME: 'SUSE Linux Enterprise Server 15 SP6',
      ID: 'sles',
      ID_LIKE: 'suse',
      CPE_NAME: 'cpe:/o:suse:sles:15:sp6',
    },
  },
}

/** cloud-init's /etc/cloud/cloud.cfg, as far as anybody reads it for the login user. */
export function cloudConfig(distribution: Distribution): string {
  const { login, loginGroups } = imageProfiles[distribution]
  return [
    'users:',
    '  - default',
    'disable_root: true',
    'preserve_hostname: false',
    'system_info:',
    `  distro: ${distribution}`,
    '  default_user:',
    `    name: ${login}`,
    '    lock_passwd: true',
    `    gecos: ${login} cloud user`,
    `    groups: [${loginGroups.join(', ')}]`,
    '    sudo: ["ALL=(ALL) NOPASSWD:ALL"]',
    '    shell: /bin/bash',
    '  ssh_svcname: ssh',
    '',
  ].join('\n')
}

/** `version`: of another release than the profile's own; its names stay those of the profile. */
export function osRelease(distribution: Distribution, version?: string): string {
  return `${Object.entries({ ...imageProfiles[distribution].osRelease, ...(version ? { VERSION_ID: version } : {}) })
    .map(([name, value]) => `${name}=${/^[\w.]+$/.test(value) ? value : `"${value}"`}`)
    .join('\n')}\n`
}
