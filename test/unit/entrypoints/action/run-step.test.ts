import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEvidence } from '../../../../src/entrypoints/action/evidence.ts'
import { runStep } from '../../../../src/entrypoints/action/run-step.ts'
import { readEvidence } from '../../../../src/runs/evidence/read.ts'
import { allowed, commandId, dispatched, dispatching, ended, key, resolved, returned } from './sample-run.ts'
import { hearRunner, playPrism, runId, runnerEnv, stepWith } from './stand-ins.ts'

const inputs = { volume: 'research-data', instances: 'ubuntu-instance\n  rocky-instance' }
const whole = [allowed, resolved, dispatching, dispatched, returned]
const report = (heard: { outputs: Map<string, string> }) => JSON.parse(heard.outputs.get('report') ?? '')

describe('a workflow step', () => {
  test('that mounts and holds: exit 0, ok, the report, the table in the summary', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([...whole, ended('done', 'holds')])
    expect(await runStep(stepWith(heard, play.prism).step)).toBe(0)
    expect(Object.fromEntries(heard.outputs)).toMatchObject({ ok: 'true', 'run-id': runId })
    expect(report(heard)).toMatchObject({
      runId,
      verdict: 'holds',
      findings: [],
      instances: [{ name: 'ubuntu-instance' }, { name: 'rocky-instance' }],
    })
    expect(heard.summaries).toEqual([heard.outputs.get('summary')])
    expect(heard.summaries[0]).toContain('rocky-instance')
    expect(heard.annotations).toEqual([])
  })

  test('leaves its evidence in the runner’s folder and says where', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-action-'))
    try {
      const heard = hearRunner(inputs)
      const play = playPrism([...whole, ended('done', 'holds')])
      await runStep(stepWith(heard, play.prism, { env: { ...runnerEnv, RUNNER_TEMP: folder }, openEvidence }).step)
      const path = heard.outputs.get('evidence')!
      expect(path.startsWith(`${folder}/prism-`)).toBe(true)
      expect((await readEvidence(path)).events).toEqual(JSON.parse(JSON.stringify(await play.prism.events(runId))))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('goes on without evidence where none can be written, with a warning', async () => {
    const heard = hearRunner(inputs)
    const { step } = stepWith(heard, playPrism([ended('done', 'holds')]).prism, {
      env: { ...runnerEnv, RUNNER_TEMP: '/dev/null' },
      openEvidence,
    })
    expect(await runStep(step)).toBe(0)
    expect(heard.outputs.get('evidence')).toBe('')
    expect(heard.annotations).toMatchObject([{ level: 'warning', title: 'Prism: no evidence' }])
  })

  test('asks in the name of the workflow’s actor, for what the inputs say', async () => {
    const play = playPrism([ended('done', 'holds')])
    await runStep(stepWith(hearRunner({ ...inputs, users: 'ana, bo', sticky: 'true' }), play.prism).step)
    expect(play.asked).toMatchObject([
      {
        request: {
          verb: 'mount',
          volume: { kind: 'name', name: 'research-data' },
          selectors: [
            { kind: 'name', name: 'ubuntu-instance' },
            { kind: 'name', name: 'rocky-instance' },
          ],
          options: { people: [{ name: 'ana' }, { name: 'bo' }], sticky: true, adopt: false, sharingTest: true },
        },
        origin: {
          entrypoint: 'workflow',
          actor: { id: '583231', name: 'mona' },
          repository: 'octo/lab',
          runUrl: 'https://github.com/octo/lab/actions/runs/42/attempts/2',
        },
      },
    ])
  })

  test('where one instance differs: exit 1, outputs all the same, an annotation that names the instance', async () => {
    const heard = hearRunner(inputs)
    expect(await runStep(stepWith(heard, playPrism([...whole, ended('failed', 'differs')]).prism).step)).toBe(1)
    expect(heard.outputs.get('ok')).toBe('false')
    expect(report(heard).verdict).toBe('differs')
    expect(heard.annotations).toEqual([
      {
        level: 'error',
        title: 'Prism: gid-taken',
        message: expect.stringContaining('On "rocky-instance", "i-0bbbbbbbbbbbbbbbb": gid 3000 is'),
      },
    ])
  })

  test('whose outcome is unknown is not green', async () => {
    const heard = hearRunner(inputs)
    expect(await runStep(stepWith(heard, playPrism([...whole, ended('unknown', 'unknown')]).prism).step)).toBe(1)
    expect(report(heard).verdict).toBe('unknown')
    expect(heard.annotations.map((a) => a.level)).toEqual(['error'])
  })

  test('that ended without a report has proven nothing', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([{ type: 'ended', data: { state: 'done', findings: [] } }])
    expect(await runStep(stepWith(heard, play.prism).step)).toBe(1)
    expect(heard.outputs.get('ok')).toBe('false')
  })

  test('with a fault of Prism’s own says so, in doubt once the run began', async () => {
    const heard = hearRunner(inputs)
    const { prism } = playPrism([])
    const broken = { ...prism, execute: () => Promise.reject(new TypeError('undefined is not a volume')) }
    expect(await runStep(stepWith(heard, broken).step)).toBe(1)
    expect(report(heard)).toMatchObject({ runId, verdict: 'unknown' })
    expect(heard.annotations).toEqual([
      { level: 'error', title: 'Prism: internal-error', message: expect.stringContaining('undefined is not a volume') },
    ])
  })
})

