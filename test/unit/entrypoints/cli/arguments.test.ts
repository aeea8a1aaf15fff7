import { execFileSync } from 'node:child_process'
import type { WantedAccessPoint } from '../../../../src/domain/access-points.ts'
import { PrismError } from '../../../../src/domain/catalogue.ts'
import { defaultCreateOptions, type Request } from '../../../../src/domain/request.ts'
import { parseArguments } from '../../../../src/entrypoints/cli/arguments.ts'
import { formatCommandLine } from '../../../../src/language/format.ts'
import { anyRequest, type Random, randomFrom } from '../../language/random-requests.ts'
import { prism } from './stage.ts'

const parse = (argv: readonly string[]) => parseArguments(argv, '0.0.0', 80)

/** Any request of the command line: what comments have, and the rest. */
function anyTerminalRequest(random: Random): Request {
  switch (random.below(6)) {
    case 0:
      return { verb: 'volumes' }
    case 1:
      return { verb: 'instances', selectors: random.chance() ? [] : [{ kind: 'tag', key: 'Cost Center', value: 'a  b' }] }
    case 2:
      return {
        verb: 'create',
        name: 'research-data',
        options: {
          ...defaultCreateOptions,
          ...(random.chance() ? { throughputMode: 'provisioned', provisionedThroughput: 1.5, performanceMode: 'maxIO' } : {}),
          ...(random.chance() ? { kmsKeyId: 'alias/efs' } : {}),
          ...(random.chance() ? { infrequentAccessAfterDays: 90 } : {}),
          backups: random.chance(),
          tags: random.chance() ? { 'Cost Center': 'a b', Team: 'bio=1' } : {},
          subnetIds: random.chance() ? ['subnet-01234567', 'subnet-89abcdef'] : [],
          securityGroupIds: random.chance() ? ['sg-01234567'] : [],
        },
      }
    case 3:
      return { verb: 'create-access-point', volume: { kind: 'name', name: 'research-data' }, wanted: anyAccessPoint(random) }
    default:
      return anyRequest(random)
  }
}

function anyAccessPoint(random: Random): WantedAccessPoint {
  if (random.chance()) return { name: 'genomics', path: '/projects/genomics' }
  const user = { uid: 5001, gid: 3000, groups: random.pick([[], [3100, 3200]]) }
  return {
    name: 'ada',
    path: '/users/ada',
    enforced: {
      user,
      folder: random.pick([
        { uid: 0, gid: 3000, mode: '2770' },
        { uid: 5001, gid: 3000, mode: '0755' },
      ]),
    },
  }
}

describe('the arguments of prism', () => {
  test('say any request, and the line that Prism offers to copy is understood as the same request by a shell and prism', () => {
    const random = randomFrom(23)
    const requests = Array.from({ length: 300 }, () => anyTerminalRequest(random))
    // one shell splits all lines, as a person's would: an argument a line, an empty line after each command
    const script = requests.map((r) => `printf '%s\\n' ${formatCommandLine(r)}; echo`).join('\n')
    const commands = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n\n')
    requests.forEach((request, i) => {
      expect(parse(commands[i]!.split('\n').slice(1))).toMatchObject({ kind: 'request', request })
    })
  })

  test('take the settings before or after the command', () => {
    const settings = { region: 'eu-central-1', profile: 'lab', json: true, dryRun: true, yes: false }
    const words = '--region eu-central-1 --profile lab --json'.split(' ')
    expect(parse([...words, 'volume', 'mount', 'a', 'b', '--dry-run'])).toMatchObject({ settings })
    expect(parse(['volume', 'mount', 'a', 'b', '--dry-run', ...words])).toMatchObject({ settings })
  })

  test('answer or are refused with an input finding, whatever they are', () => {
    const scraps =
      'volume instance lab up mount info list create delete help -h --help --version --json --region --region= us-east-1 -- - -x --users --users= a,b a b fs-01234567 --tag A=1 \u0000 é ;id $(id) {{x}} __proto__ constructor --constructor --__proto__=1'
    const random = randomFrom(5)
    for (let i = 0; i < 1_500; i++) {
      const argv = Array.from({ length: random.below(7) }, () => random.pick(scraps.split(' ')))
      try {
        expect(['text', 'request']).toContain(parse(argv).kind)
      } catch (error) {
        expect(error).toBeInstanceOf(PrismError)
        expect((error as PrismError).finding.code).toMatch(/^(bad-|missing-input|root-account)/)
      }
    }
  })
})

describe('prism setup', () => {
  const asked = (line: string) => parseArguments(line.split(' '), '0', 100)
  const trust = '--repository octo/research --repository-id 1296269 --workflow mount.yml'
  const refusal = (line: string): string => {
    try {
      asked(line)
    } catch (error) {
      return error instanceof PrismError ? `${error.finding.code}: ${error.finding.seen}` : String(error)
    }
    return 'accepted'
  }

  test('is about documents, or about policies', () => {
    expect(asked('setup --dry-run --region eu-central-1')).toEqual({
      kind: 'setup',
      setup: { settings: { region: 'eu-central-1', json: false, full: false, dryRun: true, yes: false } },
    })
    expect(asked(`setup --print-iam --account 123456789012 --instance-tag Team=astro ${trust}`)).toMatchObject({
      setup: {
        printIam: {
          format: 'json',
          roles: ['bot', 'workflow', 'operator'],
          account: '123456789012',
          instanceTag: { key: 'Team', value: 'astro' },
          distributor: false,
          trust: { ref: 'refs/heads/main', subject: 'repo:octo/research:ref:refs/heads/main' },
        },
      },
    })
    expect(asked('setup --print-iam')).toMatchObject({ setup: { printIam: { roles: ['bot', 'operator'] } } })
  })

  test.each([
    ['setup --format json', 'bad-option: --format needs --print-iam'],
    ['setup --instance-tag a=b', 'bad-option: --instance-tag needs --print-iam'],
    ['setup --print-iam --yes', 'bad-option'],
    ['setup --print-iam --role workflow', 'missing-input'],
    ['setup --print-iam --repository octo/research', 'missing-input'],
    [`setup --print-iam ${trust}`, 'missing-input: a trust policy needs its account'],
    ['setup --print-iam --format xml', 'bad-option'],
    ['setup --print-iam --account 12', 'bad-option'],
    ['setup --print-iam --repository ../../x', 'bad-option'],
    ['setup --print-iam --instance-tag prism=*', 'bad-option'],
    ['setup --print-iam --ref refs/heads/*', 'bad-option'],
    ['setup --print-iam --subject repo:octo/*', 'bad-option'],
    ['setup now', 'bad-command'],
  ])('%s is refused: %s', (line, said) => {
    expect(refusal(line)).toContain(said)
  })

  test('prints the policies and asks AWS nothing, not even for a region', async () => {
    const { code, stdout, stderr } = await prism('setup --print-iam', () => {
      throw new Error('nothing was to be executed')
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['bot', 'operator'])
  })
})
