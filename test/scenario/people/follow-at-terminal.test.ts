/** Keys that follow GitHub at a terminal, which reads a file and asks nobody: what is on the instance stays, is never green, and goes with whoever leaves. */
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab } from '../../support/lab-stage.ts'
import { cells, notesOf, openPeople, type People, planOf, reportOf, said } from '../../support/people-stage.ts'
import { keysOfSshKeygen } from '../../support/public-keys.ts'

const { ed25519 } = keysOfSshKeygen
const dora = (keys: string) => `version: 1
people:
  dora: {uid: 65536, github: {id: 1001, login: dora-l}, hosts: ["*"], keys: ${keys}}
  ben: {uid: 65537, hosts: ["*"]}
`
const pinned = dora(`["${ed25519[0]}"]`)
const follow = dora('follow')
const gone = follow.replace(/ {2}dora.*\n/, '').concat('retired:\n  - {number: 65536, name: dora, since: 2026-01-01}\n')

onLab('keys that follow GitHub, at a terminal', () => {
  let people: People
  beforeAll(async () => {
    people = await openPeople('follow-at-terminal')
  }, 60_000)
  afterEach(() => people.stage.clear())
  afterAll(() => people.stage.stop())

  const keys = (host: Instance) => said(host, 'cat /etc/ssh/authorized_keys.d/dora 2>/dev/null || true')
  const verdictOf = (done: Awaited<ReturnType<People['sync']>>, name: string) =>
    reportOf(done).hosts[0]?.rows.find((r) => r.name === name)?.verdict

  test('let nobody in by themselves, and it is told who would ask', async () => {
    const host = await people.stage.instance('calc-1')
    const first = await people.sync(follow)
    expect(await said(host, 'getent passwd dora | cut -d: -f3')).toBe('65536')
    expect(await keys(host)).toBe('')
    expect(notesOf(first)).toEqual([
      expect.stringMatching(
        /^dora’s keys follow dora-l \(1001\) on GitHub, and stay as they are: .* GitHub is not asked; a sync in a comment or a workflow step/,
      ),
    ])
    expect([verdictOf(first, 'dora'), verdictOf(first, 'ben'), first.run.state]).toEqual(['unknown', 'holds', 'unknown'])
  }, 120_000)

  test('leave those that were there, whatever they are by now on GitHub; they go with whoever leaves', async () => {
    const host = await people.stage.instance('calc-1')
    await people.sync(pinned)
    expect(await keys(host)).toBe(ed25519[0])
    const followed = await people.sync(follow)
    expect(followed.executed).toEqual(['people calc-1'])
    expect(planOf(followed).hosts.flatMap((h) => h.changes)).toEqual([])
    expect(cells(followed, 'calc-1', 'dora').keys).toMatch(/not /)
    expect(followed.run.state).toBe('unknown')
    expect(await keys(host)).toBe(ed25519[0])
    const ended = await people.sync(gone, { confirmRemovals: true })
    expect(ended.run.state).toBe('done')
    expect(await keys(host)).toBe('')
  }, 180_000)
})