describe('bad inputs are said before anything is loaded', () => {
  test.each([
    ['missing-input', { instances: 'a' }],
    ['missing-input', { volume: 'v' }],
    ['bad-volume-name', { ...inputs, volume: ';$(reboot)' }],
    ['bad-instance-name', { ...inputs, instances: 'ok {{ssm:x}}' }],
    ['bad-command', { ...inputs, command: 'delete' }],
    ['bad-command', { ...inputs, command: 'status' }],
    ['root-account', { ...inputs, users: 'root' }],
    ['bad-mount-point', { ...inputs, 'mount-point': '/etc' }],
    ['bad-option', { ...inputs, adopt: 'yes' }],
    ['bad-option', { ...inputs, region: 'evil.example/#' }],
    ['bad-option', { ...inputs, comment: '1; rm' }],
    ['bad-option', { ...inputs, 'client-url': 'http://plain.example/x.deb', 'client-sha256': '0'.repeat(64) }],
    ['too-large', { ...inputs, instances: 'a '.repeat(600_000) }],
  ])('%s (%#)', async (code, given) => {
    const heard = hearRunner(given)
    const play = playPrism([ended('done', 'holds')])
    const { step, loads } = stepWith(heard, play.prism)
    expect(await runStep(step)).toBe(1)
    expect(loads()).toBe(0)
    expect(play.asked).toEqual([])
    expect(report(heard)).toMatchObject({ runId: '', verdict: 'refused', findings: [{ code }] })
    expect(heard.annotations).toMatchObject([{ level: 'error', title: `Prism: ${code}` }])
    expect(heard.outputs.get('ok')).toBe('false')
  })

  test('an actor whose id the runner does not tell, as nektos/act does, is named, and the id is not made up', async () => {
    const heard = hearRunner(inputs)
    const { GITHUB_ACTOR_ID: _, ...env } = runnerEnv
    const play = playPrism([])
    await runStep(stepWith(heard, play.prism, { env }).step)
    expect(play.asked).toMatchObject([{ origin: { actor: { id: 'unknown', name: 'mona' } } }])
  })

  test('a run without an actor is not recorded', async () => {
    const heard = hearRunner(inputs)
    const { step, loads } = stepWith(heard, playPrism([]).prism, { env: { ...runnerEnv, GITHUB_ACTOR: '' } })
    expect(await runStep(step)).toBe(1)
    expect(loads()).toBe(0)
    expect(heard.annotations[0]?.message).toContain('GITHUB_ACTOR is not set')
  })
})

