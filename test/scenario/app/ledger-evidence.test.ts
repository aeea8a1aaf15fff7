/** Where the App keeps the evidence of runs, by the policy of the repository that they were asked in. */
import { createHash } from 'node:crypto'
import { compose, machineClock } from '../../../src/compose/prism.ts'
import { branchName, evidenceBranchName } from '../../../src/domain/ledger/branch.ts'
import { isOfRun, type RunEntry } from '../../../src/domain/ledger/entry.ts'
import { verify } from '../../../src/domain/ledger/verify.ts'
import type { Clock } from '../../../src/domain/ports.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { stagePolicy } from '../../support/rights.ts'

/** Waiting is short, but keeps its proportions. */
const clock: Clock = { ...machineClock, sleep: (milliseconds, signal) => machineClock.sleep(milliseconds / 50, signal) }
/** Not granted, so the run ends before AWS is asked anything. */
const refused = '/prism unlock research-data'
const tokens = 'POST /app/installations/{installation_id}/access_tokens'

describe('the evidence of a run', () => {
  let stage: Stage | undefined
  afterEach(async () => {
    expect(await offences(stage!.lab)).toEqual([])
    await stage!.close()
  })

  async function open(policy: string, operatorFile?: string): Promise<Stage> {
    const journal = memoryStore()
    const prism = compose({ env: { AWS_REGION: 'eu-central-1' }, clock, journal })
    stage = await openStage(prism, { journal, clock, policy, ...(operatorFile ? { operatorFile } : {}) })
    return stage
  }
  async function asked(on: Stage): Promise<string> {
    const { commentId } = await on.lab.comment('wendy', 1, refused)
    await until(
      () => on.reactions(commentId),
      (r) => r.includes('-1'),
    )
    return on.ours().at(-1)!.body
  }
  const bytesOn = (on: Stage, branch: string, repository?: string): readonly [string, Buffer][] =>
    [...(on.lab.branch(branch, repository)?.bytes ?? [])].filter(([path]) => path.startsWith('evidence/'))
  function end(on: Stage): RunEntry | undefined {
    const all = [...(on.lab.branch(branchName)?.bytes ?? [])].filter(([path]) => path.startsWith('entries/'))
    const last = verify(all.map(([path, bytes]) => ({ path, bytes }))).entries.at(-1)
    return last && isOfRun(last) && last.event === 'ended' ? last : undefined
  }
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

  test('is not published without a word: the ledger of a public repository has its digest, and says why', async () => {
    const on = await open(stagePolicy)
    await asked(on)
    expect(end(on)).toMatchObject({ verb: 'unlock', file: { without: 'public' }, evidence: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(bytesOn(on, branchName)).toEqual([])
  })

  test('lies beside the entries of a public repository where the policy says both where, and what everybody may see', async () => {
    const on = await open(`${stagePolicy}ledger: { evidence: beside }\n`)
    await asked(on)
    const [[path, bytes] = ['', Buffer.alloc(0)], ...more] = bytesOn(on, branchName)
    expect(more).toEqual([])
    expect(end(on)).toMatchObject({ file: { sha256: sha256(bytes), bytes: bytes.length } })
    expect(path).toContain(`/${end(on)?.run}-${sha256(bytes)}.jsonl.gz`)
  })

  test('lies in another, private repository, written with a token for that and nothing else', async () => {
    const on = await open(`${stagePolicy}ledger: { evidence: { repository: acme/private } }\n`)
    await asked(on)
    const [[, bytes] = ['', Buffer.alloc(0)]] = bytesOn(on, evidenceBranchName, 'acme/private')
    expect(end(on)).toMatchObject({ file: { sha256: sha256(bytes), repository: 'acme/private' } })
    expect(bytesOn(on, branchName)).toEqual([])
    const narrowed = on.lab.calls().filter((c) => c.route === tokens && JSON.stringify(c.body ?? {}).includes('repositories'))
    expect(narrowed.map((c) => c.body)).toEqual([{ repositories: ['private'], permissions: { contents: 'write' } }])
  })

  test('waits with its entry for a repository that the App is not installed on, and the comment says so', async () => {
    const on = await open(`${stagePolicy}ledger: { evidence: { repository: acme/nowhere } }\n`)
    expect(await asked(on)).toMatch(
      /the end of this run is not in it yet: .*not installed on acme\/nowhere, where the policy wants the evidence of runs/,
    )
    expect(end(on)).toBeUndefined()
  })

  test('is kept nowhere where the policy names a repository that is not its own to name', async () => {
    const policy = `${stagePolicy}ledger: { evidence: { repository: acme/private } }\n`
    const on = await open(policy, 'version: 1\nrepositories: { acme/research: }\n')
    await asked(on)
    expect(end(on)).toMatchObject({ file: { without: 'refused' } })
    expect(bytesOn(on, evidenceBranchName, 'acme/private')).toEqual([])
  })
})
