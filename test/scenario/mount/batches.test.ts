/** A rollout in batches: it stops after a failure, and the same command again goes on with what is left. */
import { codes, notHolding, of, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

onLab('mounting in batches', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('mount-batches')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  const mounts = (executed: readonly string[]) => executed.filter((e) => e.startsWith('mount '))

  test('one fails in the second batch: the third is not begun, and the same command later begins with those that are left', async () => {
    const volume = await stage.volume()
    const [, second, third] = await Promise.all(['calc-1', 'calc-2', 'calc-3'].map((name) => stage.instance(name)))
    const words = `mount ${volume.name} calc-1 calc-2 calc-3 --batch 1`
    const begun: unknown[] = []
    const stopped = await stage.say(words, {
      onEvent: (event) => {
        if (event.type !== 'batch-begun') return
        begun.push(event.data)
        if (event.data.number === 2) stage.lab.aws.setInstanceState(second!.id, 'offline')
      },
    })
    expect(begun).toEqual([
      { number: 1, of: 3, instances: 1, failed: 0 },
      { number: 2, of: 3, instances: 1, failed: 0 },
    ])
    expect(mounts(stopped.executed)).toEqual(['mount calc-1'])
    expect(of(stopped.report, 'calc-1').verdict).toBe('holds')
    expect(codes(stopped.report, 'calc-2')).toEqual(['instance-offline'])
    expect(codes(stopped.report, 'calc-3')).toEqual(['rollout-stopped'])
    expect(stopped.run.state).toBe('failed')
    expect(await on(third!, `ls -d /mnt/${volume.name} 2>&1 || true`)).toContain('No such file')

    stage.lab.aws.setInstanceState(second!.id, 'online')
    const again = await stage.say(words)
    expect(mounts(again.executed)).toEqual(['mount calc-2', 'mount calc-3', 'mount calc-1'])
    for (const name of ['calc-1', 'calc-2', 'calc-3']) expect(notHolding(again.report, name)).toEqual([])
    expect(again.run.state).toBe('done')
  })

  test('a verify in batches stops as well, and with --max-errors it looks at all', async () => {
    const volume = await stage.volume()
    const [first] = await Promise.all(['calc-1', 'calc-2'].map((name) => stage.instance(name)))
    await stage.say(`mount ${volume.name} calc-1 calc-2`)
    await on(first!, `sed -i '/${volume.id}/d' /etc/fstab`)
    const stopped = await stage.say(`verify ${volume.name} calc-1 calc-2 --batch 50%`)
    expect(of(stopped.report, 'calc-1').verdict).toBe('differs')
    expect(codes(stopped.report, 'calc-2')).toEqual(['rollout-stopped'])
    const whole = await stage.say(`verify ${volume.name} calc-1 calc-2 --batch 50% --max-errors 1`)
    expect(of(whole.report, 'calc-1').verdict).toBe('differs')
    expect(notHolding(whole.report, 'calc-2')).toEqual([])
  })
})
