/** Mounts that go wrong on the instance: what is said, and that nothing stays half done. */
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import {
  codes,
  hurry,
  notHolding,
  of,
  on,
  onLab,
  openStage,
  replaceProgram,
  type Stage,
  steps,
  strangers,
  traces,
  unless,
} from '../../support/lab-stage.ts'

onLab('a mount that goes wrong', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  beforeAll(async () => {
    stage = await openStage('mount-faults')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('the client ends with exit 0 and mounts nothing: not believed', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'network-inactive' })
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['mount-not-there'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain('network was not yet available')
    expect(await traces(ubuntu, place)).toBe('')
  })

  test('the client mounts another file system: found out, undone', async () => {
    const [ubuntu, other] = await Promise.all([stage.instance('ubuntu'), stage.volume()])
    // what the client's own state then says is the wrong one's id
    await on(ubuntu, `mkdir -p ${place}`)
    await replaceProgram(
      ubuntu,
      '/usr/bin/mount',
      `#!/bin/bash\nfor word; do words+=("\${word/${volume.id}/${other.id}}"); done\nexec /usr/bin/mount.real "\${words[@]}"\n`,
    )
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['mount-wrong'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain(other.id)
    expect(await on(ubuntu, `findmnt ${place} || echo none; cat /etc/fstab`)).toBe('none')
  })

  test('the mount comes up read-only: said, undone', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'read-only' })
    const { report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['read-only'])
    expect(report.verdict).toBe('differs')
    expect(steps(report, 'ubuntu')).toContain('undo=changed')
    expect(await traces(ubuntu, place)).toBe('')
  })

  test('the client fails: its own words are shown', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'fail', text: 'mount.nfs4: Connection reset by peer $(reboot)' })
    const { report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['mount-failed'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain('Connection reset by peer')
    expect(await traces(ubuntu, place)).toBe('')
  })

  test('the mount command hangs: its time limit ends it, and nothing of it is left', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'hang' })
    await hurry(ubuntu)
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['mount-timeout'])
    expect(await traces(ubuntu, place)).toBe('')
    expect(await strangers(ubuntu)).toEqual([])
  })

  unless(whyNoHungServer())('the server hangs after the mount: said within seconds, detached again, nothing left behind', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await ubuntu.faults.onMount({ kind: 'hung-server' })
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['mount-hung'])
    expect(await traces(ubuntu, place)).toBe('')
    expect(await strangers(ubuntu)).toEqual([])
  })

  unless(whyNoHungServer())(
    'a server that hangs under a mount of old: mounting again says so within seconds and takes nothing away',
    async () => {
      const ubuntu = await stage.instance('ubuntu')
      await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)
      await hurry(ubuntu)
      await ubuntu.faults.hangServer(place)
      const { report } = await stage.say(`mount ${volume.name} ubuntu`)
      expect(report.verdict).toBe('differs')
      expect(codes(report, 'ubuntu')).toEqual(['mount-hung'])
      expect(notHolding(report, 'ubuntu')).toContain(`mount ${place} · access: no answer within the time limit (differs)`)
      expect(await on(ubuntu, `findmnt -rno TARGET ${place}; grep -c ${volume.id} /etc/fstab`)).toBe(`${place}\n1`)
      expect(await strangers(ubuntu)).toEqual([])
      await ubuntu.faults.serverAnswers(place, volume.id)
      expect((await stage.say(`verify ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    },
  )
})
