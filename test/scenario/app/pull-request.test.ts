/** A command in a pull request: its verdict stands on the last commit too, for reviewers. */
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

onLab('a command in a pull request', () => {
  let appLab: AppLab
  let stage: Stage
  let pull: number
  beforeAll(async () => {
    appLab = await openAppLab('app-pull')
    stage = await openStage(appLab.prism())
    pull = stage.lab.propose('wendy', 'docs/data.md', 'The data of the study.\n')
  })
  afterAll(async () => {
    await stage?.close()
    await appLab?.stop()
  })

  const ours = () => stage.lab.checks().filter((c) => c.name.startsWith('Prism: ') && c.sha === stage.lab.pull(pull).commits.at(-1)!.sha)
  const comments = () => stage.ours(pull)
  async function say(body: string): Promise<void> {
    const before = comments().length
    await stage.lab.comment('wendy', pull, body)
    await until(comments, (all) => all.length > before && !all.at(-1)!.body.startsWith('### ⏳'))
  }

  test('has its verdict there as a check run, green as the answer is, and red or grey as it is', async () => {
    await say('/prism status research-data')
    const [first] = await until(ours, (all) => all.length === 1)
    expect(first).toMatchObject({ name: 'Prism: status research-data', conclusion: 'success', title: 'everything is as requested' })
    expect(first!.summary).toMatch(/^`\/prism status research-data`, asked for by `wendy` in comment \d+: run `\w{26}`/)
    await say('/prism verify research-data rocky-instance --mount-point /srv/elsewhere --no-sharing-test')
    const [, second] = await until(ours, (all) => all.length === 2)
    expect(second).toMatchObject({ name: 'Prism: verify research-data', conclusion: 'failure', title: 'it is not as requested' })
    expect(await offences(stage.lab)).toEqual([])
  })

  test('shows nothing of what was refused, of a plan, or of words alone', async () => {
    const before = ours().length
    await say('/prism delete research-data')
    await say('/prism plan unmount research-data rocky-instance')
    await say('/prism whoami')
    await say('/prism create other-data')
    await say('/prism status research-data')
    await until(ours, (all) => all.length > before)
    expect(ours()).toHaveLength(before + 1)
  })

  test('is answered in the thread where GitHub takes no check run', async () => {
    stage.lab.faults.add({ route: 'POST /repos/{owner}/{repo}/check-runs', kind: 'unavailable', times: 1 })
    await say('/prism status research-data')
    expect(comments().at(-1)!.body).toMatch(/^### /)
    await until(
      () => stage.log(),
      (log) => log.includes('a check run could not be made'),
    )
  })
})
