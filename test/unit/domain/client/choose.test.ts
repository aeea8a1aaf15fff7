import { chooseClient } from '../../../../src/domain/client/choose.ts'
import { platforms } from '../../../../src/domain/client/platforms.ts'
import type { HostFacts } from '../../../../src/domain/facts.ts'
import type { ClientChoice, GivenPackage } from '../../../../src/domain/request.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'

type Host = Partial<HostFacts['host']>
const bare = (host: Host, packageManager: string | undefined, nfs = false): HostFacts => {
  const facts = healthyFacts()
  return {
    ...facts,
    host: { ...facts.host, ...host },
    client: { nfs, stunnel: false, ...(packageManager ? { packageManager } : {}) },
  }
}
const ubuntu = bare({ distribution: 'ubuntu', version: '24.04' }, 'apt-get')
const rocky = bare({ distribution: 'rocky', version: '9.4', family: 'redhat' }, 'dnf')
const pinned = (url: string, architecture?: GivenPackage['architecture']): GivenPackage => ({
  url: `https://example.org/${url}`,
  sha256: 'a'.repeat(64),
  ...(architecture ? { architecture } : {}),
})
function going(choice: ClientChoice, facts: HostFacts) {
  const client = chooseClient(choice, facts)
  if (client.kind === 'refused') throw new Error(client.finding.seen)
  return client
}

test('what is there is used, whatever was asked for: nothing is installed over it', () => {
  for (const choice of [{ kind: 'auto' }, { kind: 'distributor' }, { kind: 'plain-nfs' }] as const)
    expect(going(choice, healthyFacts())).toMatchObject({
      why: 'amazon-efs-utils 3.2.0 is there',
      source: { kind: 'present', packages: [] },
    })
})

describe('auto', () => {
  test.each(platforms.map((p) => [p.name, p] as const))('on %s begins with the repositories, by the names they would have', (_, p) => {
    const facts = bare({ distribution: p.id, version: p.version }, p.manager)
    expect(going({ kind: 'auto' }, facts)).toMatchObject({ source: { kind: 'repository', manager: p.manager, packages: p.packages } })
  })

  test('goes on to Distributor only where AWS lists the distribution, and never to the installer or to plain NFS', () => {
    const on = platforms.filter((p) => going({ kind: 'auto' }, bare({ distribution: p.id, version: p.version }, p.manager)).otherwise)
    expect(on.map((p) => p.name)).toEqual(['Amazon Linux 2', 'RHEL 8', 'Ubuntu 20.04'])
  })

  test('says why: what the table knows, and when it knows nothing', () => {
    expect(going({ kind: 'auto' }, ubuntu).why).toBe('apt-get; Ubuntu 24.04’s own do not have it, one that a team added may')
    expect(going({ kind: 'auto' }, bare({ distribution: 'amzn', version: '2023' }, 'dnf')).why).toBe(
      'dnf; Amazon Linux 2023’s own repositories have it',
    )
    expect(going({ kind: 'auto' }, bare({ distribution: 'sles', version: '15.6', family: 'suse' }, 'zypper')).why).toBe(
      'zypper; whether SLES 15’s have it is not known',
    )
    expect(going({ kind: 'auto' }, bare({ distribution: 'arch', version: '' }, undefined))).toMatchObject({
      why: 'no package manager; arch  is not in the table',
      source: { kind: 'repository', manager: '' },
    })
  })

  test('a version is matched whole: Debian 1 is not Debian 12, RHEL 8.10 is RHEL 8', () => {
    expect(going({ kind: 'auto' }, bare({ distribution: 'debian', version: '1' }, 'apt-get')).why).toContain('not in the table')
    expect(going({ kind: 'auto' }, bare({ distribution: 'rhel', version: '8.10' }, 'dnf')).why).toContain('RHEL 8')
    expect(going({ kind: 'auto' }, bare({ distribution: 'fedora', version: '42' }, 'dnf')).source.packages[0]).toBe('efs-utils')
  })
})

describe('the team’s packages', () => {
  const both: ClientChoice = {
    kind: 'package',
    packages: [pinned('any.deb'), pinned('intel.rpm', 'x86_64'), pinned('arm.rpm', 'aarch64')],
  }
  test('are told apart by kind and by the architecture that was seen', () => {
    expect(going(both, ubuntu).source).toMatchObject({ url: 'https://example.org/any.deb', architectures: ['all', 'amd64'] })
    expect(going(both, rocky).source).toMatchObject({ url: 'https://example.org/intel.rpm', architectures: ['noarch', 'x86_64'] })
    const arm = bare({ ...rocky.host, architecture: 'aarch64' }, 'dnf')
    expect(going(both, arm).source).toMatchObject({ url: 'https://example.org/arm.rpm', architectures: ['noarch', 'aarch64'] })
  })

  test('one for the architecture comes before one for any', () => {
    const choice: ClientChoice = { kind: 'package', packages: [pinned('any.deb'), pinned('intel.deb', 'x86_64')] }
    expect(going(choice, ubuntu).source.url).toBe('https://example.org/intel.deb')
    expect(going(choice, bare({ ...ubuntu.host, architecture: 'aarch64' }, 'apt-get')).source.url).toBe('https://example.org/any.deb')
  })

  test.each([
    ['of another kind', [pinned('a.rpm')], ubuntu, 'takes a .deb; given: a.rpm'],
    ['for another architecture', [pinned('a.deb', 'aarch64')], ubuntu, 'ubuntu 24.04 on x86_64 takes a .deb; given: a.deb for aarch64'],
    ['for a processor that nobody builds for', [pinned('a.deb', 'x86_64')], bare({ architecture: 'riscv64' }, 'apt-get'), 'on riscv64'],
    ['where nothing installs packages', [pinned('a.deb')], bare({}, undefined), 'has no package manager'],
  ])('%s are refused before anything is sent', (_, packages, facts, seen) => {
    const client = chooseClient({ kind: 'package', packages }, facts)
    expect(client).toMatchObject({ kind: 'refused', finding: { code: 'client-not-for-host', seen: expect.stringContaining(seen) } })
  })
})

