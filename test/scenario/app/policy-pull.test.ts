/** Pull requests that change the policy: the check run that its reviewer reads, and the seats from which somebody would hide what it allows. */
import type { Prism } from '../../../src/compose/prism.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { stagePolicy } from '../../support/rights.ts'
import { playedPrism } from '../../unit/entrypoints/cli/stage.ts'

const path = '.github/prism.yml'
const more = stagePolicy
  .replace('may: [mount', 'may: [sync-people, mount')
  .replace('rights:\n', 'rights:\n  - { who: { actor: 7 }, may: [unmount] }\n')

describe('a pull request that changes the policy', () => {
  let stage: Stage
  const asked: string[] = []
  /** A core that nothing is to be asked of. */
  const untouched = (): Prism => {
    const prism = playedPrism(() => {}, { requests: [], origins: [], cancelled: [] })
    return { ...prism, runs: async () => [], request: async ({ verb }) => String(asked.push(verb)) }
  }
  beforeEach(async () => {
    stage = await openStage(untouched())
  })
  afterEach(() => stage.close())

  async function check(pull: number) {
    const { sha } = stage.lab.pull(pull).commits.at(-1)!
    const those = () => stage.lab.checks().filter((c) => c.sha === sha && c.name === 'Prism: prism.yml')
    const before = those().length
    await stage.lab.tellPull(pull, 'opened')
    return (await until(those, (all) => all.length > before)).at(-1)!
  }

  test('says in words who would newly be allowed what, and what no longer', async () => {
    const { conclusion, title, summary, annotations } = await check(stage.lab.propose('wendy', path, more.replace('suid, ', '')))
    expect({ conclusion, title, annotations }).toEqual({
      conclusion: 'success',
      title: 'it allows more than the policy that counts',
      annotations: [],
    })
    expect(summary).toMatch(
      /### Newly allowed[\s\S]*`actor 7: unmount research-data on instances with name \*`[\s\S]*### No longer\n- `research-data: suid`/,
    )
    expect(asked).toEqual([])
  })

  test('cannot hide what it allows among thousands of lines, nor be too long for GitHub to be told', async () => {
    const volumes = Array.from({ length: 60 }, (_, n) => `${'v'.repeat(55)}${n}`)
    const names = Array.from({ length: 60 }, (_, n) => `${'i'.repeat(120)}${n}`)
    const padded = `version: 1
volumes:
  research-data: {}
${volumes.map((name) => `  ${name}: {}`).join('\n')}
instances:
  all: { names: ['*', ${names.join(', ')}] }
rights:
  - who: { permission: write }
    may: [mount, unmount, verify, status, adopt, doctor]
keys: follow
public: [ids, accounts]
`
    const { conclusion, title, summary } = await check(stage.lab.propose('wendy', path, padded))
    expect({ conclusion, title }).toEqual({ conclusion: 'neutral', title: 'it allows more than can be shown here' })
    expect(summary).toMatch(/### Newly allowed\n- `whoever has ˋkeys: followˋ/)
    expect(summary).toMatch(/⚠️ \d+ more are not shown here: read the file itself/)
  })

  test('with an error as long as a file is red for that error', async () => {
    const run = await check(stage.lab.propose('wendy', path, `version: 1\n${'x'.repeat(65_500)}: 1\n`))
    expect(run).toMatchObject({ conclusion: 'failure', title: 'one error', annotations: [{ start_line: 2 }] })
  })

  test('with an error is red on its line', async () => {
    const run = await check(stage.lab.propose('wendy', path, stagePolicy.replace('public:', 'pubic:')))
    expect(run).toMatchObject({
      conclusion: 'failure',
      title: 'one error',
      annotations: [{ path, start_line: 9, message: expect.stringContaining('there is no "pubic"') }],
    })
  })

  test('that only takes away, or says the same in other words, is told so', async () => {
    expect(await check(stage.lab.propose('wendy', path, stagePolicy.replace('mount, adopt, ', '')))).toMatchObject({
      conclusion: 'success',
      title: 'it only takes away',
    })
    expect(await check(stage.lab.propose('wendy', path, `# ours\n${stagePolicy}`))).toMatchObject({ title: 'it allows the same' })
  })

  test('that takes the file away says what goes on without it', async () => {
    const { title, summary } = await check(stage.lab.propose('wendy', path, undefined))
    expect(title).toBe('it allows more than the policy that counts')
    expect(summary).toMatch(
      /Newly allowed\n- `administrators, in a private repository: verify, doctor, status whatever[\s\S]*No longer[\s\S]*mount/,
    )
  })

  test('is held against the version that counts: what somebody pushed before is new, although the change does not show it', async () => {
    stage.lab.pushFile('wendy', path, more)
    const run = await check(stage.lab.propose('mary', path, `${more}# a comment\n`))
    expect(run.summary).toContain('actor 7: unmount')
  })

  test('of a fork is read as a text and asks nothing of AWS; what its author wrote is only shown', async () => {
    const sly = more.replace('actor: 7', 'role: "`</code> @everyone [x](https://evil.example)"')
    const run = await check(stage.lab.propose('stranger', path, sly, undefined, 'fork'))
    expect(run.summary).toContain('unmount research-data')
    const outside = run.summary.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '')
    expect(outside).not.toMatch(/@everyone|evil|<\/code>/)
    expect(asked).toEqual([])
  })

  test('of another file is not checked', async () => {
    await stage.lab.tellPull(stage.lab.propose('wendy', 'README.md', 'hello'), 'opened')
    await until(
      () => stage.log(),
      (log) => log.includes('settled'),
    )
    expect(stage.lab.checks()).toEqual([])
  })
})
