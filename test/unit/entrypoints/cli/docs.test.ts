import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { exitCodes } from '../../../../src/domain/meaning/exit.ts'
import { formatOption, optionsOf } from '../../../../src/domain/options/all.ts'
import { accessPointCommands, commands, instanceCommands, volumeCommands } from '../../../../src/entrypoints/cli/commands.ts'

// build/test/unit/entrypoints/cli → the repository
const docs = readFileSync(fileURLToPath(new URL('../../../../../docs/cli.md', import.meta.url)), 'utf8')

/** `| \`prism volume mount VOLUME INSTANCE…\` |` as the table has it, for a command as it is defined. */
const usage = (group: string, name: string, words: readonly (readonly [string, string])[]): string =>
  [`| \`prism ${group} ${name}`, ...words.map(([word]) => word.replace(/[<>]/g, '').replace('...', '…'))].join(' ')

describe('docs/cli.md', () => {
  test.each([
    ...volumeCommands.map((c) => ['volume', c] as const),
    ...instanceCommands.map((c) => ['instance', c] as const),
    ...accessPointCommands.map((c) => ['access-point', c] as const),
  ])('shows prism %s $name with its words and options', (group, command) => {
    expect(docs).toContain(usage(group, command.name, command.words))
    for (const option of optionsOf(command.verb)) expect(docs).toContain(`\`${formatOption(option)}\``)
    if (command.dryRun) expect(docs).toContain('`--dry-run`')
    if (command.yes) expect(docs).toContain('`--yes`')
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
    for (const option of setup) expect(docs).toContain(`\`--${option}`)
    const known = new Set<string | undefined>([
      ...setup,
      'dry-run',
      'yes',
      'region',
      'profile',
      'documents',
      'json',
      'full',
      'help',
      'version',
    ])
    for (const { verb } of [...volumeCommands, ...instanceCommands, ...accessPointCommands])
      for (const o of optionsOf(verb)) known.add(o.name)
    for (const [, name] of docs.matchAll(/`--([a-z0-9-]+)/g)) expect(known).toContain(name)
  })
})
