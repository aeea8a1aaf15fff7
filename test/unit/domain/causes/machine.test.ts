/** The machine itself, its agent, its clock and its disks; and TLS, which hangs on them. */

import { finding } from '../../../../src/domain/catalogue.ts'
import { agent } from '../../../../src/domain/causes/agent.ts'
import { behind } from '../../../../src/domain/causes/behind.ts'
import { byCode, bySaying, either } from '../../../../src/domain/causes/cause.ts'
import { machine } from '../../../../src/domain/causes/machine.ts'
import { tls } from '../../../../src/domain/causes/tls.ts'
import { said } from '../../../../src/domain/evidence.ts'
import { failing, healthy, probe, probed, unlooked } from '../../../support/evidence.ts'

test('nothing is said of a healthy machine, nor of one that nobody looked at', () => {
  for (const e of [healthy, unlooked(healthy, 'probe', 'agent', 'clock')])
    expect([agent, machine, tls, behind].flatMap((all) => Object.values(all).flatMap(({ seen }) => seen(e) ?? []))).toEqual([])
})

describe('the agent', () => {
  test('does not answer, by the finding or by what SSM says', () => {
    const seen = agent['agent-offline'].seen
    expect(seen({ ...healthy, agent: { online: false, version: '3' } })).toBe('SSM has lost the connection to the agent')
    expect(seen({ ...healthy, agent: { online: false, version: '3' }, ...failing('instance-offline', 'Connection Lost') })).toBe(
      'Connection Lost',
    )
  })

  test('may not run scripts where one ended with 126, before it said anything', () => {
    const seen = (words: string, code: 'invocation-failed' | 'mount-failed' = 'invocation-failed') =>
      agent['script-noexec'].seen({ ...healthy, ...failing(code, words) })
    expect(seen('Failed, exit 126: Permission denied')).toBe('Failed, exit 126: Permission denied')
    expect(seen('exit status 126')).toBe('exit status 126')
    expect([seen('exit 1266'), seen('exit 1'), seen('exit 126', 'mount-failed')]).toEqual([undefined, undefined, undefined])
  })

  test('waits for whoever holds Prism’s lock', () => {
    const seen = agent['host-lock-held'].seen
    expect(seen(probed({ locks: { packages: '', prism: 'bash (pid 17)' } }))).toBe('/run/prism/lock is held by bash (pid 17)')
    expect(seen({ ...healthy, ...failing('host-busy', 'not in 30 s') })).toBe('not in 30 s')
    const { locks: _, ...lockless } = probe
    expect(seen({ ...healthy, probe: lockless })).toBeUndefined()
  })
})

describe('the clock', () => {
  const seen = (skewSeconds: number) => machine['clock-wrong'].seen({ ...healthy, clock: { skewSeconds } })
  test('may be a minute off', () => expect([seen(60), seen(-60)]).toEqual([undefined, undefined]))
  test('is said to be ahead or behind', () => {
    expect(seen(60.6)).toBe('the host’s clock is 61 s ahead of the caller’s')
    expect(seen(-300)).toBe('the host’s clock is 300 s behind the caller’s')
  })
})

describe('the disks', () => {
  const disks = (...all: readonly Partial<(typeof probe.disks)[number]>[]) =>
    probed({ disks: all.map((one) => ({ ...probe.disks[0]!, ...one })) })

  test('are read-only, without inodes, or full: each by its path', () => {
    expect(machine['disk-read-only'].seen(disks({ path: '/var', readOnly: true }, {}, { path: '/run', readOnly: true }))).toBe(
      '/var, /run is read-only',
    )
    expect(
      machine['inodes-used-up'].seen(disks({ path: '/var', freeInodes: 49 }, { freeInodes: 50 }, { path: '/run', freeInodes: 0 })),
    ).toBe('/var has 49 inodes free, /run has 0 inodes free')
    expect(
      machine['disk-full'].seen(disks({ path: '/var', freeKilobytes: 2047 }, { freeKilobytes: 2048 }, { path: '/run', freeKilobytes: 0 })),
    ).toBe('/var has 2047 KiB free, /run has 0 KiB free')
    for (const id of ['disk-read-only', 'inodes-used-up', 'disk-full'] as const)
      expect(machine[id].seen(disks({ freeInodes: 50, freeKilobytes: 2048 }))).toBeUndefined()
  })

  test('that are read-only are not full as well: an image has no room on purpose', () => {
    const image = disks({ readOnly: true, freeInodes: 0, freeKilobytes: 0 })
    expect([machine['inodes-used-up'].seen(image), machine['disk-full'].seen(image)]).toEqual([undefined, undefined])
  })

  test('are full by the words of whoever met it', () => {
    expect(machine['disk-full'].seen({ ...healthy, ...failing('package-no-space', 'apt') })).toBe('apt')
    expect(machine['disk-full'].seen({ ...healthy, ...failing('step-failed', 'mkdir: No space left on device') })).toBe(
      'mkdir: No space left on device',
    )
  })
})

test('a handshake that failed is told with what openssl said, or how it ended', () => {
  const failed = (detail: string) => probed({ tls: { address: '10.0.0.10', outcome: 'expired', detail } })
  expect([tls['tls-expired'].seen(failed('10 (certificate has expired)')), tls['tls-expired'].seen(failed(''))]).toEqual([
    '10.0.0.10:2049: 10 (certificate has expired)',
    '10.0.0.10:2049: expired',
  ])
  expect(tls['tls-untrusted'].seen(failed(''))).toBeUndefined()
})

test('metadata that does not answer is told, and only where it was asked', () => {
  expect(behind['metadata-unreachable'].seen(probed({ metadata: { answers: false, role: '' } }))).toBe(
    '169.254.169.254 did not answer on the host',
  )
  const { metadata: _, ...unasked } = probe
  expect(behind['metadata-unreachable'].seen({ ...healthy, probe: unasked })).toBeUndefined()
})

describe('a cause is identified', () => {
  const e = {
    ...healthy,
    failures: [finding('mount-failed', { seen: 'no' }), finding('host-busy', { seen: 'busy' }), finding('step-failed', { seen: 'late' })],
  }

  test('by the first finding with one of its codes', () => {
    expect(byCode('step-failed', 'host-busy')(e)).toBe('busy')
    expect(byCode('gid-taken')(e)).toBeUndefined()
  })

  test('by what a program said', () => {
    expect(bySaying(/busy/, said)(e)).toBe('no · busy · late')
    expect(bySaying(/idle/, said)(e)).toBeUndefined()
  })

  test('by the first look that sees it', () => {
    expect(
      either(
        () => undefined,
        () => '',
        () => 'c',
      )(e),
    ).toBe('')
    expect(either(() => undefined)(e)).toBeUndefined()
  })
})