describe('a comment, when asked for', () => {
  const commenting = { ...inputs, comment: 'true', 'github-token': 'ghs_secret' }

  test('goes to the event’s issue with the table, and the token is masked', async () => {
    const heard = hearRunner(commenting)
    const { step, posted } = stepWith(heard, playPrism([...whole, ended('done', 'holds')]).prism)
    expect(await runStep(step)).toBe(0)
    expect(posted).toEqual([{ token: 'ghs_secret', issue: 7, markdown: heard.outputs.get('summary') }])
    expect(heard.masked).toEqual(['ghs_secret'])
  })

  test('goes to the issue whose number is given', async () => {
    const { step, posted } = stepWith(hearRunner({ ...commenting, comment: '12' }), playPrism([ended('done', 'holds')]).prism)
    await runStep(step)
    expect(posted.map((p) => p.issue)).toEqual([12])
  })

  test('needs an issue: an event without one is refused before anything is done', async () => {
    const heard = hearRunner(commenting)
    const { step, loads } = stepWith(heard, playPrism([]).prism, { readFile: () => '{"ref":"refs/heads/main"}' })
    expect(await runStep(step)).toBe(1)
    expect(loads()).toBe(0)
    expect(report(heard).findings[0].code).toBe('bad-option')
  })

  test('that GitHub refuses is a warning; what was proven stays proven', async () => {
    const heard = hearRunner(commenting)
    const refuse = () => Promise.reject(new Error('Resource not accessible by integration'))
    const { step } = stepWith(heard, playPrism([...whole, ended('done', 'holds')]).prism, { postComment: refuse })
    expect(await runStep(step)).toBe(0)
    expect(heard.annotations).toMatchObject([{ level: 'warning', title: 'Prism: no comment' }])
  })
})

describe('a cancelled job', () => {
  const until = async (check: () => boolean) => {
    for (let i = 0; i < 200 && !check(); i++) await new Promise((go) => setTimeout(go, 5))
    expect(check()).toBe(true)
  }

  test('has nothing to cancel when every command has returned', async () => {
    const heard = hearRunner(inputs)
    await runStep(stepWith(heard, playPrism([...whole, ended('done', 'holds')]).prism).step)
    expect(Object.fromEntries(heard.state)).toEqual({ main: 'began', commands: '[]', sending: '[]' })
  })

  test('leaves the ids of the commands it interrupted to the post step, which cancels once more', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([allowed, resolved, dispatching, dispatched, { wait: 'for-abort' }, returned, ended('unknown', 'unknown')])
    const { step, signals } = stepWith(heard, play.prism)
    const code = runStep(step)
    await until(() => heard.state.get('commands') === JSON.stringify([commandId]))
    signals.emit('SIGINT')
    expect(await code).toBe(1)
    expect(play.cancelledRuns).toEqual([runId])
    expect(heard.state.get('commands')).toBe(JSON.stringify([commandId]))
    expect(heard.log.join('\n')).toContain('The outcome on the instances is unknown')
  })

  test('whose core does not come back says within the grace what is known: unknown', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([allowed, resolved, dispatching, dispatched, { wait: 'for-ever' }])
    const { step, signals, posted } = stepWith(heard, play.prism)
    const code = runStep(step)
    await until(() => heard.state.has('commands'))
    signals.emit('SIGINT')
    expect(await code).toBe(1)
    expect(report(heard)).toMatchObject({ runId, verdict: 'unknown', findings: [{ code: 'cancelled' }] })
    expect(heard.state.get('commands')).toBe(JSON.stringify([commandId]))
    expect(posted).toEqual([])
  })

  test('stops waiting at the second signal', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([allowed, { wait: 'for-ever' }])
    const { step, signals } = stepWith(heard, play.prism, { graceMilliseconds: 60_000 })
    const code = runStep(step)
    await until(() => play.asked.length === 1)
    signals.emit('SIGINT')
    signals.emit('SIGTERM')
    expect(await code).toBe(1)
    expect(heard.outputs.get('ok')).toBe('false')
  })

  test('cancels a command whose id came only after the interrupt', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([allowed, resolved, dispatching, { wait: 'for-abort' }, ended('unknown', 'unknown')], [dispatched])
    const { step, signals } = stepWith(heard, play.prism)
    const code = runStep(step)
    await until(() => heard.state.get('sending') === JSON.stringify([`prism ${key}`]))
    signals.emit('SIGINT')
    await code
    expect(play.cancelled).toEqual([commandId])
  })

  test('whose run had ended by then says what was seen', async () => {
    const heard = hearRunner(inputs)
    const play = playPrism([...whole, { wait: 'for-abort' }, ended('done', 'holds')])
    const { step, signals } = stepWith(heard, play.prism)
    const code = runStep(step)
    await until(() => heard.state.get('commands') === '[]')
    signals.emit('SIGTERM')
    expect(await code).toBe(0)
    expect((await play.prism.run(runId))?.state).toBe('done')
  })
})
