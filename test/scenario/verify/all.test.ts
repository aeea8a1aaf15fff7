/** `verify --all`: nobody names the instances; where a volume is carried is asked of the instances themselves. */
import type { FileSystem } from '../../../src/domain/ports.ts'
import { defaultMountOptions, type KnownPlace } from '../../../src/domain/request.ts'
import { type VolumeCheck, wholeVerdict } from '../../../src/domain/volume-check.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { on, onLab, openStage, type Said, type Stage } from '../../support/lab-stage.ts'

onLab('verifying everything without naming it', () => {
  let stage: Stage
  let data: FileSystem
  let models: FileSystem
  let ubuntu: Instance
  let spare: Instance
  beforeAll(async () => {
    stage = await openStage('verify-all')
    ;[data, models, ubuntu, spare] = await Promise.all([
      stage.volume(),
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('spare'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    await stage.say(`mount ${data.name} ubuntu rocky --no-sharing-test`)
    await stage.say(`mount ${models.name} rocky --mount-point /srv/models --no-sharing-test`)
  })
  afterAll(() => stage?.stop())

  const checksOf = ({ run }: Said): readonly VolumeCheck[] => {
    if (run.answer?.kind !== 'checks') throw new Error(`no checks, but ${run.state}: ${JSON.stringify(run.findings)}`)
    return run.answer.checks
  }
  const checkOf = (said: Said, { id }: FileSystem): VolumeCheck => checksOf(said).find((c) => c.fileSystemId === id)!
  const mountedOn = ({ places }: VolumeCheck): string[] =>
    places.flatMap(({ report }) => report.instances.map((i) => `${i.name} ${report.operation.mountPoint} ${i.verdict}`)).sort()
  const remembering = (known: readonly KnownPlace[]) =>
    stage.ask({ verb: 'verify-all', selectors: [], options: { ...defaultMountOptions, sharingTest: false }, known })

  test('finds each volume on the instances that carry it, at the place where it is, and proves the sharing', async () => {
    const said = await stage.say('verify --all')
    expect(mountedOn(checkOf(said, data))).toEqual([`rocky /mnt/${data.name} holds`, `ubuntu /mnt/${data.name} holds`])
    expect(mountedOn(checkOf(said, models))).toEqual(['rocky /srv/models holds'])
    expect(checksOf(said).map(wholeVerdict)).toEqual(['holds', 'holds'])
    expect(said.run.state).toBe('done')
    expect(new Set(said.executed.map((e) => e.split(' ')[0]))).toEqual(new Set(['inspect', 'sharing-test']))
    expect(said.strays).toEqual([])
  })

  test('says what a mount would repair, and repairs nothing', async () => {
    await on(ubuntu, `chmod 00775 /mnt/${data.name}/shared; sed -i /${data.id}/d /etc/fstab`)
    const said = await stage.say(`verify ${data.name} --all --no-sharing-test`)
    expect(said.run.state).toBe('failed')
    const [place] = checkOf(said, data).places
    expect(place!.plan.differences.map((d) => `${d.subject} ${d.observed}`)).toEqual(
      expect.arrayContaining([`/mnt/${data.name}/shared/ root:prism-shared 775`, '/etc/fstab no line']),
    )
    expect(said.executed.every((e) => e.startsWith('inspect '))).toBe(true)
    expect(await on(ubuntu, `stat -c %a /mnt/${data.name}/shared`)).toBe('775')
    await stage.say(`mount ${data.name} ubuntu --no-sharing-test`)
  })

  test('an instance that lost mount and line is missed: it remembers by itself; where that is lost too, only by who else remembers it', async () => {
    const known = [{ fileSystemId: data.id, instanceId: ubuntu.id, mountPoint: `/mnt/${data.name}` }]
    await on(ubuntu, `umount /mnt/${data.name}; sed -i /${data.id}/d /etc/fstab`)
    expect(mountedOn(checkOf(await remembering([]), data))).toEqual([`rocky /mnt/${data.name} holds`, `ubuntu /mnt/${data.name} differs`])
    await on(ubuntu, `rm /var/lib/prism/asked/${data.id}`)
    expect(mountedOn(checkOf(await remembering([]), data))).toEqual([`rocky /mnt/${data.name} holds`])
    expect(mountedOn(checkOf(await remembering(known), data))).toEqual([
      `rocky /mnt/${data.name} holds`,
      `ubuntu /mnt/${data.name} differs`,
    ])
    const named = await stage.say(`verify ${data.name} ubuntu --all --no-sharing-test`)
    expect(mountedOn(checkOf(named, data))).toEqual([`rocky /mnt/${data.name} holds`, `ubuntu /mnt/${data.name} differs`])
    await stage.say(`mount ${data.name} ubuntu --no-sharing-test`)
  })

  test('what cannot be asked is unknown and shown, whether it is remembered or not', async () => {
    stage.lab.aws.setInstanceState(ubuntu.id, 'offline')
    stage.lab.aws.setInstanceState(spare.id, 'offline')
    const known = [{ fileSystemId: data.id, instanceId: ubuntu.id, mountPoint: `/mnt/${data.name}` }]
    const said = await remembering(known)
    const check = checkOf(said, data)
    expect(said.run.state).toBe('unknown')
    expect(check.findings.map((f) => [f.code, f.instanceId])).toEqual([['instance-offline', ubuntu.id]])
    expect(check.unasked.map((u) => u.instanceId)).toEqual([spare.id])
    expect(wholeVerdict(checkOf(said, models))).toBe('unknown')
    for (const { id } of [ubuntu, spare]) stage.lab.aws.setInstanceState(id, 'online')
  })

  test('an instance that is remembered and that AWS no longer knows is reported, and is not a fault', async () => {
    const gone = 'i-0123456789abcdef0'
    const said = await remembering([{ fileSystemId: data.id, instanceId: gone, mountPoint: `/mnt/${data.name}` }])
    expect(checkOf(said, data).gone.map((f) => [f.code, f.instanceId])).toEqual([['instance-not-found', gone]])
    expect(checkOf(said, data).findings).toEqual([])
    expect(mountedOn(checkOf(said, data))).toEqual([`rocky /mnt/${data.name} holds`, `ubuntu /mnt/${data.name} holds`])
  })

  test('one volume that cannot be looked at does not stop the others', async () => {
    stage.lab.aws.faults.answer('DescribeMountTargets', { kind: 'error', code: 'AccessDeniedException', status: 403 })
    const said = await stage.say('verify --all --no-sharing-test')
    const refused = checksOf(said).filter((c) => c.findings.length > 0)
    expect(refused.map((c) => [c.places.length, ...c.findings.map((f) => f.code)])).toEqual([[0, 'aws-denied']])
    expect(checksOf(said).flatMap(mountedOn)).not.toEqual([])
    expect(said.run.state).toBe('unknown')
  })
})
