/** Access points that enforce a user: to EFS everybody who comes through one is that one person, root too. */
import { CreateAccessPointCommand } from '@aws-sdk/client-efs'
import type { Enforcement } from '../../../src/domain/enforced-user.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Run } from '../../../src/domain/run.ts'
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { notHolding, of, on, onLab, openStage, type Stage, steps, unless } from '../../support/lab-stage.ts'

// the lab's server of such a mount needs what its hung server needs
const test = unless(whyNoHungServer())

/** What the targets of a check of everything come through. */
const pointsIn = ({ answer }: Run): string[] =>
  answer?.kind === 'checks'
    ? answer.checks
        .flatMap((c) => c.places)
        .flatMap((p) => p.report.operation.targets)
        .flatMap((t) => t.spec.accessPoint?.name ?? [])
        .filter((name, at, all) => all.indexOf(name) === at)
    : []

onLab('an access point that enforces a user', () => {
  let stage: Stage
  let volume: FileSystem
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('enforced-user')
    ;[volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu', {
        users: [
          { name: 'ada', uid: 2001 },
          { name: 'bob', uid: 2002 },
        ],
      }),
    ])
  })
  afterAll(() => stage?.stop())

  const asked: Enforcement = { user: { uid: 5001, gid: 3000, groups: [3100] }, folder: { uid: 5001, gid: 3000, mode: '2775' } }
  const create = async (name: string, path: string, enforced = asked) => {
    const volumeRef = { kind: 'id' as const, id: volume.id }
    const { run } = await stage.ask({ verb: 'create-access-point', volume: volumeRef, wanted: { name, path, enforced } })
    if (run.answer?.kind !== 'access-point' || !run.answer.point) throw new Error(JSON.stringify(run.findings))
    return run.answer.point
  }

  test('makes every local account and root that user, and lets none of them be another', async () => {
    const point = await create('by-hand', '/projects/by-hand')
    const by = (who: string, what: string) =>
      `setpriv --reuid ${who} --regid ${who} --clear-groups bash -c 'umask 022; cd /mnt/hand; ${what}'`
    const seen = await on(
      ubuntu,
      `mkdir /mnt/hand; mount -t efs -o tls,accesspoint=${point.id} ${volume.id}:/ /mnt/hand
${by('2001', 'echo 1 >ada; mkdir -m 0700 d; echo 2 >d/secret')}
${by('2002', 'cat d/secret; echo 3 >>ada; chmod 640 ada')}
touch /mnt/hand/root; chown 0 /mnt/hand/root 2>&1
${by('2002', 'chown 2002 ada')} 2>&1
cd /mnt/hand; stat -c '%n %u:%g %a' . ada d root; cat ada; findmnt -no SOURCE .; cd /; umount /mnt/hand; rmdir /mnt/hand`,
    )
    expect(seen.split('\n')).toEqual([
      '2',
      "chown: changing ownership of '/mnt/hand/root': Operation not permitted",
      "chown: changing ownership of 'ada': Operation not permitted",
      '. 5001:3000 2775',
      'ada 5001:3000 640',
      'd 5001:3000 2700',
      'root 5001:3000 644',
      '1',
      '3',
      '127.0.0.1:/',
    ])
  })

  test('mounted on all instances, is green for what it is for: one person, seen as such, and the folder is one', async () => {
    const rocky = await stage.instance('rocky', { distribution: 'rocky' })
    await create('pipeline', '/projects/pipeline')
    const words = `${volume.name} ubuntu rocky --users ada,bob --access-point pipeline`
    await on(rocky, 'useradd -u 2001 ada; useradd -u 2003 bob')
    const { report } = await stage.say(`mount ${words}`)
    expect(of(report, 'ubuntu').findings).toEqual([])
    expect([...notHolding(report, 'ubuntu'), ...notHolding(report, 'rocky')]).toEqual([])
    expect(
      of(report, 'ubuntu')
        .rows.filter((r) => r.section === 'behaviour')
        .map((r) => `${r.subject}: ${r.observed}`),
    ).toEqual([
      'ada · new file: uid 5001, gid 3000 to EFS, 0664',
      'ada · new folder: uid 5001, gid 3000 to EFS, 2775',
      'bob · new file: uid 5001, gid 3000 to EFS, 0664',
      'bob · new folder: uid 5001, gid 3000 to EFS, 2775',
      'root · new file: uid 5001, gid 3000 to EFS, 0664',
      'root · giving a file to uid 0: refused',
      'somebody outside the group · new file: uid 5001, gid 3000 to EFS, 0664',
    ])
    expect(new Set(report.sharing.cells.map((c) => c.verdict))).toEqual(new Set(['as-one']))
    expect(report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'holds' } })
    expect(report.identity?.people.map((p) => [p.uid, p.accounts.length])).toEqual([[5001, 6]])
    expect(report.identity?.spaces).toEqual([])
    expect(report.notes).toHaveLength(3)
    expect(await on(ubuntu, `ls -A /mnt/${volume.name}`)).toBe('')
    const again = await stage.say(`mount ${words}`)
    expect(steps(again.report, 'ubuntu')).not.toContain('=changed')
    expect((await stage.say(`verify ${words}`)).report.verdict).toBe('holds')
    const all = await stage.say(`verify ${volume.name} --all --users ada,bob`)
    expect(all.run.answer).toMatchObject({ checks: [{ places: [{ report: { verdict: 'holds' } }] }] })
    expect(pointsIn(all.run)).toEqual(['pipeline'])
    expect((await stage.say(`unmount ${volume.name} ubuntu rocky`)).report.verdict).toBe('holds')
  })

  test('mounted on one instance beside the whole volume on another: what each can do with the other’s files is seen', async () => {
    const [whole, robot] = await Promise.all([stage.instance('whole', { users: [{ name: 'eve', uid: 2004 }] }), stage.instance('robot')])
    const own = await stage.volume()
    await stage.ask({
      verb: 'create-access-point',
      volume: { kind: 'id', id: own.id },
      wanted: { name: 'robots', path: '/projects/robots', enforced: asked },
    })
    const words = `${own.name} whole robot --access-point robots --access-point-on robot`
    const { report, run } = await stage.say(`mount ${words}`)
    expect([...notHolding(report, 'whole'), ...notHolding(report, 'robot')]).toEqual([])
    expect(report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'holds' } })
    // the volume was laid out before the access point made its folder in it
    expect(run.findings).toEqual([])
    expect(report.sharing.cells.map((c) => [c.writer.uid, c.reader.uid, c.verdict])).toEqual([
      [5001, 1000, 'shared'],
      [1000, 5001, 'shared'],
    ])
    expect(report.identity?.spaces.map((space) => [space.path, space.access.map((a) => a.account)])).toEqual([['users/ubuntu', ['ubuntu']]])
    expect(report.identity?.people.map((p) => p.uid)).toEqual([1000, 5001])
    expect(await on(whole, `ls -A /mnt/${own.name}/projects/robots; stat -c '%u:%g %a' /mnt/${own.name}/projects/robots`)).toBe(
      '5001:3000 2775',
    )
    // fstab brings it back, and what fstab says is what --all goes by
    await robot.reboot()
    const all = await stage.say(`verify ${own.name} --all`)
    expect(all.run.answer).toMatchObject({ checks: [{ places: [{ report: { verdict: 'holds' } }] }] })
    expect(pointsIn(all.run)).toEqual(['robots'])
    // closed to the group from the whole volume: whoever is there is shut out, and the matrix says so
    await on(whole, `chmod 2700 /mnt/${own.name}/projects/robots`)
    const closed = await stage.say(`verify ${words}`)
    expect(closed.report).toMatchObject({ verdict: 'differs', sharing: { verdict: 'differs' } })
    expect([...notHolding(closed.report, 'robot')]).toEqual([])
    // no longer that user's: nobody there may write
    await on(whole, `chown 0:0 /mnt/${own.name}/projects/robots; chmod 755 /mnt/${own.name}/projects/robots`)
    const refused = await stage.say(`verify ${words}`)
    const differing = of(refused.report, 'robot').rows.filter((r) => r.verdict === 'differs')
    expect(new Set(differing.map((r) => r.code))).toEqual(new Set(['enforced-user-refused']))
    // the whole volume, or an access point that enforces nobody, is not it
    const wrong = await stage.say(`verify ${own.name} robot --no-sharing-test --as-said`)
    expect(of(wrong.report, 'robot').rows[0]).toMatchObject({ verdict: 'differs', code: 'mount-wrong' })
  })

  test('is read-only where that is asked, has no layout to set, and is not deleted while somebody comes through it', async () => {
    await create('quiet', '/shared')
    const words = `${volume.name} ubuntu --access-point quiet --mount-point /mnt/quiet`
    const { report } = await stage.say(`mount ${words} --read-only`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(
      of(report, 'ubuntu')
        .rows.filter((r) => r.section === 'behaviour')
        .map((r) => r.observed),
    ).toEqual(Array.from({ length: 2 }, () => 'refused: read-only'))
    for (const option of ['--private', '--sticky', '--adopt', '--group lab:3100'])
      expect((await stage.say(`mount ${words} ${option}`)).run.findings.map((f) => f.code)).toEqual(['access-point-enforces-user'])
    const volumeRef = { kind: 'id' as const, id: volume.id }
    // somebody else's may enforce anybody
    const PosixUser = { Uid: 0, Gid: 0 }
    const { AccessPointId } = await unmanaged(stage.lab).efs.send(
      new CreateAccessPointCommand({ ClientToken: 'root', FileSystemId: volume.id, PosixUser }),
    )
    const asRoot = await stage.say(`mount ${volume.name} ubuntu --access-point ${AccessPointId}`)
    expect(asRoot.run.findings.map((f) => f.code)).toEqual(['bad-access-point-user'])
    const deleted = await stage.ask({ verb: 'delete-access-point', volume: volumeRef, point: { kind: 'name', name: 'quiet' } })
    expect(deleted.run.findings.map((f) => f.code)).toEqual(['access-point-in-use'])
    expect((await stage.say(`unmount ${volume.name} ubuntu --mount-point /mnt/quiet`)).report.verdict).toBe('holds')
  })

  test('that lets people be who they are, whatever EFS lists, is not green, and the identity section names them', async () => {
    const point = await create('odd', '/projects/odd')
    // of the earlier mount at that place
    await ubuntu.faults.sweepClientState()
    await stage.lab.world.storage.setAccessPoint?.(point.id, {
      fileSystemId: volume.id,
      path: '/projects/odd',
      creation: { uid: 5001, gid: 3000, permissions: '2775' },
    })
    const { report } = await stage.say(`mount ${volume.name} ubuntu --users ada,bob --access-point odd`)
    expect(report.verdict).toBe('differs')
    expect(notHolding(report, 'ubuntu')).toEqual([
      'behaviour ada · new file: uid 2001, gid 3000 to EFS, 0664 (differs)',
      'behaviour ada · new folder: uid 2001, gid 3000 to EFS, 2775 (differs)',
      'behaviour bob · new file: uid 2002, gid 3000 to EFS, 0664 (differs)',
      'behaviour bob · new folder: uid 2002, gid 3000 to EFS, 2775 (differs)',
      'behaviour root · new file: uid 0, gid 3000 to EFS, 0664 (differs)',
      'behaviour root · giving a file to uid 0: done: root is root there (differs)',
      'behaviour somebody outside the group · new file: refused (differs)',
    ])
    expect(report.identity?.people.map((p) => p.uid)).toEqual([0, 2001, 2002])
    expect(report.notes).toContain(
      'On ubuntu, odd makes everybody 5001:3000+3100, and it did not: ada (uid 2001), bob (uid 2002), root (uid 0).',
    )
  })
})