test('plain NFS names the distribution’s NFS client only where that is missing', () => {
  expect(going({ kind: 'plain-nfs' }, bare({ family: 'suse' }, 'zypper')).source.packages).toEqual(['nfs-client'])
  expect(going({ kind: 'plain-nfs' }, rocky).source.packages).toEqual(['nfs-utils'])
  expect(going({ kind: 'plain-nfs' }, bare({}, 'apt-get', true)).source.packages).toEqual([])
})

describe('a source that was asked for', () => {
  const sha256 = 'a'.repeat(64)
  const url = 'https://example.org/i.sh'
  const focal = bare({ distribution: 'ubuntu', version: '20.04' }, 'apt-get')
  const unlisted = bare({ distribution: 'arch', version: '1' }, undefined)

  test('the repositories: and nothing else, where they turn out not to have it', () => {
    const on = going({ kind: 'repository' }, focal)
    expect(on).toMatchObject({ kind: 'chosen', source: { kind: 'repository', manager: 'apt-get' } })
    expect(on).not.toHaveProperty('otherwise')
  })

  test.each<[ClientChoice, HostFacts, string]>([
    [{ kind: 'distributor' }, focal, 'requested; AWS lists Ubuntu 20.04 for AmazonEFSUtils'],
    [{ kind: 'distributor' }, ubuntu, 'requested; AWS’s list for AmazonEFSUtils does not name Ubuntu 24.04'],
    [{ kind: 'distributor' }, unlisted, 'requested; arch 1 is not in the table'],
    [{ kind: 'installer', url, sha256 }, ubuntu, 'requested; AWS builds packages for Ubuntu 24.04'],
    [{ kind: 'installer', url, sha256 }, rocky, 'requested; AWS does not list Rocky Linux 9 for it'],
  ])('%j says what the table knows of it', (choice, facts, why) => {
    expect(going(choice, facts)).toMatchObject({ kind: 'chosen', why, source: { kind: choice.kind } })
  })

  test('the installer: the script with that sum', () => {
    expect(going({ kind: 'installer', url, sha256 }, ubuntu).source).toEqual({
      kind: 'installer',
      manager: '',
      packages: [],
      url,
      sha256,
      architectures: [],
    })
  })

  test('plain NFS: the client of the distribution, if it is not there', () => {
    expect(going({ kind: 'plain-nfs' }, ubuntu)).toMatchObject({
      why: 'allowed, not encrypted',
      source: { kind: 'plain-nfs', manager: 'apt-get', packages: ['nfs-common'] },
    })
    expect(going({ kind: 'plain-nfs' }, bare({}, 'apt-get', true))).toMatchObject({
      why: 'allowed, not encrypted; the NFS client is there',
      source: { kind: 'plain-nfs', manager: '', packages: [] },
    })
  })

  test('a package: the one for the processor before one for any, of the host’s kind', () => {
    const choose = (facts: HostFacts, ...packages: readonly GivenPackage[]) => going({ kind: 'package', packages }, facts)
    expect(choose(ubuntu, pinned('any.deb'), pinned('x.deb', 'x86_64'))).toMatchObject({
      why: 'the team’s package for x86_64',
      source: { kind: 'package', manager: 'apt-get', url: 'https://example.org/x.deb', architectures: ['all', 'amd64'] },
    })
    expect(choose(rocky, pinned('any.deb'), pinned('any.rpm'))).toMatchObject({
      why: 'the team’s package for any architecture, x86_64 there',
      source: { url: 'https://example.org/any.rpm', architectures: ['noarch', 'x86_64'] },
    })
    // what does not say of which kind it is may be of the host's
    expect(choose(rocky, pinned('download')).source.url).toBe('https://example.org/download')
  })

  test('a package that fits no processor or kind there, or nothing that could install it, is refused', () => {
    const seen = (facts: HostFacts, ...packages: readonly GivenPackage[]) => {
      const client = chooseClient({ kind: 'package', packages }, facts)
      return client.kind === 'refused' ? [client.finding.code, client.finding.seen] : client.source.url
    }
    expect(seen(rocky, pinned('a.deb'), pinned('b.rpm', 'aarch64'))).toEqual([
      'client-not-for-host',
      'rocky 9.4 on x86_64 takes a .rpm; given: a.deb, b.rpm for aarch64',
    ])
    expect(seen(unlisted, pinned('a.rpm'))).toEqual([
      'client-not-for-host',
      'arch 1 on x86_64 takes a .rpm and has no package manager; given: a.rpm',
    ])
    // a name that only has it in front is no such file
    expect(seen(rocky, pinned('.deb/file'))).toBe('https://example.org/.deb/file')
  })
})

test('distributions outside of the table are asked for the names that theirs have', () => {
  const names = (host: Host) => going({ kind: 'auto' }, bare({ version: '1', ...host }, 'dnf')).source.packages
  expect(names({ distribution: 'fedora', family: 'redhat' })).toEqual(['efs-utils', 'amazon-efs-utils'])
  expect(names({ distribution: 'opensuse-leap', family: 'suse' })).toEqual(['amazon-efs-utils', 'aws-efs-utils'])
  expect(names({ distribution: 'centos', family: 'redhat' })).toEqual(['amazon-efs-utils'])
})
