/** `/prism user deprovision` in a comment: whoever left by a reviewed pull request is ended on all their instances, and proved gone. */
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

const path = '.github/prism/people.yml'
const two = `version: 1
people:
  lea: {uid: 65536, hosts: ["*-instance"]}
  tom: {uid: 65537, hosts: ["*-instance"]}
`

onLab('user deprovision in a comment', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('people-comment-deprovision')
  })
  afterAll(() => appLab?.stop())
  afterEach(() => stage?.close())

  async function say(login: string, body: string): Promise<string> {
    const { commentId } = await stage.lab.comment(login, 1, body)
    const since = () => stage.ours().filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const shells = async () =>
    (await Promise.all([appLab.ubuntu, appLab.rocky].map((host) => host.run('getent passwd lea tom | cut -d: -f7')))).map((r) => r.stdout)
  const [stay, gone] = ['/bin/bash\n/bin/bash\n', '/usr/sbin/nologin\n/bin/bash\n']

  test('is refused as long as the registry that counts has them, and done once it says that they left', async () => {
    stage = await openStage(appLab.prism(), { mayCommit: true })
    const { lab } = stage
    const merge = (pull: number): void => {
      lab.review('mary', pull, 'APPROVED')
      lab.merge(pull)
    }
    merge(lab.propose('wendy', path, two))
    expect(await say('wendy', '/prism user sync ubuntu-instance rocky-instance')).toMatch(/4 of 4 accounts on 2 instances hold/)
    const planned = await say('wendy', '/prism user deprovision lea --dry-run')
    expect(planned).toMatch(/Plan: `user deprovision` would change 2 things on /)
    expect(await say('wendy', '/prism user deprovision lea')).toMatch(/not-retired[\s\S]*user remove NAME/)
    expect(await say('wendy', '/prism user remove lea')).toContain('proposes it')
    expect(await say('wendy', '/prism user deprovision lea')).toContain('not-retired')
    expect(await shells()).toEqual([stay, stay])

    merge(lab.pulls().find((p) => p.author.login === 'prism-efs[bot]')!.number)
    expect(await say('wendy', '/prism user deprovision lea')).toMatch(/### ✅ \*\*lea\*\* is gone from 2 instances · 2 changes/)
    expect(await shells()).toEqual([gone, gone])
  }, 240_000)
})
