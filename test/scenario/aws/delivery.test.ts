/** What SSM can do to a command on its way, and what is then believed. At most once is counted by the lab's own log of executions. */
import type { Request } from '../../../src/domain/request.ts'
import { cancellations } from '../../../src/domain/run.ts'
import type { CommandFault } from '../../../src/lab/aws/faults.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { codes, of, on, onLab, openStage, origin, type Said, type Stage, traces } from '../../support/lab-stage.ts'

onLab('a command', () => {
  let stage: Stage
  let ubuntu: Instance
  let volume: { readonly id: string; readonly name: string }
  let place: string
  let from: number
  beforeAll(async () => {
    stage = await openStage('delivery')
  })
  beforeEach(async () => {
    ;[volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    place = `/mnt/${volume.name}`
    from = stage.lab.aws.executions().length
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  /** Mounts; at the moment the plan is made, before the mount is sent, the fault is armed. */
  const mountWith = (arm: () => void, options = ''): Promise<Said> =>
    stage.say(`mount ${volume.name} ubuntu --no-sharing-test ${options}`, {
      onEvent: ({ type }) => {
        if (type === 'planned') arm()
      },
    })
  const damaged = (fault: CommandFault) => mountWith(() => stage.lab.aws.faults.command(fault))
  const mountCommandsSent = ({ run }: Said) =>
    stage.lab.aws
      .calls()
      .filter(
        (c) => c.operation === 'SendCommand' && String((c.params as { Comment?: string }).Comment).startsWith(`Prism ${run.id}.mount.`),
      )
  const timesMounted = () => on(ubuntu, 'grep -c "Successfully mounted" /var/log/amazon/efs/mount.log || :')
  /** All executions of this test, ended. */
  async function executions(count: number) {
    for (let i = 0; i < 200; i++) {
      const all = stage.lab.aws.executions().slice(from)
      if (all.length >= count && all.every((e) => e.endedAt)) return all
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`${count} executions did not come to their end`)
  }

  test('that is delivered after its time is refused by the host, and changes nothing', async () => {
    // by its clock the job is good for two seconds more; SSM delivers it after four and has given it up by then
    const behind = stage.prismWithClock(-58)
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`, {
      prism: behind,
      onEvent: ({ type }) => {
        if (type === 'planned') stage.lab.aws.faults.command({ kind: 'late', milliseconds: 3500 })
      },
    })
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['not-delivered'])
    const [, late] = await executions(2)
    expect(late).toMatchObject({ exitCode: 1, ended: 'exited' })
    expect(await traces(ubuntu, place)).toBe('')
    expect(await on(ubuntu, 'getent group prism-shared || echo none; ls /var/lib/prism/jobs')).toBe('none')
  })

  test('is not begun on a host whose clock is two minutes ahead, and that is said', async () => {
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`, { prism: stage.prismWithClock(-120) })
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['job-expired'])
    expect(await traces(ubuntu, place)).toBe('')
  })

  test.each([0, 900])('that is delivered twice, %i ms apart, does its work once', async (apartMilliseconds) => {
    const { report } = await damaged({ kind: 'twice', apartMilliseconds })
    expect(of(report, 'ubuntu').verdict).toBe('holds')
    const [, first, second] = await executions(3)
    expect([first, second].map((e) => [e?.commandId === first?.commandId, e?.count, e?.exitCode])).toEqual([
      [true, 1, 0],
      [true, 2, 0],
    ])
    expect(await timesMounted()).toBe('1')
    expect(await on(ubuntu, `grep -c ' ${place} ' /proc/self/mountinfo; grep -c ${place} /etc/fstab; ls /var/lib/prism/jobs | wc -l`)).toBe(
      '1\n1\n1',
    )
  })

  test('whose SendCommand lost its answer is found again and not sent a second time', async () => {
    const said = await mountWith(() => stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' }))
    expect(of(said.report, 'ubuntu').verdict).toBe('holds')
    expect(mountCommandsSent(said)).toHaveLength(1)
    expect(said.executed).toEqual(['inspect ubuntu', 'mount ubuntu'])
  })

  test('whose answer was lost, and which is listed only later, is found too', async () => {
    const said = await mountWith(() => {
      stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' })
      stage.lab.aws.faults.hideCommands({ calls: 2 })
    })
    expect(of(said.report, 'ubuntu').verdict).toBe('holds')
    expect(mountCommandsSent(said)).toHaveLength(1)
  })

  test('whose answer was lost, and which is never listed, is settled on the host: what it did is told, and it is not sent again', async () => {
    const said = await mountWith(() => {
      stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' })
      stage.lab.aws.faults.hideCommands('for-ever')
    })
    expect({ state: said.run.state, verdict: said.report.verdict }).toEqual({ state: 'done', verdict: 'holds' })
    expect(mountCommandsSent(said)).toHaveLength(1)
    expect(await timesMounted()).toBe('1')
  })

  test('whose answer was lost and that never left SSM is refused from then on, and given once more under another key', async () => {
    const said = await mountWith(() => {
      stage.lab.aws.faults.answer('SendCommand', { kind: 'lost' })
      stage.lab.aws.faults.hideCommands('for-ever')
      stage.lab.aws.faults.command({ kind: 'late', milliseconds: 6_000 })
    })
    expect({ state: said.run.state, verdict: said.report.verdict }).toEqual({ state: 'done', verdict: 'holds' })
    const keys = said.run.jobs.map((j) => j.job.key.replace(/^\w+\./, '').replace(/\.[0-9a-f]{16}/, ''))
    expect(keys).toEqual(['inspect.1', 'mount.1', 'inspect.0', 'mount.1.b'])
    // the first one comes at last
    await executions(4)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await timesMounted()).toBe('1')
    expect((await stage.say(`verify ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })

  test('that is not visible at first is waited for', async () => {
    stage.lab.aws.faults.hideInvocations({ calls: 3 })
    expect((await mountWith(() => undefined)).report.instances[0]?.verdict).toBe('holds')
  })

  test('survives throttling of every call on its way', async () => {
    for (const operation of ['DescribeFileSystems', 'DescribeMountTargets', 'DescribeInstanceInformation', 'ListCommandInvocations'])
      stage.lab.aws.faults.throttle(operation)
    const said = await mountWith(() => stage.lab.aws.faults.throttle('SendCommand', 3))
    expect(of(said.report, 'ubuntu').verdict).toBe('holds')
    expect(said.executed).toEqual(['inspect ubuntu', 'mount ubuntu'])
  })

  test('that the agent never takes was not delivered, and nothing ran', async () => {
    const { run, report } = await mountWith(() => stage.lab.aws.setInstanceState(ubuntu.id, 'silent'))
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['not-delivered'])
    expect(await traces(ubuntu, place)).toBe('')
  })

  test.each([
    ['is empty', { kind: 'cut-output', characters: 0 }, 'transcript-missing'],
    ['ends inside its first line', { kind: 'cut-output', characters: 900 }, 'transcript-truncated'],
    ['ends so, with the agent’s mark', { kind: 'cut-output', characters: 800, marked: true }, 'transcript-truncated'],
    ['does not begin as one', { kind: 'corrupt-output', where: 'head' }, 'transcript-missing'],
    ['was changed in its header', { kind: 'corrupt-output', where: 80 }, 'transcript-corrupt'],
    ['was changed among its records', { kind: 'corrupt-output', where: 1200 }, 'transcript-corrupt'],
  ] as const)('whose transcript %s is not believed: unknown, never green', async (_, fault, code) => {
    const { run, report, executed } = await damaged(fault)
    expect(executed).toEqual(['inspect ubuntu', 'mount ubuntu'])
    expect(codes(report, 'ubuntu')).toEqual([code])
    expect(of(report, 'ubuntu').rows.filter((r) => r.verdict === 'holds')).toEqual([])
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'unknown', verdict: 'unknown' })
  })

  test('whose whole output SSM does not show at once is asked for again', async () => {
    const users = Array.from({ length: 16 }, (_, i) => ({ name: `person-${i}`, uid: 2000 + i }))
    await stage.instance('rocky', { distribution: 'rocky', users })
    const words = `mount ${volume.name} rocky --no-sharing-test --users ${users.map((u) => u.name).join(',')}`
    const { report } = await stage.say(words, {
      onEvent: ({ type }) => {
        if (type === 'planned') stage.lab.aws.faults.fail('GetCommandInvocation', 'InvocationDoesNotExist', 2)
      },
    })
    expect(of(report, 'rocky')).toMatchObject({ verdict: 'holds', findings: [] })
  })

  test('whose transcript lost its end is unknown where the end was needed: with many accounts the summary does not hold it all', async () => {
    const users = Array.from({ length: 16 }, (_, i) => ({ name: `person-${i}`, uid: 2000 + i }))
    await stage.instance('rocky', { distribution: 'rocky', users })
    const words = `mount ${volume.name} rocky --no-sharing-test --users ${users.map((u) => u.name).join(',')}`
    const said = await stage.say(words, {
      onEvent: ({ type }) => {
        if (type === 'planned') stage.lab.aws.faults.command({ kind: 'corrupt-output', where: 'tail' })
      },
    })
    expect(codes(said.report, 'rocky')).toEqual(['transcript-truncated'])
    expect(said.run.state).toBe('unknown')
  })

  describe('when AWS stops answering in the middle of the run', () => {
    const forEver = 1_000_000
    const expired = () => stage.lab.aws.faults.answer('*', { kind: 'error', code: 'ExpiredTokenException' }, forEver)
    const mountUntil = (part: '.mount.' | '.sharing-test.', arm: () => void): Promise<Said> =>
      stage.say(`mount ${volume.name} ubuntu`, {
        onEvent: (event) => {
          if (event.type === 'dispatched' && event.data.key.includes(part)) arm()
        },
      })

    test('what was seen of the mount is reported, and the sharing is unknown', async () => {
      const { run, report } = await mountUntil('.sharing-test.', expired)
      expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'unknown', verdict: 'unknown' })
      expect(of(report, 'ubuntu')).toMatchObject({ verdict: 'holds', findings: [] })
      expect(report.sharing.verdict).toBe('unknown')
      expect(report.sharing.notes.join('\n')).toMatch(/could not write: ssm:ListCommandInvocations: ExpiredTokenException.*sight-lost/)
      expect(report.sharing.notes.join('\n')).toContain('the test’s own files, .prism-sharing-…, may still be there')
      expect(run.jobs.every((j) => j.chunks.every((c) => c.commandId || j.job.script === 'sharing-test'))).toBe(true)
    })

    test('a mount whose end could not be asked for is in doubt, with its command', async () => {
      const { run, report } = await mountUntil('.mount.', expired)
      expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'unknown', verdict: 'unknown' })
      const { commandId } = run.jobs.find((j) => j.job.script === 'mount')!.chunks[0]!
      expect(of(report, 'ubuntu').findings).toMatchObject([{ code: 'sight-lost', seen: expect.stringContaining(`(command ${commandId})`) }])
      expect(report.diagnoses).toBeUndefined()
      await executions(2)
    })

    test('a question that SSM will never answer is given up after three', async () => {
      const { report } = await mountUntil('.mount.', () =>
        stage.lab.aws.faults.answer('ListCommandInvocations', { kind: 'error', code: 'ValidationException' }, forEver),
      )
      expect(codes(report, 'ubuntu')).toEqual(['sight-lost'])
      const refused = stage.lab.aws
        .calls()
        .filter((c) => c.operation === 'ListCommandInvocations' && c.responseBody.includes('ValidationException'))
      expect(refused).toHaveLength(3)
      await executions(2)
    })
  })

  describe('whose first look AWS refuses', () => {
    const refuse = (times: number) => stage.lab.aws.faults.fail('SendCommand', 'AccessDeniedException', times)

    test.each(['mount', 'verify', 'unmount'])('ends %s there, with the action, and without a word about the instances', async (verb) => {
      refuse(100)
      const { run, executed } = await stage.say(`${verb} ${volume.name} ubuntu`)
      expect(run).toMatchObject({ state: 'failed', findings: [{ code: 'aws-denied', seen: expect.stringContaining('ssm:SendCommand') }] })
      expect({ answer: run.answer, executed }).toEqual({ answer: undefined, executed: [] })
    })
  })

  test('is sent once where two workers carry out one run at once, and one of them stops', async () => {
    const workers = stage.twoWorkers()
    const [one, other] = workers
    const request = parseCommand(`/prism mount ${volume.name} ubuntu --no-sharing-test`) as Request
    const runId = await one.request(request, origin)
    const states = (await Promise.all(workers.map((prism) => prism.execute(runId)))).map((e) => e.state)
    expect(states.toSorted()).toEqual(['done', 'taken'])
    const run = await other.run(runId)
    expect(run?.answer).toMatchObject({ kind: 'report', report: { instances: [{ verdict: 'holds' }] } })
    expect(await timesMounted()).toBe('1')
    expect((await executions(2)).map((e) => e.count)).toEqual([1, 1])
    // and whoever comes later, in the same process or another, finds it ended
    expect((await Promise.all(workers.map((prism) => prism.execute(runId)))).map((e) => e.run.seq)).toEqual([run?.seq, run?.seq])
    expect(await one.runs({ limit: 9 })).toMatchObject([{ id: runId, state: run?.state }])
  })

  test('that is refused by AWS names the action, and nothing ran', async () => {
    const { run, report, executed } = await mountWith(() => stage.lab.aws.faults.fail('SendCommand', 'AccessDeniedException'))
    expect(run.state).toBe('failed')
    expect(of(report, 'ubuntu').findings[0]).toMatchObject({ code: 'aws-denied', seen: expect.stringContaining('ssm:SendCommand') })
    expect(executed).toEqual(['inspect ubuntu'])
  })
})

onLab('a run that is interrupted', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('delivery-cancelled')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('in the middle of a mount cancels its SSM command, sends nothing new and is not green', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await ubuntu.faults.onMount({ kind: 'slow', seconds: 3 })
    const interrupt = new AbortController()
    let commandId = ''
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu`, {
      signal: interrupt.signal,
      onEvent: (event) => {
        if (event.type !== 'dispatched' || !event.data.key.includes('.mount.')) return
        commandId = event.data.commandId
        setTimeout(() => interrupt.abort(), 700)
      },
    })
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'unknown', verdict: 'unknown' })
    expect(of(report, 'ubuntu').rows.filter((r) => r.verdict === 'holds')).toEqual([])
    expect(['cancelled', 'invocation-cancelled']).toContain(codes(report, 'ubuntu')[0])
    const cancelled = stage.lab.aws.calls().filter((c) => c.operation === 'CancelCommand')
    expect(cancelled.map((c) => (c.params as { CommandId: string }).CommandId)).toEqual([commandId])
    expect(executed).toEqual(['inspect ubuntu', 'mount ubuntu'])
    expect(stage.lab.aws.executions().at(-1)).toMatchObject({ commandId, ended: 'cancelled' })
    // and the next mount goes on from whatever stands
    await ubuntu.faults.onMount(undefined)
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })

  test('that SSM does not cancel is reported as going on', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await ubuntu.faults.onMount({ kind: 'slow', seconds: 6 })
    const interrupt = new AbortController()
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`, {
      signal: interrupt.signal,
      onEvent: (event) => {
        if (event.type !== 'dispatched' || !event.data.key.includes('.mount.')) return
        stage.lab.aws.faults.fail('CancelCommand', 'AccessDeniedException', 100)
        setTimeout(() => interrupt.abort(), 0)
      },
    })
    expect(codes(report, 'ubuntu')).toEqual(['not-cancelled'])
    expect(cancellations(run)).toMatchObject([{ refused: expect.stringContaining('ssm:CancelCommand') }])
    for (let i = 0; i < 1200 && !stage.lab.aws.executions().at(-1)?.endedAt; i++) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(stage.lab.aws.executions().at(-1)).toMatchObject({ ended: 'exited' })
  })

  test('before it began sends nothing at all', async () => {
    const [volume] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    const { run, executed, strays } = await stage.say(`mount ${volume.name} ubuntu`, { signal: AbortSignal.abort() })
    expect(run.state).not.toBe('done')
    expect(run.findings.map((f) => f.code)).toEqual(['cancelled'])
    expect([...executed, ...strays]).toEqual([])
  })
})
