import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { exitCodes } from '../../../../src/domain/meaning/exit.ts'
import { formatOption, optionsOf } from '../../../../src/domain/options/all.ts'
import { offeredAt, specOfVerb } from '../../../../src/domain/verbs.ts'
import { commands } from '../../../../src/entrypoints/cli/commands.ts'

// build/test/unit/entrypoints/cli → the repository
const docs = readFileSync(fileURLToPath(new URL('../../../../../docs/cli.md', import.meta.url)), 'utf8')

describe('docs/cli.md', () => {
  test('its tables are what npm run docs writes', async () => {
    const { cliPage } = await import(pathToFileURL(fileURLToPath(new URL('../../../../../scripts/cli-page.mjs', import.meta.url))).href)
    expect(cliPage(docs)).toBe(docs)
  })

  test.each(offeredAt('terminal'))('shows %s with its options', (verb) => {
    expect(docs).toContain(`| \`prism ${specOfVerb(verb).terminal.join(' ')}`)
    for (const option of optionsOf(verb)) expect(docs).toContain(`\`${formatOption(option)}\``)
  })

  test('shows every option of prism itself', () => {
    const long = commands(() => {}, '0').options.map((o) => o.long)
    expect(long).toEqual(expect.arrayContaining(['--region', '--profile', '--json', '--version']))
    for (const option of [...long, '--help']) expect(docs).toMatch(new RegExp(`\\| \`${option}[ \`]`))
  })

  test('says what each exit code means, in the program’s own words', () => {
    for (const [code, meaning] of Object.entries(exitCodes)) expect(docs).toContain(`| ${code} | ${meaning} |`)
  })

  test('shows no option that does not exist', () => {
    const setup =
      commands(() => {}, '0')
        .commands.find((c) => c.name() === 'setup')
        ?.options.map((o) => o.long?.slice(2)) ?? []
    const all = commands(() => {}, '0').commands.flatMap((c) => [c, ...c.commands])
    const ledger = all.filter((c) => ['ledger', 'verify', 'history', 'who', 'audit'].includes(c.name()) && c.parent?.name() !== 'volume')
    const ofLedger = ledger.flatMap((c) => c.options.map((o) => o.long?.slice(2)))
    for (const option of [...setup, ...ofLedger]) expect(docs).toContain(`\`--${option}`)
    const known = new Set<string | undefined>([
      ...setup,
      ...ofLedger,
      'dry-run',
      'yes',
      'region',
      'profile',
      'documents',
      'json',
      'full',
      'evidence',
      'export',
      // of `prism lab`
      'approvals',
      'help',
      'version',
    ])
    for (const verb of offeredAt('terminal')) for (const o of optionsOf(verb)) known.add(o.name)
    for (const [, name] of docs.matchAll(/`--([a-z0-9-]+)/g)) expect(known).toContain(name)
  })
})
