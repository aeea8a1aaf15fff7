/** Access points: a folder of a volume, given to an instance as if it were the whole, and never taken from under a client. */
import type { Enforcement } from '../../../src/domain/enforced-user.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

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
  const create = (name: string, path: string, dryRun = false, enforced?: Enforcement) =>
    ask({ verb: 'create-access-point', volume: named(), wanted: { name, path, ...(enforced ? { enforced } : {}) } }, dryRun)
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

  test('that enforces a user is made once; what differs from one of its name is said', async () => {
    const user = { uid: 5001, gid: 3000, groups: [3100] }
    const asked = { user, folder: { uid: 5001, gid: 3000, mode: '2770' } }
    const planned = await create('pipeline', '/projects/pipeline', true, asked)
    expect(planned.run.provisioned).toMatchObject([{ status: 'planned', detail: expect.stringContaining('everybody is 5001:3000+3100') }])
    const made = await create('pipeline', '/projects/pipeline', false, asked)
    expect(made.run.answer).toMatchObject({ point: { path: '/projects/pipeline', ...asked } })
    const again = await create('pipeline', '/projects/pipeline', false, asked)
    expect(again.run.provisioned.map((s) => s.status)).toEqual(['unchanged'])
    const refusals = await Promise.all([
      create('pipeline', '/projects/pipeline'),
      create('pipeline', '/projects/pipeline', false, { ...asked, user: { ...user, uid: 5002 } }),
      create('pipeline', '/projects/pipeline', false, { ...asked, user: { ...user, groups: [] } }),
      create('pipeline', '/projects/pipeline', false, { ...asked, folder: { ...asked.folder, mode: '0755' } }),
    ])
    expect(refusals.map(({ run }) => run.findings.map((f) => [f.code, f.seen.replace(/^fsap-\w+ \(pipeline\) /, '')]))).toEqual([
      [['access-point-exists-otherwise', 'enforces 5001:3000+3100, not nobody']],
      [['access-point-exists-otherwise', 'enforces 5001:3000+3100, not 5002:3000+3100']],
      [['access-point-exists-otherwise', 'enforces 5001:3000+3100, not 5001:3000']],
      [['access-point-exists-otherwise', 'makes its folder 5001:3000 2770, not 5001:3000 755']],
    ])
    expect((await remove('pipeline')).run.state).toBe('done')
  })

  test('mounted through it, its folder is a whole volume: laid out, green, shared, and the rest is out of sight', async () => {
    const { report } = await stage.say(`mount ${volume.name} ubuntu --access-point genomics`)
    expect(of(report, 'ubuntu').findings.map((f) => f.seen)).toEqual([])
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report).toMatchObject({
      verdict: 'holds',
      sharing: { verdict: 'holds' },
      operation: { targets: [{ spec: { accessPoint: { path: '/projects/genomics' } } }] },
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
    expect((await stage.say(`unmount ${volume.name} ubuntu --mount-point /mnt/${volume.name}`)).report.verdict).toBe('holds')
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

  test('that leads to a private directory, put there by whoever may rename what is above, opens it to nobody', async () => {
    await on(ubuntu, 'mkdir /mnt/whole/cells && mkdir -m 700 /mnt/whole/cells/x && echo secret >/mnt/whole/cells/x/secret')
    await create('cells', '/cells/x')
    const { report } = await stage.say(`mount ${volume.name} ubuntu --access-point cells --mount-point /mnt/cells`)
    expect(codes(report, 'ubuntu')).toEqual(['layout-not-ours'])
    expect(await on(ubuntu, "cd /mnt/whole/cells && stat -c '%u:%g %a' x && ls x; ! ls /mnt/cells 2>/dev/null")).toBe('0:3000 2700\nsecret')
    // whoever knows it hands it over
    await on(ubuntu, 'chmod 2775 /mnt/whole/cells/x')
    const known = await stage.say(`mount ${volume.name} ubuntu --access-point cells --mount-point /mnt/cells --no-sharing-test`)
    expect(codes(known.report, 'ubuntu')).toEqual([])
    await stage.say(`unmount ${volume.name} ubuntu --mount-point /mnt/cells`)
  })
})
