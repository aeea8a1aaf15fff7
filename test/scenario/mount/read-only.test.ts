/** Read-only mounts: who is to read only is refused every write, seen on the instances and not only in the options. */
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'

const row = (report: Parameters<typeof of>[0], name: string, subject: string) =>
  of(report, name).rows.find((r) => r.subject === subject || r.subject.endsWith(` · ${subject}`))
const access = (place: string) => `findmnt -rno OPTIONS ${place} | cut -d, -f1; grep -c ',ro,' /etc/fstab || :`

onLab('a volume that some may only read', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('read-only')
  })
  afterAll(() => stage?.stop())

  describe('on one of two instances', () => {
    let volume: FileSystem
    let viewer: Instance
    let place: string
    let words: string
    beforeAll(async () => {
      ;[volume, , viewer] = await Promise.all([
        stage.volume(),
        stage.instance('writer'),
        stage.instance('viewer', { distribution: 'rocky' }),
      ])
      place = `/mnt/${volume.name}`
      words = `${volume.name} writer viewer`
    })
    afterAll(() => stage.clear())

    test('it reads what the other writes, and its writes were tried and refused', async () => {
      const { report } = await stage.say(`mount ${words} --read-only-on viewer`)
      expect([...notHolding(report, 'writer'), ...notHolding(report, 'viewer')]).toEqual([])
      expect(report.verdict).toBe('holds')
      expect(await on(viewer, access(place))).toBe('ro\n1')
      expect(steps(report, 'viewer')).toContain('permissions=skipped fstab=changed')
      expect(row(report, 'viewer', `${place} · access`)?.observed).toBe('answers, read-only')
      expect(row(report, 'viewer', 'rocky · new file in shared/')).toMatchObject({ observed: 'refused: read-only', verdict: 'holds' })
      const cells = report.sharing.cells.filter((c) => c.reader.readOnly)
      expect(new Set(cells.map((c) => `${c.read} ${c.append} ${c.verdict}`))).toEqual(
        new Set(['done refused read-only', 'done refused same-identity']),
      )
      expect(report.sharing.cells.some((c) => c.writer.readOnly)).toBe(false)
    })

    test('read-only is a fault where nobody asked for it, and read-write where somebody did', async () => {
      const plain = await stage.say(`verify ${words} --as-said --no-sharing-test`)
      expect(row(plain.report, 'viewer', `${place} · access`)).toMatchObject({ verdict: 'differs', code: 'read-only' })
      const other = await stage.say(`verify ${volume.name} writer --read-only --no-sharing-test`)
      expect(row(other.report, 'writer', `${place} · access`)).toMatchObject({ verdict: 'differs', code: 'not-read-only' })
      expect(row(other.report, 'writer', 'ubuntu · new file in shared/')).toMatchObject({ observed: 'written', code: 'not-read-only' })
    })

    test('after a reboot it is read-only again; verify --all knows; unmount takes it away', async () => {
      await viewer.reboot()
      const all = (await stage.say(`verify --all ${volume.name} --no-sharing-test`)).run.answer
      if (all?.kind !== 'checks') throw new Error('no checks')
      expect(all.checks[0]?.places.flatMap(({ report }) => report.instances.map((i) => i.verdict))).toEqual(['holds', 'holds'])
      expect((await stage.say(`unmount ${volume.name} viewer`)).report.verdict).toBe('holds')
      expect(await on(viewer, `grep -c ${volume.id} /etc/fstab || :`)).toBe('0')
    })
  })

  test('a repeated mount changes read-write to read-only and back, but takes it from nobody who uses it', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('changing')])
    const place = `/mnt/${volume.name}`
    await stage.say(`mount ${volume.name} changing --no-sharing-test`)
    const planned = await stage.say(`mount ${volume.name} changing --read-only`, { dryRun: true })
    if (planned.run.answer?.kind !== 'plan') throw new Error('no plan')
    expect(planned.run.answer.plan.differences.map((d) => d.code)).toEqual(['not-read-only', 'not-persistent'])

    await on(ubuntu, `cd ${place} && { setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >/run/user; }`)
    const busy = await stage.say(`mount ${volume.name} changing --read-only`)
    expect(codes(busy.report, 'changing')).toEqual(['unmount-busy'])
    expect(of(busy.report, 'changing').findings[0]?.seen).toContain('sleep')
    expect(await on(ubuntu, access(place))).toBe('rw\n0')

    await on(ubuntu, 'kill "$(cat /run/user)"; while kill -0 "$(cat /run/user)" 2>/dev/null; do sleep 0.05; done')
    const changed = await stage.say(`mount ${volume.name} changing --read-only`)
    // laid out before, so that one instance that only reads is enough to be green
    expect(notHolding(changed.report, 'changing')).toEqual([])
    expect(changed.report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'not-tried' } })
    expect(await on(ubuntu, access(place))).toBe('ro\n1')
    expect(steps((await stage.say(`mount ${volume.name} changing --read-only`)).report, 'changing')).toContain('mount=unchanged')

    const back = await stage.say(`mount ${volume.name} changing`)
    expect(back.report.verdict).toBe('holds')
    expect(await on(ubuntu, access(place))).toBe('rw\n0')
  })

  test('where the new mount fails, the one that was there comes back', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('failing')])
    const place = `/mnt/${volume.name}`
    await stage.say(`mount ${volume.name} failing --no-sharing-test`)
    // the client takes no read-only mount
    await on(
      ubuntu,
      `mv /sbin/mount.efs /sbin/mount.efs.real; printf '#!/bin/bash\\ncase "$*" in *" ro,"*|*,ro*) echo "mount.nfs4: access denied by server" >&2; exit 32;; esac\\nexec /sbin/mount.efs.real "$@"\\n' >/sbin/mount.efs; chmod 755 /sbin/mount.efs`,
    )
    const { report } = await stage.say(`mount ${volume.name} failing --read-only`)
    expect(codes(report, 'failing')).toEqual(['mount-failed'])
    expect(of(report, 'failing').steps.find((s) => s.step === 'undo')?.detail).toContain('mounted again as before (rw)')
    expect(await on(ubuntu, access(place))).toBe('rw\n0')
  })

  test('a new volume that is mounted read-only everywhere is not green: nobody laid it out', async () => {
    const [volume] = await Promise.all([stage.volume(), stage.instance('new')])
    const { report } = await stage.say(`mount ${volume.name} new --read-only`)
    expect(report.verdict).toBe('differs')
    expect(notHolding(report, 'new').join('\n')).toContain('shared/: does not exist (differs)')
  })

  test('an instance to be read-only that is not among the instances stops everything before anything is mounted', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('alone'), stage.instance('stranger')])
    for (const list of ['stranger', 'nobody', 'alone,nobody', 'tag:Role=viewer']) {
      const { run, executed } = await stage.say(`mount ${volume.name} alone --read-only-on ${list}`)
      expect(run.findings.map((f) => f.code)).toEqual(['not-among-instances'])
      expect(executed).toEqual([])
    }
    expect(await on(ubuntu, 'grep -c /mnt/ /proc/self/mountinfo || :')).toBe('0')
  })
})
