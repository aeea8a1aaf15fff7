/** Keys that follow GitHub: off unless the policy says so, told with each fingerprint, and never somebody else's who took the login. */
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'
import { keysOfSshKeygen, rsa1024 } from '../../support/public-keys.ts'
import { stagePolicy } from '../../support/rights.ts'

const path = '.github/prism/people.yml'
const { ed25519, ecdsa256, rsa2048 } = keysOfSshKeygen

onLab('keys that follow GitHub', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('people-follow')
  })
  afterAll(() => appLab?.stop())
  afterEach(() => stage?.close())

  async function open(policy: string): Promise<void> {
    stage = await openStage(appLab.prism(), { policy })
    await stage.lab.comment('dora', 1, 'hello')
    const text = `version: 1\npeople:\n  dora: {uid: 65536, github: {id: ${stage.lab.idOf('dora')}, login: dora}, hosts: [ubuntu-instance], keys: follow}\n`
    const pull = stage.lab.propose('wendy', path, text)
    stage.lab.review('mary', pull, 'APPROVED')
    await stage.lab.tellPull(pull, 'opened')
    const run = await until(
      () => stage.lab.checks().filter((c) => c.name === 'Prism: people.yml'),
      (all) => all.length > 0,
    )
    expect(run[0]).toMatchObject({ conclusion: 'success' })
    expect(run[0]!.summary).toMatch(/whatever keys dora \(\d+\) has on GitHub[\s\S]*Keys that follow GitHub: of `dora`/)
    stage.lab.merge(pull, text)
  }
  async function say(body: string): Promise<string> {
    const { commentId } = await stage.lab.comment('wendy', 1, body)
    const since = () => stage.ours().filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const sync = '/prism user sync ubuntu-instance'
  const keys = async (): Promise<string> => (await appLab.ubuntu.run('cat /etc/ssh/authorized_keys.d/dora 2>/dev/null || true')).stdout

  test('are pinned to nothing where the policy does not say so', async () => {
    await open(stagePolicy)
    stage.lab.showKeys('dora', [ed25519[0]])
    expect(await say(sync)).toMatch(/stay as they are: the policy does not say that keys follow GitHub/)
    expect(await keys()).toBe('')
  }, 120_000)

  test('come at the next sync, told with their fingerprint; nothing that GitHub leaves out or refuses takes the last ones away', async () => {
    await open(`${stagePolicy}keys: follow\n`)
    const { lab } = stage
    lab.showKeys('dora', [ed25519[0], rsa1024])
    const first = await say(sync)
    expect(first).toContain(`a new key, ${ed25519[1]}, on ubuntu-instance`)
    expect(first).toMatch(/a key there is not taken: RSA of 1024 bits is weak/)
    expect(await keys()).toBe(`${ed25519[0]}\n`)
    expect(await say(sync)).not.toContain('a new key')

    lab.showKeys('dora', [ecdsa256[0]])
    const planned = await say(`${sync} --dry-run`)
    expect(planned).toContain(ecdsa256[1])
    expect(await keys()).toBe(`${ed25519[0]}\n`)
    const changed = await say(sync)
    expect(changed).toContain(`a new key, ${ecdsa256[1]}, on ubuntu-instance`)
    expect(changed).toContain(`a key that is not shown there any more, ${ed25519[1]}, on ubuntu-instance`)
    expect(await keys()).toBe(`${ecdsa256[0]}\n`)

    lab.showKeys('dora', [])
    expect(await say(sync)).toMatch(/stay as they are: dora shows no key on GitHub that is taken/)
    expect(await keys()).toBe(`${ecdsa256[0]}\n`)

    // the login is renamed, and somebody else takes it over and puts up a key of theirs
    lab.renameUser('dora', 'dora-new')
    await lab.comment('dora', 1, 'I took this name over')
    lab.showKeys('dora', [rsa2048[0]])
    lab.showKeys('dora-new', [ed25519[0]])
    const taken = await say(sync)
    expect(taken).toMatch(/stay as they are: \d+ is dora-new on GitHub by now, and dora in the registry/)
    expect(taken).not.toContain(rsa2048[1])
    expect(await keys()).toBe(`${ecdsa256[0]}\n`)
  }, 240_000)
})
