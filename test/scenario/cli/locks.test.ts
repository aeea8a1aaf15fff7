/** Locks at a terminal: each command has a core of its own and keeps nothing, and the store that `PRISM_STORE` names between them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../../src/compose/prism.ts'
import { main } from '../../../src/entrypoints/cli/cli.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { Screen } from '../../unit/entrypoints/cli/stage.ts'

onLab('locks at a terminal', () => {
  let stage: Stage
  let folder = ''
  let volume: { readonly id: string; readonly name: string }
  beforeAll(async () => {
    stage = await openStage('cli-locks')
    folder = mkdtempSync(join(tmpdir(), 'prism-locks-'))
    ;[volume] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
  }, 60_000)
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await stage.stop()
  })

  /** Each with a core of its own, as a process would have it. */
  const prism = (line: string, store = `sqlite:${folder}/locks.db`) => run(line.split(' '), store)
  async function run(argv: readonly string[], store: string) {
    const [stdout, stderr] = [new Screen(), new Screen()]
    stdout.columns = stderr.columns = 300
    const env = { ...stage.lab.env, ...(store === '' ? {} : { PRISM_STORE: store }) }
    const code = await main([...argv], {
      env,
      stdin: process.stdin,
      stdout,
      stderr,
      compose: (options) => compose(options),
      onInterrupt: () => () => {},
      leave: () => {},
    })
    return { code, out: stdout.text, err: stderr.text }
  }

  test('one locks, the next one reads why, is refused, and unlocks', async () => {
    expect((await prism('locks')).out).toMatch(/No volume is locked/)
    expect(
      await run(['lock', volume.name, '--reason', 'moving to another region', '--until', '8h'], `sqlite:${folder}/locks.db`),
    ).toMatchObject({
      code: 0,
      out: expect.stringMatching(/is locked[\s\S]*moving to another region/),
    })
    expect((await prism('locks')).out).toMatch(new RegExp(`${volume.name}[\\s\\S]*moving to another region`))
    const refused = await prism(`volume mount ${volume.name} ubuntu`)
    expect(refused.code).not.toBe(0)
    expect(`${refused.out}${refused.err}`).toMatch(/volume-locked[\s\S]*moving to another region/)
    expect(stage.lab.aws.calls().some((c) => JSON.stringify(c.params).includes('.mount.'))).toBe(false)
    // it is the volume's, by whatever it is called
    expect(`${(await prism(`volume update ${volume.id} --backups`)).err}`).toMatch(/volume-locked/)
    // looks go on, and so does what only shows a plan
    expect((await prism(`volume info ${volume.name}`)).code).toBe(0)
    expect((await prism(`volume mount ${volume.name} ubuntu --dry-run`)).code).toBe(0)
    // a lock is of its store: who has another one, or none, is not held by it
    expect((await prism('locks', `sqlite:${folder}/other.db`)).out).toMatch(/No volume is locked/)

    expect((await prism(`unlock ${volume.name}`)).out).toMatch(/is unlocked/)
    expect((await prism('locks')).out).toMatch(/No volume is locked/)
    expect((await prism(`volume mount ${volume.name} ubuntu`)).code).toBe(0)
  }, 120_000)

  test('without a store there is nothing to lock in, and a lock that would hold nobody is refused', async () => {
    for (const store of ['', 'memory']) {
      const refused = await prism(`lock ${volume.name}`, store)
      expect(refused.code).not.toBe(0)
      expect(refused.err).toMatch(/locks-nowhere/)
    }
  }, 60_000)

  test('of two at one moment one locks, and the other one reads that', async () => {
    const both = await Promise.all([prism(`lock ${volume.name} --reason one`), prism(`lock ${volume.name} --reason two`)])
    expect(both.filter((b) => b.code === 0)).toHaveLength(1)
    expect(both.map((b) => b.err).join('')).toMatch(/volume-locked/)
    expect((await prism(`unlock ${volume.name}`)).code).toBe(0)
  }, 60_000)
})
