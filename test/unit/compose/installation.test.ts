/** A token of the App for one repository and one permission, from the lab's GitHub. */
import { narrowedClient, probotOf } from '../../../src/compose/installation.ts'
import { makeLog } from '../../../src/entrypoints/app/log.ts'
import { probotLog } from '../../../src/entrypoints/app/probot-log.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'

describe('a narrowed token', () => {
  let lab: LabGitHub
  afterEach(() => lab.stop())

  async function open(contents: string, now = () => new Date()) {
    lab = await startLabGitHub({
      repositories: [
        { fullName: 'acme/research', issues: [] },
        { fullName: 'acme/records', private: true, issues: [] },
      ],
      app: { permissions: { metadata: 'read', issues: 'write', contents } },
    })
    const identity = { appId: lab.app.id, privateKey: lab.app.privateKey, baseUrl: lab.url, paced: false }
    const probot = probotOf(identity, probotLog(makeLog({ write: () => {}, secrets: [] })))
    await probot.ready()
    const at = (repo: string) =>
      narrowedClient(probot, { repository: { owner: 'acme', repo }, permissions: { contents: 'write' }, identity }, now)
    return { at, made: () => lab.calls().filter((c) => c.path.endsWith('/access_tokens')) }
  }
  const read = (repo: string) => ['GET /repos/{owner}/{repo}/git/ref/{ref}', { owner: 'acme', repo, ref: 'heads/main' }] as const
  const tree = { owner: 'acme', repo: 'records', tree: [{ path: 'a', mode: '100644', type: 'blob', content: 'a' }] }

  test('writes files in its repository, and can do nothing else and nothing elsewhere', async () => {
    const { at, made } = await open('write')
    const records = at('records')
    expect((await records.request('POST /repos/{owner}/{repo}/git/trees', tree)).data).toMatchObject({ sha: expect.any(String) })
    await expect(records.request(...read('research'))).rejects.toMatchObject({ status: 404 })
    await expect(records.request('GET /repos/{owner}/{repo}/issues', { owner: 'acme', repo: 'records' })).rejects.toMatchObject({
      status: 403,
    })
    expect(made().map((c) => c.body)).toEqual([{ repositories: ['records'], permissions: { contents: 'write' } }])
  })

  test('is not made where the installation has not been granted that', async () => {
    const { at } = await open('read')
    await expect(at('records').request('POST /repos/{owner}/{repo}/git/trees', tree)).rejects.toMatchObject({
      code: 'forbidden',
      status: 422,
    })
  })

  test('is not made for a repository that the App is not installed on, and asked for again by whoever asks again', async () => {
    const { at } = await open('write')
    const nowhere = at('nowhere')
    for (let n = 0; n < 2; n++) await expect(nowhere.request(...read('nowhere'))).rejects.toMatchObject({ status: 404 })
    expect(lab.calls().filter((c) => c.path === '/repos/acme/nowhere/installation')).toHaveLength(2)
  })

  test('is made anew before its hour is over', async () => {
    let ahead = 0
    const { at, made } = await open('write', () => new Date(Date.now() + ahead))
    const records = at('records')
    for (ahead of [0, 0, 56 * 60_000]) await records.request('POST /repos/{owner}/{repo}/git/trees', tree)
    expect(made()).toHaveLength(2)
  })
})
