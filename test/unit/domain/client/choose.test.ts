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
