/** Where a client comes from, as it is said and said again, and whether plain NFS will do. */
import { installerUrl } from '../../../../src/domain/client/sources.ts'
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import { formatSpec, mergeSpec, optionsFor, parseSpec, specOf, specWords } from '../../../../src/domain/options/spec.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { lineOf, optionsIn } from '../../../support/said-options.ts'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const

test.each([
  ['--client repository', { kind: 'repository' }],
  ['--client distributor', { kind: 'distributor' }],
  [`--client installer --client-sha256 ${a}`, { kind: 'installer', url: installerUrl, sha256: a }],
  [
    `--client installer --client-url https://mirror.example/x.sh --client-sha256 ${a}`,
    { kind: 'installer', url: 'https://mirror.example/x.sh', sha256: a },
  ],
  [
    `--client-url aarch64=https://example.org/efs.rpm --client-sha256 ${a} --client-url https://example.org/efs.deb --client-sha256 ${b}`,
    {
      kind: 'package',
      packages: [
        { url: 'https://example.org/efs.rpm', sha256: a, architecture: 'aarch64' },
        { url: 'https://example.org/efs.deb', sha256: b },
      ],
    },
  ],
  ['--allow-plain-nfs', { kind: 'plain-nfs' }],
])('%s is said again in the same words', (line, client) => {
  expect(optionsIn(line)).toEqual({ ...defaultMountOptions, client })
  expect(lineOf(optionsIn(line))).toBe(line)
})

test('auto is what is meant where nothing is said', () => {
  expect(optionsIn('--client auto')).toEqual(defaultMountOptions)
  expect(lineOf(optionsIn('--client auto'))).toBe('')
})

describe('plain NFS', () => {
  const open = { ...plainSpec, encrypted: false }

  test('is all that an instance remembers of its client', () => {
    expect(specOf(optionsIn('--allow-plain-nfs'))).toEqual(open)
    expect(specOf(optionsIn('--client repository'))).toEqual(plainSpec)
    expect([formatSpec(open), formatSpec(plainSpec)]).toEqual(['1~plain-nfs', '1'])
    expect(parseSpec('1~plain-nfs')).toEqual(open)
    expect([specWords(open), specWords(plainSpec)]).toEqual(['plain NFS allowed', ''])
    expect(optionsFor(open)).toEqual({ people: [], client: { kind: 'plain-nfs' } })
  })

  test('is allowed where it was said or is remembered', () => {
    const merged = (said: string, noted: typeof plainSpec) => mergeSpec(specOf(optionsIn(said)), noted, optionsIn(said)).encrypted
    expect([merged('', plainSpec), merged('', open), merged('--allow-plain-nfs', plainSpec)]).toEqual([true, false, false])
  })
})
