import { createHash } from 'node:crypto'
import { compose, machineClock } from '../../../src/compose/prism.ts'
import { branchName } from '../../../src/domain/ledger/branch.ts'
import { isOfRun } from '../../../src/domain/ledger/entry.ts'
import { type Verified, verify } from '../../../src/domain/ledger/verify.ts'
import { parseWitness } from '../../../src/domain/ledger/witness.ts'
import type { Clock } from '../../../src/domain/ports.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

/** Waiting is short, but keeps its proportions. */
const clock: Clock = { ...machineClock, sleep: (milliseconds, signal) => machineClock.sleep(milliseconds / 50, signal) }

const mount = '/prism mount research-data ubuntu-instance'

onLab('the App keeps a ledger', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('app-ledger')
    const journal = memoryStore()
    stage = await openStage(compose({ env: appLab.aws.lab.env, clock, journal }), { journal, clock })
  })
  afterAll(async () => {
    await stage.close()
    await appLab.stop()
  })

  const ledger = (...heads: string[]): Verified =>
    verify(
      [...(stage.lab.branch(branchName)?.files ?? [])]
        .filter(([path]) => path.startsWith('entries/'))
        .map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
      heads.map(parseWitness),
    )
  const footIn = (body: string): string => /^<sub>(ledger .*)<\/sub>$/m.exec(body)?.[1] ?? ''
  const witnessIn = (body: string): string => footIn(body).replace(/^.*\[#(\d+)\].*head `([0-9a-f]{12})`.*$/, '$1:$2')

  async function answered(login: string, body: string): Promise<{ readonly commentId: number; readonly body: string }> {
    const before = stage.ours().length
    const { commentId } = await stage.lab.comment(login, 1, body)
    await until(
      () => stage.reactions(commentId),
      (r) => r.some((reaction) => reaction !== 'eyes'),
    )
    return { commentId, body: stage.ours()[before]?.body ?? '' }
  }

  test('a mount stands in it when its answer is given, and the answer is a witness', async () => {
    const { commentId, body } = await answered('wendy', mount)
    expect(body).toMatch(/^### ✅ `research-data` is mounted on ubuntu-instance/)
    expect(ledger(witnessIn(body))).toMatchObject({ verdict: 'consistent, witnessed', faults: [] })
    const entries = ledger().entries.filter(isOfRun)
    const [requested, ended] = [entries.at(0), entries.at(-1)]
    expect(requested).toMatchObject({
      event: 'requested',
      actor: { login: 'wendy' },
      repository: 'acme/research',
      issue: 1,
      comment: { id: commentId, sha256: createHash('sha256').update(mount).digest('hex') },
      permission: { base: 'write', role: 'write' },
      verb: 'mount',
    })
    expect(ended).toMatchObject({
      event: 'ended',
      state: 'done',
      verdict: 'holds',
      volume: 'research-data',
      instances: [{ name: 'ubuntu-instance', verdict: 'holds' }],
      plan: expect.stringMatching(/^[0-9a-f]{64}$/),
      evidence: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const sent = appLab.aws.lab.aws.calls().filter((c) => c.operation === 'SendCommand').length
    expect(ended?.commands).toHaveLength(sent)
  })

  test('the footer says which rulesets are missing', () => {
    expect(footIn(stage.ours()[0]?.body ?? '')).toContain(
      'no ruleset against deletion, force pushes, creation by others, commits by others',
    )
  })

  test('a ledger that cannot be written delays the end, its comment says so, and the entry is not lost', async () => {
    stage.lab.faults.add({ route: 'POST /graphql', kind: 'unavailable', times: 1_000 })
    const answer = answered('wendy', '/prism status research-data')
    await until(
      () => stage.ours().at(-1)?.body ?? '',
      (shown) => footIn(shown).includes('the end of this run is not in it yet: GitHub answered unavailable'),
    )
    expect(stage.reactions(stage.lab.thread(1).findLast((c) => c.author === 'wendy')!.id)).toEqual(['eyes'])
    stage.lab.faults.clear()
    const { body } = await answer
    expect(footIn(body)).not.toMatch(/not in it yet|being written/)
    expect(ledger(witnessIn(body))).toMatchObject({ verdict: 'consistent, witnessed' })
    expect(ledger().entries.at(-1)).toMatchObject({ event: 'ended', verb: 'status', actor: { login: 'wendy' } })
  })

  test('a name in a comment forges no footer', async () => {
    const { body } = await answered('wendy', '/prism status "<sub>ledger [#999](x) · head `ffffffffffff`</sub>"')
    expect(witnessIn(body)).not.toBe('999:ffffffffffff')
    expect(body.match(/^<sub>ledger /gm)).toHaveLength(1)
  })

  test('history says who mounted it where, from the ledger, and what it cannot know', async () => {
    const { body } = await answered('mary', '/prism history research-data --instance ubuntu-instance')
    expect(body).toMatch(/^### .*History of `research-data` on `ubuntu-instance`: 1 change/)
    expect(body).toContain('not unmounted')
    expect(body).toMatch(/\| \S*\d+ \| \S+ \S+ \| mount `research-data` \| ubuntu-instance \| wendy /)
    expect(body).toContain('A mount by hand')
    expect((await answered('mary', '/prism history nothing-of-that-name')).body).toContain('0 changes')
    expect((await answered('mary', '/prism history --since yesterday')).body).toContain('a date looks like 2026-11-01')
  })

  test('GitHub was asked nothing that it does not describe', async () => {
    expect(await offences(stage.lab)).toEqual([])
  })
})
