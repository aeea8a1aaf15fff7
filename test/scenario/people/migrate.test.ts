/** Old data of a number becomes a person's: counted, planned, confirmed, changed, looked at again by number, and taken back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Finding } from '../../../src/domain/catalogue.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { main } from '../../../src/entrypoints/cli/cli.ts'
import type { Input } from '../../../src/entrypoints/cli/streams.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { on, onLab, openStage, type Said, type Saying, type Stage } from '../../support/lab-stage.ts'
import { registryOf } from '../../support/people-stage.ts'
import { Screen } from '../../unit/entrypoints/cli/stage.ts'

const codes = (findings: readonly Finding[]): string[] => findings.map((f) => f.code)

const team = `version: 1
people:
  ada: {uid: 65536, hosts: ["calc-*"]}
  grace: {uid: 65537, hosts: ["calc-*"]}
groups:
retired:
`

type OfMigration = Extract<Answer, { readonly kind: 'migration' }>
type Asked = Omit<Extract<Request, { readonly verb: 'migrate' }>, 'verb' | 'volume' | 'selectors'>

onLab('migrate', () => {
  let stage: Stage
  let volume: FileSystem
  let one: Instance
  let two: Instance
  beforeAll(async () => {
    stage = await openStage('migrate')
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  beforeEach(async () => {
    ;[volume, one, two] = await Promise.all([stage.volume(), stage.instance('calc-1'), stage.instance('calc-2')])
    const mounted = await stage.say(`mount ${volume.name} calc-1 calc-2 --no-sharing-test`)
    expect(mounted.run.findings).toEqual([])
    const folder = `/mnt/${volume.name}/users/ubuntu`
    await on(
      one,
      `cd ${folder} && install -d -o 1000 -g 1000 data data/deep && install -d -m 700 -o 1000 -g 1000 own &&
       for f in top data/one data/deep/two own/three; do echo x >$f; chown 1000:1000 $f; done &&
       echo x >grouped && chown 1000:3000 grouped && ln -s /etc/shadow link && chown -h 1000:1000 link &&
       echo x >theirs && chown 1001:1001 theirs`,
    )
  })

  const migrate = (asked: Asked, saying: Saying = {}, names = ['calc-1', 'calc-2']): Promise<Said> =>
    stage.ask(
      {
        verb: 'migrate',
        volume: { kind: 'name', name: volume.name },
        selectors: names.map((name) => ({ kind: 'name', name })),
        registry: registryOf(team),
        ...asked,
      },
      saying,
    )
  const move = { what: { kind: 'move', uid: 1000, under: 'users/ubuntu', to: 'ada' } } as const satisfies Asked
  const answerOf = ({ run }: Said): OfMigration => {
    if (run.answer?.kind !== 'migration') throw new Error(`no migration, but ${run.state}: ${JSON.stringify(run.findings)}`)
    return run.answer
  }
  const reportOf = (said: Said) => {
    const { report, ...plan } = answerOf(said)
    if (!report) throw new Error(`a plan alone: ${JSON.stringify(plan)}`)
    return report
  }
  const owners = async (host: Instance): Promise<string> =>
    on(host, `cd /mnt/${volume.name}/users/ubuntu && find . -mindepth 1 -printf '%P %U:%G\\n' | sort`)
  const digest = (said: Said): string => answerOf(said).plan.digest.slice(0, 16)

  test('a plan first, then exactly that; afterwards none is left, on every instance; and by its list it is taken back', async () => {
    const before = await owners(two)
    const planned = await migrate(move)
    expect(planned.run.state).toBe('done')
    const { counted, agree, plan } = answerOf(planned)
    expect(counted.counts.map((c) => `${c.why} ${c.entries}`)).toEqual(['move 9', 'other 1'])
    expect(counted.left).toEqual([{ path: 'theirs', why: 'other', uid: 1001 }])
    expect(counted.folders).toContainEqual({ top: 'data', uid: 1000, gid: 1000, entries: 4 })
    expect(plan.hosts.map((h) => h.changes.length)).toEqual([1, 0])
    expect(agree).toMatchObject({ verb: 'migrate', plan: digest(planned) })
    expect(await owners(two)).toBe(before)
    expect(await on(one, 'ls /var/lib/prism')).not.toContain('migrated')

    const done = await migrate({ ...move, plan: digest(planned) })
    const report = reportOf(done)
    expect([done.run.state, report.verdict, report.moved, report.findings]).toEqual(['done', 'holds', 9, []])
    expect(report.rows).toEqual([{ what: 'entries of uid 1000 below users/ubuntu', expected: '0', seen: '0', verdict: 'holds' }])
    expect(await owners(two)).toBe(before.replaceAll('1000:1000', '65536:65536').replaceAll('1000:3000', '65536:3000'))
    expect(await on(two, `stat -c %u /mnt/${volume.name}/users/ubuntu`)).toBe('1000')
    expect(await on(one, `stat -c '%a %U' /var/lib/prism/migrated /var/lib/prism/migrated/${report.undo}`)).toBe('700 root\n600 root')

    // again: there is nothing to do, and nothing is sent but looks
    const again = await migrate(move)
    expect([reportOf(again).verdict, reportOf(again).moved, again.run.jobs.some((j) => j.job.changes)]).toEqual(['holds', 0, false])

    const undo = { what: { kind: 'undo', id: report.undo! } } as const satisfies Asked
    await on(one, `echo new >/mnt/${volume.name}/users/ubuntu/data/hers && chown 65536:65536 /mnt/${volume.name}/users/ubuntu/data/hers`)
    const undoing = await migrate(undo)
    expect(answerOf(undoing).counted.counts.map((c) => `${c.why} ${c.entries}`)).toEqual(['move 9', 'other 1', 'unlisted 1'])
    const undone = await migrate({ ...undo, plan: digest(undoing) })
    expect([reportOf(undone).verdict, reportOf(undone).moved]).toEqual(['holds', 9])
    expect(
      (await owners(two))
        .split('\n')
        .filter((line) => !line.startsWith('data/hers'))
        .join('\n'),
    ).toBe(before)
    expect(await owners(two)).toContain('data/hers 65536:65536')
  })

  test('a volume that somebody locked keeps its owners, whatever was agreed to before', async () => {
    const [before, planned] = [await owners(one), await migrate(move)]
    expect((await stage.say(`lock ${volume.name} --reason backup`)).run.state).toBe('done')
    const refused = await migrate({ ...move, plan: digest(planned) })
    expect([refused.run.state, answerOf(refused).refusal?.code, answerOf(refused).report]).toEqual(['denied', 'volume-locked', undefined])
    expect(refused.run.jobs.some((j) => j.job.changes)).toBe(false)
    expect(await owners(one)).toBe(before)
  })

  test('a job that is killed in the middle is told as that; asked again it goes on, and the list has both halves', async () => {
    const folder = `/mnt/${volume.name}/users/ubuntu`
    await on(one, `mkdir ${folder}/many && cd ${folder}/many && seq 20000 | xargs touch && chown -R 1000:1000 ${folder}/many`)
    const uids = (): Promise<string> => on(two, `find ${folder}/many -printf '%U\\n' | sort | uniq -c | sed 's/^ *//'`)
    const planned = await migrate(move)
    const lines = 'cat /var/lib/prism/migrated/* 2>/dev/null | wc -l'
    const kill = `until [ $(${lines}) -gt 300 ]; do sleep 0.005; done; pkill -KILL -f -- '-I -S -B -c'`
    let killed: Promise<unknown> | undefined
    const cut = await migrate(
      { ...move, plan: digest(planned) },
      {
        onEvent: (event) => {
          if (event.type === 'dispatched' && event.data.key.includes('.migrate.2000.')) killed = one.run(kill, { timeoutMs: 60_000 })
        },
      },
    )
    await killed
    expect([cut.run.state, reportOf(cut).moved]).toEqual(['failed', 0])
    expect(await uids()).toMatch(/^\d+ 1000\n\d+ 65536$/)

    const again = await migrate(move)
    const done = await migrate({ ...move, plan: digest(again) })
    expect([reportOf(done).verdict, reportOf(done).undo]).toEqual(['holds', reportOf(cut).undo])
    expect(await uids()).toBe('20001 65536')
    const undo = { what: { kind: 'undo', id: reportOf(done).undo! } } as const satisfies Asked
    const undoing = await migrate(undo)
    expect(reportOf(await migrate({ ...undo, plan: digest(undoing) })).verdict).toBe('holds')
    expect(await uids()).toBe('20001 1000')
  }, 180_000)

  test('whoever has a file open keeps it from being planned, on the other instance too', async () => {
    await on(two, `exec setsid tail -f /dev/null 8>>/mnt/${volume.name}/users/ubuntu/data/one </dev/null >/dev/null 2>&1 &`)
    const planned = await migrate(move)
    expect(codes(answerOf(planned).plan.refused)).toEqual(['files-open'])
    expect(answerOf(planned).open).toMatchObject([{ name: 'tail', what: 'file', instanceId: two.id }])
    expect([planned.run.state, answerOf(planned).plan.jobs]).toEqual(['failed', []])
    // that one is not named: it is told, because the volume is mounted there
    const alone = await migrate(move, {}, ['calc-1'])
    expect(codes(answerOf(alone).plan.refused)).toEqual(['migrate-unasked'])
    expect(await owners(one)).not.toContain('65536')
  })

  test('what changed since the plan is another plan, and nothing of the old one is done', async () => {
    const planned = await migrate(move)
    await on(one, `install -d -o 1000 -g 1000 /mnt/${volume.name}/users/ubuntu/more`)
    const done = await migrate({ ...move, plan: digest(planned) })
    expect([done.run.state, answerOf(done).refusal?.code]).toEqual(['failed', 'plan-changed'])
    expect(await owners(one)).not.toContain('65536')
  })

  test('what cannot be given stays, is named, and is no green', async () => {
    const folder = `/mnt/${volume.name}/users/ubuntu`
    await on(one, `cd ${folder} && echo x >su && chown 1000:1000 su && chmod 4755 su && ln top ../second-name`)
    const planned = await migrate(move)
    const done = await migrate({ ...move, plan: digest(planned) })
    const report = reportOf(done)
    expect([done.run.state, report.verdict, codes(report.findings)]).toEqual(['failed', 'differs', ['migrate-left']])
    expect(report.after.left.map((l) => `${l.why} ${l.path}`).sort()).toEqual(['linked top', 'other theirs', 'setid su'])
    expect(await on(one, `stat -c '%u %a' ${folder}/su ${folder}/top`)).toBe('1000 4755\n1000 644')
  })

  test('a folder that is a link is refused, and so is whoever is not in the registry', async () => {
    await on(one, `ln -s ubuntu /mnt/${volume.name}/users/there`)
    const linked = await migrate({ what: { ...move.what, under: 'users/there' } })
    expect(codes(answerOf(linked).plan.refused)).toEqual(['migrate-no-folder'])
    const stranger = await migrate({ what: { ...move.what, to: 'mallory' } })
    expect(codes(stranger.run.findings)).toEqual(['unregistered'])
    const active = await migrate({ what: { ...move.what, uid: 65_537 } })
    expect(codes(active.run.findings)).toEqual(['bad-option'])
    expect(await owners(one)).not.toContain('65536')
  })

  test('at a terminal the plan says how to have it done, and the report how to take it back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-migrate-'))
    writeFileSync(join(folder, 'people.yml'), team)
    const prism = async (line: string): Promise<{ code: number; out: string }> => {
      const [stdout, stderr] = [new Screen(), new Screen()]
      stdout.columns = 160
      const stdin: Input = Object.assign(new PassThrough(), { isTTY: false })
      const world = { env: {}, stdin, stdout, stderr, compose: () => stage.prism, onInterrupt: () => () => {}, leave: () => {} }
      const code = await main([...line.split(' '), '--registry', join(folder, 'people.yml')], world)
      return { code, out: stdout.text.replace(/\s+/g, ' ') + stderr.text }
    }
    const words = `volume migrate ${volume.name} calc-1 calc-2 --from uid:1000 --under users/ubuntu --to ada`
    const dry = await prism(`${words} --dry-run`)
    expect([dry.code, dry.out]).toEqual([
      0,
      expect.stringContaining('would give 9 entries of uid 1000 below users/ubuntu to uid 65536, on calc-1'),
    ])
    const planned = await prism(words)
    const plan = /--plan ([0-9a-f]{16})/.exec(planned.out)?.[1]
    expect(plan).toBeDefined()
    const done = await prism(`${words} --plan ${plan}`)
    expect([done.code, done.out]).toEqual([
      0,
      expect.stringContaining('9 entries below users/ubuntu went from uid 1000 to 65536 · 0 still of the old number'),
    ])
    expect(done.out).toMatch(/kept on calc-1: \/var\/lib\/prism\/migrated\/[0-9a-f]{16}; to take it back: --undo [0-9a-f]{16}/)
    const { code } = await prism(`${words} --undo 0123456789abcdef`)
    expect(code).toBe(2)
    rmSync(folder, { recursive: true })
  })

  test('by REST the plan is an answer too, and what it says is done under its digest', async () => {
    const token = 'a-token-of-more-than-24-characters'
    const registry = async () => ({ blob: 'b'.repeat(40), registry: registryOf(team), notes: [] })
    const api = await createApi({ prism: stage.prismWithClock(0), tokens: () => parseTokens(`ada:${token}`), registry })
    const ask = async (payload: object) => {
      const headers = { authorization: `Bearer ${token}`, prefer: 'wait=60' }
      return (await api.app.inject({ method: 'POST', url: `/api/v1/volumes/${volume.name}/migrate`, headers, payload })).json()
    }
    const body = { instances: ['calc-1', 'calc-2'], from: 'uid:1000', under: 'users/ubuntu', to: 'ada' }
    try {
      const planned = await ask(body)
      expect(planned).toMatchObject({ state: 'done', answer: { kind: 'migration', counted: { looked: 10 } } })
      const done = await ask({ ...body, plan: planned.answer.plan.digest })
      expect(done).toMatchObject({ state: 'done', answer: { report: { verdict: 'holds', moved: 9 } } })
    } finally {
      await api.close(0)
    }
  })
})
