/** Where a missing client may come from: every way to say it wrongly is refused, and says how. */

import { installerUrl } from '../../../../src/domain/client/sources.ts'
import { checkedPackages, clientFrom } from '../../../../src/domain/options/client-choice.ts'
import { saidIn } from '../../../support/said-options.ts'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const
const deb = 'https://example.org/efs.deb'
const rpm = 'https://example.org/efs.rpm'
const sums = (n: number) => ` --client-sha256 ${a}`.repeat(n)
const urls = (n: number) => Array.from({ length: n }, (_, i) => ` --client-url https://example.org/${i}.bin`).join('')
const seen = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    const { code, seen: why } = (error as { finding: { code: string; seen: string } }).finding
    return `${code}: ${why}`
  }
}
const from = (line: string) => seen(() => clientFrom(saidIn(line)))

test('one word is a way, and none is auto', () => {
  for (const kind of ['auto', 'repository', 'distributor', 'plain-nfs']) expect(from(`--client ${kind}`)).toEqual({ kind })
  expect(from('')).toEqual({ kind: 'auto' })
  expect(from('--allow-plain-nfs')).toEqual({ kind: 'plain-nfs' })
  expect(from('--client plain-nfs --allow-plain-nfs')).toEqual({ kind: 'plain-nfs' })
  expect(from('--client snap')).toBe('bad-option: --client "snap"')
})

test.each([
  ['--client repository --allow-plain-nfs', 'bad-option: --allow-plain-nfs and --client repository exclude each other'],
  [`--allow-plain-nfs --client-url ${deb}${sums(1)}`, 'bad-option: --allow-plain-nfs and --client-url exclude each other'],
  [`--allow-plain-nfs${sums(1)}`, 'bad-option: --allow-plain-nfs and --client-url exclude each other'],
  [`--client repository --client-url ${deb}`, 'bad-option: --client repository takes neither --client-url nor --client-sha256'],
  [`--client auto${sums(1)}`, 'bad-option: --client auto takes neither --client-url nor --client-sha256'],
  ['--client package', 'missing-input: --client package without --client-url'],
  [`--client package${sums(1)}`, 'missing-input: --client-sha256 without --client-url'],
  [sums(1), 'missing-input: --client-sha256 without --client-url'],
  [`--client-url ${deb}`, 'missing-input: --client-url without --client-sha256'],
  [`${urls(2)}${sums(1)}`, 'missing-input: 2 --client-url, 1 --client-sha256'],
  [`--client-url ${deb}${sums(2)}`, 'bad-option: 1 --client-url, 2 --client-sha256'],
  [`${urls(5)}${sums(5)}`, 'bad-option: 5 packages; 4 at most'],
  [`--client-url http://example.org/efs.deb${sums(1)}`, 'bad-option: --client-url "http://example.org/efs.deb"'],
  [`--client-url mips=${deb}${sums(1)}`, `bad-option: --client-url "mips=${deb}"`],
  ['--client installer', 'missing-input: --client installer without --client-sha256, the sum of the script that you read'],
  [`--client installer${sums(2)}`, 'bad-option: --client installer takes one script'],
  [`--client installer${urls(2)}${sums(1)}`, 'bad-option: --client installer takes one script'],
  [
    `--client installer --client-url arm64=${deb}${sums(1)}`,
    'bad-option: --client installer: the script is the same for every architecture',
  ],
])('%s is refused', (line, why) => {
  expect(from(line)).toBe(why)
})

test('a package goes with the sum at its place, for the architecture that it names', () => {
  expect(from(`--client-url amd64=${rpm} --client-url ${deb} --client-sha256 ${a} --client-sha256 ${b}`)).toEqual({
    kind: 'package',
    packages: [
      { url: rpm, sha256: a, architecture: 'x86_64' },
      { url: deb, sha256: b },
    ],
  })
})

test('the installer is AWS’s own, or one from elsewhere, and its sum is needed', () => {
  expect(from(`--client installer${sums(1)}`)).toEqual({ kind: 'installer', url: installerUrl, sha256: a })
  expect(from(`--client installer --client-url ${deb}${sums(1)}`)).toEqual({ kind: 'installer', url: deb, sha256: a })
})

test('no two packages fit one instance, and four may be given', () => {
  const pack = (url: string, architecture?: 'x86_64' | 'aarch64') => ({ url, sha256: a, ...(architecture ? { architecture } : {}) })
  const four = [pack(deb, 'x86_64'), pack(deb, 'aarch64'), pack(rpm, 'x86_64'), pack(rpm, 'aarch64')]
  expect(checkedPackages(four)).toBe(four)
  expect(seen(() => checkedPackages([...four, pack('https://example.org/x.bin')]))).toBe('bad-option: 5 packages; 4 at most')
  expect(seen(() => checkedPackages([pack(deb), pack(rpm), pack('https://other.example/other.deb')]))).toBe(
    'bad-option: two packages .deb for any architecture: give the architecture of each, ARCH=URL',
  )
  expect(seen(() => checkedPackages([pack('https://example.org/efs.debug', 'x86_64'), pack('https://example.org/b', 'x86_64')]))).toBe(
    'bad-option: two packages  for x86_64: give the architecture of each, ARCH=URL',
  )
})
