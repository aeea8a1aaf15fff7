/** Access points that enforce a user: to EFS everybody who comes through one is that one person, root too. */
import type { Enforcement } from '../../src/domain/enforced-user.ts'
import type { FileSystem } from '../../src/domain/ports.ts'
import { whyNoHungServer } from '../../src/lab/instances/faults.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { on, onLab, openStage, type Stage, unless } from '../support/lab-stage.ts'

// the lab's server of such a mount needs what its hung server needs
const test = unless(whyNoHungServer())

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
})
