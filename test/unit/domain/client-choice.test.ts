/** Every way to say where a client may come from, and every way to say it wrongly. */
import { PrismError } from '../../../src/domain/catalogue.ts'
import { installerUrl } from '../../../src/domain/client/sources.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { requestFromInputs } from '../../../src/language/inputs.ts'

const a = 'a'.repeat(64)
const b = 'b'.repeat(64)
const deb = 'https://example.org/efs.deb'
const rpm = 'https://example.org/efs.rpm'

function client(words: string) {
  const request = parseCommand(`/prism mount v i ${words}`)
  if (!('verb' in request) || request.verb !== 'mount') throw new Error('not a mount')
  return request.options.client
}

test.each([
  ['', { kind: 'auto' }],
  ['--client auto', { kind: 'auto' }],
  ['--client repository', { kind: 'repository' }],
  ['--client distributor', { kind: 'distributor' }],
  ['--client plain-nfs', { kind: 'plain-nfs' }],
  ['--client plain-nfs --allow-plain-nfs', { kind: 'plain-nfs' }],
  ['--allow-plain-nfs', { kind: 'plain-nfs' }],
  [`--client installer --client-sha256 ${a}`, { kind: 'installer', url: installerUrl, sha256: a }],
  [
    `--client installer --client-url https://mirror.example/x.sh --client-sha256 ${a}`,
    { kind: 'installer', url: 'https://mirror.example/x.sh', sha256: a },
  ],
  [`--client-url ${deb} --client-sha256 ${a}`, { kind: 'package', packages: [{ url: deb, sha256: a }] }],
  [
    `--client package --client-url arm64=${rpm} --client-url ${deb} --client-sha256 ${a} --client-sha256 ${b}`,
    {
      kind: 'package',
      packages: [
        { url: rpm, sha256: a, architecture: 'aarch64' },
        { url: deb, sha256: b },
      ],
    },
  ],
])('%s', (words, expected) => {
  expect(client(words)).toEqual(expected)
})

test.each([
  ['--client snap', 'bad-option'],
  ['--client package', 'missing-input'],
  ['--client installer', 'missing-input'],
  [`--client installer --client-sha256 ${a} --client-sha256 ${b}`, 'bad-option'],
  [`--client installer --client-url aarch64=https://x.example/i.sh --client-sha256 ${a}`, 'bad-option'],
  [`--client auto --client-url ${deb} --client-sha256 ${a}`, 'bad-option'],
  [`--client distributor --client-sha256 ${a}`, 'bad-option'],
  ['--client repository --allow-plain-nfs', 'bad-option'],
  [`--client-url mips=${deb} --client-sha256 ${a}`, 'bad-option'],
  [`--client-url ${deb} --client-url ${rpm} --client-sha256 ${a}`, 'missing-input'],
  [`--client-url ${deb} --client-sha256 ${a} --client-sha256 ${b}`, 'bad-option'],
  [`--client-url ${deb} --client-url ${deb}x.deb --client-sha256 ${a} --client-sha256 ${b}`, 'bad-option'],
  ['--client auto --client repository', 'bad-option'],
])('%s is refused', (words, code) => {
  try {
    client(words)
  } catch (error) {
    expect(error instanceof PrismError && error.finding.code).toBe(code)
    return
  }
  throw new Error('it was taken')
})

test('a workflow gives several packages on several lines', () => {
  const inputs = { volume: 'v', instances: 'i', 'client-url': `x86_64=${rpm}\naarch64=${rpm}\n`, 'client-sha256': `${a}\n${b}` }
  expect(requestFromInputs(inputs)).toMatchObject({
    options: {
      client: {
        kind: 'package',
        packages: [
          { url: rpm, sha256: a, architecture: 'x86_64' },
          { url: rpm, sha256: b, architecture: 'aarch64' },
        ],
      },
    },
  })
})
