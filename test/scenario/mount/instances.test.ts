/** Which instances a mount reaches, and what is said of those that it does not. */
import type { InstanceState } from '../../../src/lab/aws/world.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage, traces } from '../../support/lab-stage.ts'

onLab('mounting on several instances', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  beforeAll(async () => {
    stage = await openStage('mount-instances')
    volume = await stage.volume()
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('one of three is offline: two are green, one is a finding, and the whole is not green', async () => {
    const [, rocky, debian] = await Promise.all([
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }, 'offline'),
      stage.instance('debian', { distribution: 'debian' }),
    ])
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu rocky debian`)
    for (const name of ['ubuntu', 'debian']) {
      expect(notHolding(report, name)).toEqual([])
      expect(of(report, name).verdict).toBe('holds')
    }
    expect(report.sharing.verdict).toBe('holds')
    expect(report.findings).toMatchObject([{ code: 'instance-offline', instanceId: rocky.id }])
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'failed', verdict: 'differs' })
    expect(executed.filter((e) => e.endsWith('rocky'))).toEqual([])
    expect(await on(debian, `findmnt -rno TARGET /mnt/${volume.name}`)).toBe(`/mnt/${volume.name}`)
  })

  test('one of three goes offline between the look and the mount: it is judged by itself', async () => {
    const [ubuntu, rocky] = await Promise.all([
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
      stage.instance('debian', { distribution: 'debian' }),
    ])
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu rocky debian`, {
      onEvent: ({ type }) => {
        if (type === 'planned') stage.lab.aws.setInstanceState(rocky.id, 'offline')
      },
    })
    expect(['ubuntu', 'debian'].map((name) => of(report, name).verdict)).toEqual(['holds', 'holds'])
    expect(of(report, 'rocky').verdict).not.toBe('holds')
    expect(codes(report, 'rocky')).toEqual(['instance-offline'])
    expect(run.state).toBe('failed')
    expect(await on(ubuntu, `findmnt -rno TARGET /mnt/${volume.name}`)).toBe(`/mnt/${volume.name}`)
    expect(await traces(rocky, `/mnt/${volume.name}`)).toBe('')
  })

  test('of several people one is missing here and one there: each is named where it is missing, the others are done', async () => {
    const user = (name: string, uid: number) => ({ name, uid })
    const [ada, ben, cy] = [user('ada', 2001), user('ben', 2002), user('cy', 2003)]
    const [ubuntu, rocky] = await Promise.all([
      stage.instance('ubuntu', { users: [ada, ben] }),
      stage.instance('rocky', { distribution: 'rocky', users: [ben, cy] }),
    ])
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu rocky --users ada,ben,cy`)
    const missing = (name: string) => of(report, name).rows.flatMap((r) => (r.code === 'account-missing' ? [r.subject] : []))
    expect([missing('ubuntu'), missing('rocky')]).toEqual([['cy'], ['ada']])
    expect(run.state).toBe('failed')
    for (const [instance, there, absent] of [
      [ubuntu, 'ada', 'cy'],
      [rocky, 'cy', 'ada'],
    ] as const) {
      expect(await on(instance, 'id -nG ben')).toContain('prism-shared')
      expect(await on(instance, `id -nG ${there}`)).toContain('prism-shared')
      expect(await on(instance, `id ${absent} 2>&1 || true`)).toContain('no such user')
    }
    expect((await on(ubuntu, `ls /mnt/${volume.name}/users`)).split('\n')).toEqual(expect.arrayContaining(['ada', 'ben', 'cy']))
  })

  test('a tag means all that carry it', async () => {
    const tags = { Team: 'astro' }
    await Promise.all([
      stage.instance('ubuntu', { tags }),
      stage.instance('rocky', { distribution: 'rocky', tags }),
      stage.instance('bystander'),
    ])
    const { run, report } = await stage.say(`mount ${volume.name} tag:Team=astro rocky`)
    expect(run.state).toBe('done')
    expect(report.instances.map((i) => i.name)).toEqual(['rocky', 'ubuntu'])
  })

  const states: readonly (readonly [InstanceState, string])[] = [
    ['offline', 'instance-offline'],
    ['unmanaged', 'instance-unmanaged'],
    ['stopped', 'instance-stopped'],
    ['windows', 'instance-platform'],
  ]
  test.each(states)('an instance that is %s has an error of its own, and nothing is sent', async (state, code) => {
    const { id } = await stage.instance('that-one', {}, state)
    for (const selector of ['that-one', id]) {
      const { run, report, executed } = await stage.say(`mount ${volume.name} ${selector}`)
      expect(run.state).toBe('failed')
      expect(report).toMatchObject({ verdict: 'differs', instances: [], findings: [{ code }] })
      expect(report.findings[0]?.seen).toContain(selector)
      expect(executed).toEqual([])
    }
    expect(stage.lab.aws.executions().filter((e) => e.instanceId === id)).toEqual([])
  })

  test('a name that nobody has, one that two have, and a tag that matches nothing', async () => {
    const twins = await Promise.all([
      stage.instance('twin-a', { tags: { Name: 'twin' } }),
      stage.instance('twin-b', { tags: { Name: 'twin' } }),
    ])
    const { report, executed } = await stage.say(`mount ${volume.name} nobody twin tag:Team=none i-0123456789abcdef0`)
    expect(report.findings.map((f) => f.code)).toEqual(['instance-not-found', 'instance-ambiguous', 'no-instances', 'instance-not-found'])
    for (const { id } of twins) expect(report.findings[1]?.seen).toContain(id)
    expect(executed).toEqual([])
    // by its id it can be meant
    const one = await stage.say(`mount ${volume.name} ${twins[0].id}`)
    expect(one.report.verdict).toBe('holds')
  })
})
