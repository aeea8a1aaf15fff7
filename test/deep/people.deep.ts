/** Two people of a registry on three real kernels: one number each, spaces that hold against everybody else, a reboot, and one of them leaving. In that order. */
import { defaultMountOptions } from '../../src/domain/request.ts'
import type { KernelInstance } from '../../src/lab/kernels/instance.ts'
import { registryOf as registry } from '../support/registered.ts'
import { type DeepStage, on, onKernels, openDeepStage, patience } from './stage.ts'
import { inWords, tell } from './telling.ts'

const team = `
version: 1
people:
  ada: {uid: 65536, hosts: ["*"], groups: [genomics]}
  grace: {uid: 65537, hosts: ["*"]}
groups:
  genomics: {gid: 65540, directory: genomics}
`
const withoutGrace = team.replace(/ {2}grace.*\n/, '').concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n')

onKernels('people on real kernels', () => {
  let stage: DeepStage<'ubuntu' | 'rocky' | 'amazon'>
  beforeAll(async () => {
    stage = await openDeepStage('people', {
      ubuntu: { distribution: 'ubuntu' },
      rocky: { distribution: 'rocky' },
      amazon: { distribution: 'amazon' },
    })
  }, patience)
  afterAll(() => stage?.stop())

  const names = ['ubuntu', 'rocky', 'amazon'] as const
  const nodes = () => names.map((name) => stage.nodes[name])
  const selectors = names.map((name) => ({ kind: 'name', name }) as const)
  const ask = (verb: 'mount' | 'verify') =>
    stage.ask({
      verb,
      volume: { kind: 'name', name: 'deep' },
      selectors,
      options: defaultMountOptions,
      people: { file: 'people.yml', registry: registry(team) },
    })
  const reportOf = (run: Awaited<ReturnType<typeof ask>>) => {
    if (run.answer?.kind !== 'report') throw new Error(`no report, but ${run.state}: ${JSON.stringify(run.findings)}`)
    return run.answer.report
  }
  /** What a login session of the account prints, and whether it could. */
  const as = async (node: KernelInstance, account: string, command: string) => {
    const { code, stdout, stderr } = await node.run(`su - ${account} -s /bin/sh -c '${command}'`, { timeoutMs: patience / 2 })
    return { code, said: `${stdout}${stderr}`.trim() }
  }
  const draft = () => `${stage.place}/users/ada/draft`

  test('are one number on each, by a mount with the registry', async () => {
    const run = await ask('mount')
    expect([run.state, run.findings]).toEqual(['done', []])
    for (const node of nodes())
      expect(await on(node, 'id -u ada grace; id -nG ada')).toBe('65536\n65537\nada prism-shared genomics prism-people')
    tell('', inWords(reportOf(run)))
  })

  test('what a person writes on one instance is theirs on the others, and no other’s: neither a person’s nor the machine account’s', async () => {
    const { ubuntu, rocky, amazon } = stage.nodes
    expect(await as(ubuntu, 'ada', `echo Draft > ${draft()}`)).toEqual({ code: 0, said: '' })
    expect(await on(rocky, `stat -c '%u %a' ${stage.place}/users/ada ${draft()}`)).toMatch(/^65536 700\n65536 6\d\d$/)
    for (const node of [rocky, amazon]) expect(await as(node, 'ada', `cat ${draft()}`)).toEqual({ code: 0, said: 'Draft' })
    for (const [node, account] of [
      [ubuntu, 'grace'],
      [rocky, 'grace'],
      [ubuntu, 'ubuntu'],
      [rocky, 'rocky'],
      [amazon, 'ec2-user'],
    ] as const) {
      const { code, said } = await as(node, account, `cat ${draft()}`)
      expect([account, code === 0, said]).toEqual([account, false, expect.stringContaining('Permission denied')])
      expect((await as(node, account, `echo theirs > ${stage.place}/users/ada/planted`)).code).not.toBe(0)
    }
    tell('', 'ada’s space is 0700 and hers by number on three kernels; grace, ubuntu, rocky and ec2-user are refused')
  })

  test('are the same after a reboot', async () => {
    const { rocky } = stage.nodes
    await rocky.reboot()
    expect(await as(rocky, 'ada', `cat ${draft()}`)).toEqual({ code: 0, said: 'Draft' })
    expect((await as(rocky, 'grace', `cat ${draft()}`)).code).not.toBe(0)
    const run = await ask('verify')
    expect([run.state, reportOf(run).verdict]).toEqual(['done', 'holds'])
    tell('rocky is rebooted', inWords(reportOf(run)))
  })

  test('who leaves in the middle of a session is gone from all of them, and what was theirs stays', async () => {
    const { ubuntu, rocky } = stage.nodes
    await as(ubuntu, 'grace', `echo hers > ${stage.place}/users/grace/kept`)
    // a session in the middle of its work, with a file on the volume open
    await on(
      rocky,
      `setsid su - grace -s /bin/sh -c 'exec 3>>${stage.place}/users/grace/kept; sleep 1000' </dev/null >/dev/null 2>&1 &
       for i in $(seq 100); do pgrep -u 65537 sleep >/dev/null && break; sleep 0.1; done; pgrep -u 65537 -c sleep`,
    )
    const run = await stage.ask({ verb: 'sync-people', selectors, registry: registry(withoutGrace), confirmRemovals: true })
    expect([run.state, run.findings]).toEqual(['done', []])
    for (const node of nodes()) {
      expect(await on(node, 'pgrep -u 65537 -c || true')).toBe('0')
      expect(await on(node, 'getent passwd grace | cut -d: -f3,7')).toMatch(/^65537:.*nologin$/)
      expect((await as(node, 'ada', 'id -u')).said).toBe('65536')
    }
    expect(await on(ubuntu, `stat -c %u ${stage.place}/users/grace/kept; cat ${stage.place}/users/grace/kept`)).toBe('65537\nhers')
    tell(
      'grace leaves with a session and a file open',
      'no process of hers is left on three kernels; what she wrote is there, under her number',
    )
  })
})
