/** Access points: a folder of a volume, given to an instance as if it were the whole, and never taken from under a client. */
import type { FileSystem } from '../../src/domain/ports.ts'
import type { Request } from '../../src/domain/request.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage } from '../support/lab-stage.ts'

onLab('an access point', () => {
  let stage: Stage
  let volume: FileSystem
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('access-points')
    ;[volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
  })
  afterAll(() => stage?.stop())

  const ask = (request: Request, dryRun = false) => stage.ask(request, { dryRun })
  const named = () => ({ kind: 'id' as const, id: volume.id })
  const create = (name: string, path: string, dryRun = false) => ask({ verb: 'create-access-point', volume: named(), name, path }, dryRun)
  const points = async () => {
    const { run } = await ask({ verb: 'access-points', volume: named() })
    return run.answer?.kind === 'access-points' ? run.answer.points.map((p) => `${p.name} ${p.path} ${p.state}`) : []
  }
  const remove = (name: string, dryRun = false) =>
    ask({ verb: 'delete-access-point', volume: named(), point: { kind: 'name', name } }, dryRun)

  test('is made once, also when asked twice; one of the name that leads elsewhere is refused', async () => {
    expect((await create('genomics', '/projects/genomics', true)).run.state).toBe('done')
    expect(await points()).toEqual([])
    const made = await create('genomics', '/projects/genomics')
    expect(made.run.answer).toMatchObject({
      kind: 'access-point',
      point: { name: 'genomics', path: '/projects/genomics', state: 'available' },
    })
    const again = await create('genomics', '/projects/genomics')
    expect(again.run.provisioned.map((s) => s.status)).toEqual(['unchanged'])
    expect((await create('genomics', '/projects/other')).run.findings.map((f) => f.code)).toEqual(['access-point-exists-otherwise'])
    expect(await points()).toEqual(['genomics /projects/genomics available'])
  })

  test('mounted through it, its folder is a whole volume: laid out, green, shared, and the rest is out of sight', async () => {
    const { report } = await stage.say(`mount ${volume.name} ubuntu --access-point genomics`)
    expect(of(report, 'ubuntu').findings.map((f) => f.seen)).toEqual([])
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report).toMatchObject({
      verdict: 'holds',
      sharing: { verdict: 'holds' },
      operation: { accessPoint: { path: '/projects/genomics' } },
    })
    const place = `/mnt/${volume.name}`
    expect(await on(ubuntu, `grep -o 'accesspoint=fsap-[0-9a-f]*' /etc/fstab; ls ${place}; echo x >${place}/shared/x`)).toMatch(
      /^accesspoint=fsap-[0-9a-f]{17}\nshared\nusers$/,
    )
    // seen from the whole volume, whose root nobody laid out yet, it lies where the access point leads
    await stage.say(`mount ${volume.name} ubuntu --mount-point /mnt/whole --adopt --no-sharing-test`)
    expect(await on(ubuntu, `cat /mnt/whole/projects/genomics/shared/x; stat -c '%u:%g %a' /mnt/whole/projects/genomics`)).toBe(
      'x\n0:3000 2775',
    )
    const same = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
    expect(of(same.report, 'ubuntu').rows[0]).toMatchObject({ verdict: 'holds', expected: expect.stringContaining('through fsap-') })
    // one is not the other
    const other = await stage.say(`verify ${volume.name} ubuntu --as-said --no-sharing-test`)
    expect(of(other.report, 'ubuntu').rows[0]).toMatchObject({ verdict: 'differs', code: 'mount-wrong' })
    expect(codes((await stage.say(`mount ${volume.name} ubuntu`)).report, 'ubuntu')).toEqual(['mount-point-taken'])
  })

  test('is not deleted while a client mounts through it, or while an instance cannot be asked; a dry run deletes nothing', async () => {
    expect((await remove('genomics')).run.findings.map((f) => f.code)).toEqual(['access-point-in-use'])
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    // the whole volume is still mounted, which does not need the access point
    const mute = await stage.instance('mute', {}, 'offline')
    expect((await remove('genomics')).run.findings.map((f) => f.code)).toEqual(['access-point-use-unknown'])
    stage.lab.aws.removeInstance(mute.id)
    expect((await remove('genomics', true)).run.provisioned.map((s) => s.status)).toEqual(['planned'])
    expect(await points()).toEqual(['genomics /projects/genomics available'])
    expect((await remove('genomics')).run.state).toBe('done')
    expect(await points()).toEqual([])
    expect((await remove('genomics')).run.findings.map((f) => f.code)).toEqual(['access-point-not-found'])
    expect(await on(ubuntu, 'cat /mnt/whole/projects/genomics/shared/x')).toBe('x')
  })

  test('is not mounted without TLS, nor one that is not there', async () => {
    await create('chem', '/projects/chem')
    const plain = await stage.say(`mount ${volume.name} ubuntu --access-point chem --allow-plain-nfs`)
    expect(plain.run.findings.map((f) => f.code)).toEqual(['bad-option'])
    const absent = await stage.say(`mount ${volume.name} ubuntu --access-point fsap-0123456789abcdef0`)
    expect(absent.run.findings.map((f) => f.code)).toEqual(['access-point-not-found'])
    expect([...plain.executed, ...absent.executed]).toEqual([])
  })
})
