/** A verify expects what each mount was asked for, without anybody saying it again: the instances themselves remember. */
import type { FileSystem } from '../../../src/domain/ports.ts'
import { repairsOf } from '../../../src/domain/repairs.ts'
import type { VolumeCheck } from '../../../src/domain/volume-check.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { formatCommand } from '../../../src/language/format.ts'
import { codes, notHolding, of, on, onLab, openStage, type Said, type Stage } from '../../support/lab-stage.ts'

const notes = '/var/lib/prism/asked'

onLab('a verify that nobody tells what was asked for', () => {
  let stage: Stage
  let volume: FileSystem
  let ubuntu: Instance
  let viewer: Instance
  let place: string
  beforeAll(async () => {
    stage = await openStage('verify-remembers')
    ;[volume, ubuntu, viewer] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('viewer', { distribution: 'rocky' }),
    ])
    place = `/mnt/${volume.name}`
    await on(ubuntu, 'useradd -m ada; useradd -m ben')
    await stage.say(`mount ${volume.name} ubuntu --users ada,ben --private --sticky --group astro:4000:ada --no-sharing-test`)
    await stage.say(`mount ${volume.name} viewer --private --sticky --read-only`)
  })
  afterAll(() => stage?.stop())

  const checkOf = ({ run }: Said): VolumeCheck => {
    if (run.answer?.kind !== 'checks') throw new Error(`no checks, but ${run.state}: ${JSON.stringify(run.findings)}`)
    return run.answer.checks.find((c) => c.fileSystemId === volume.id)!
  }
  const verdicts = (said: Said) => checkOf(said).places.flatMap(({ report }) => report.instances.map((i) => `${i.name} ${i.verdict}`))

  test('holds on both, each as it was mounted, and the report says where that expectation is from', async () => {
    const said = await stage.say(`verify ${volume.name} ubuntu viewer --no-sharing-test`)
    expect([...notHolding(said.report, 'ubuntu'), ...notHolding(said.report, 'viewer')]).toEqual([])
    expect(of(said.report, 'ubuntu').rows.find((r) => r.subject.endsWith('users/ada/'))?.expected).toContain('700')
    expect(said.report.notes.join('\n')).toMatch(
      /ubuntu was mounted with accounts ada, ben; group astro \(gid 4000\) for ada; the sticky bit; private personal spaces \(noted there on \d{4}-\d\d-\d\d\)/,
    )
    expect(said.report.notes.join('\n')).toContain('viewer was mounted with the sticky bit; private personal spaces; read-only access')
    expect(verdicts(await stage.say(`verify --all ${volume.name} --no-sharing-test`))).toEqual(['ubuntu holds', 'viewer holds'])
    // also where it only plans: the accounts that are remembered were looked at
    const planned = await stage.say(`verify ${volume.name} ubuntu viewer`, { dryRun: true })
    expect(planned.run.plan?.differences).toEqual([])
  })

  test('sharing is proven between the accounts that were named then', async () => {
    const { report } = await stage.say(`verify ${volume.name} ubuntu viewer`)
    expect(report.verdict).toBe('holds')
    expect(new Set(report.sharing.cells.map((c) => c.writer.account))).toEqual(new Set(['ada', 'ben']))
  })

  test('what differs from the request is drift, and the offered repair has the same options', async () => {
    await on(ubuntu, `chmod 0755 ${place}/users/ada; gpasswd -d ada astro`)
    const check = checkOf(await stage.say(`verify --all ${volume.name} --no-sharing-test`))
    const ill = check.places[0]!.report.instances.find((i) => i.name === 'ubuntu')!
    expect(ill.rows.filter((r) => r.verdict === 'differs').map((r) => r.subject)).toEqual(
      expect.arrayContaining([`${place}/users/ada/`, expect.stringContaining('astro')]),
    )
    const [repair] = repairsOf(check)
    expect(formatCommand(repair!)).toBe(
      `/prism mount ${volume.name} ubuntu --users ada,ben --sticky --private --group astro:4000:ada --no-sharing-test`,
    )
    await stage.say(formatCommand(repair!).replace('/prism ', ''))
    expect(verdicts(await stage.say(`verify --all ${volume.name} --no-sharing-test`))).toEqual(['ubuntu holds', 'viewer holds'])
  })

  test('somebody remounts the reader read-write and edits its line to match: seen all the same', async () => {
    await on(viewer, `umount ${place}; sed -i 's/,ro,/,/' /etc/fstab; mount ${place}`)
    const { report } = await stage.say(`verify ${volume.name} viewer --no-sharing-test`)
    expect(
      of(report, 'viewer')
        .rows.filter((r) => r.verdict === 'differs')
        .map((r) => r.code),
    ).toEqual(expect.arrayContaining(['not-read-only', 'not-persistent']))
    await stage.say(`mount ${volume.name} viewer --private --sticky --read-only`)
  })

  test('an option that is said wins over what is remembered; --as-said wins over all of it', async () => {
    const named = await stage.say(`verify ${volume.name} ubuntu --users ben --group astro:4000:ben --no-sharing-test`)
    expect(
      of(named.report, 'ubuntu')
        .rows.filter((r) => r.verdict === 'differs')
        .map((r) => r.subject)
        .join(),
    ).toContain('astro')
    expect(of(named.report, 'ubuntu').rows.some((r) => r.subject.startsWith('ada '))).toBe(false)
    const bare = await stage.say(`verify ${volume.name} viewer --as-said --no-sharing-test`)
    expect(of(bare.report, 'viewer').rows.find((r) => r.subject === `${place} · access`)).toMatchObject({
      verdict: 'differs',
      code: 'read-only',
    })
    expect(bare.report.notes.join()).not.toContain('was mounted with')
    expect(verdicts(await stage.say(`verify --all ${volume.name} --read-only --no-sharing-test`))).toEqual([
      'ubuntu differs',
      'viewer holds',
    ])
  })

  test('one instance is mounted otherwise: each is held to its own, and the report says that the volume has it one way only', async () => {
    await stage.say(`mount ${volume.name} ubuntu --users ada,ben --private --group astro:4000:ada --no-sharing-test`)
    const { report } = await stage.say(`verify ${volume.name} ubuntu viewer --no-sharing-test`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(notHolding(report, 'viewer').join()).toContain('shared')
    expect(report.notes.join('\n')).toContain('The sticky bit on shared directories was requested on viewer and not on ubuntu')
    await stage.say(`mount ${volume.name} ubuntu --users ada,ben --private --sticky --group astro:4000:ada --no-sharing-test`)
  })

  test('mount and line are both lost: the instance itself still knows that it should have the volume, and how', async () => {
    await on(viewer, `umount ${place}; sed -i /${volume.id}/d /etc/fstab`)
    const check = checkOf(await stage.say(`verify --all ${volume.name} --no-sharing-test`))
    expect(check.places.flatMap(({ report }) => report.instances.map((i) => `${i.name} ${i.verdict}`))).toEqual([
      'ubuntu holds',
      'viewer differs',
    ])
    expect(repairsOf(check).map((r) => formatCommand(r))).toEqual([
      `/prism mount ${volume.name} viewer --sticky --private --read-only --no-sharing-test`,
    ])
    await stage.say(`mount ${volume.name} viewer --private --sticky --read-only`)
  })

  test('somebody without root can neither read nor change the note; what root makes of it is data, never a command', async () => {
    expect(await on(ubuntu, `stat -c '%a %U' ${notes} ${notes}/${volume.id}; su ada -c 'cat ${notes}/${volume.id}' 2>&1 || :`)).toMatch(
      /^700 root\n600 root\ncat: .*Permission denied$/,
    )
    const kept = await on(ubuntu, `cp -p ${notes}/${volume.id} /root/kept; cat /root/kept`)
    expect(kept.split(' ')[0]).toBe(place)
    for (const bad of ['1~users=$(touch${IFS}/tmp/ran)', '1~users=root', '\\033[31m', `${'x'.repeat(9000)}`, '7~something-new']) {
      await ubuntu.writeFile(`${notes}/${volume.id}`, `${place} 1 ${bad}\n`)
      const { run, report } = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
      expect(run.state).not.toBe('done')
      expect(of(report, 'ubuntu').rows.find((r) => r.subject === 'the note of the mount’s options')?.verdict).toBe('unknown')
    }
    // not even a line: what it was for cannot be told
    await ubuntu.writeFile(`${notes}/${volume.id}`, '\u0000garbage')
    const lost = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
    expect(of(lost.report, 'ubuntu').rows.find((r) => r.subject === 'the note of the mount’s options')?.verdict).toBe('unknown')
    expect(await on(ubuntu, `ls /tmp/ran 2>/dev/null || echo not; mv /root/kept ${notes}/${volume.id}`)).toBe('not')
  })

  test('a mount whose note cannot be written fails and is undone, rather than be remembered wrongly', async () => {
    const [other, fresh] = await Promise.all([stage.volume(), stage.instance('fresh')])
    await on(fresh, `mkdir -p /var/lib/prism; touch ${notes}`)
    const { run, report } = await stage.say(`mount ${other.name} fresh --private`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'fresh')).toEqual(['step-failed'])
    expect(of(report, 'fresh').findings[0]?.seen).toContain('could not be noted')
    expect(await on(fresh, `grep -c ${other.id} /etc/fstab /proc/self/mountinfo || :`)).toBe('/etc/fstab:0\n/proc/self/mountinfo:0')
  })

  test('a mount that fails leaves the note of the one before; an unmount takes it away', async () => {
    const [other, again] = await Promise.all([stage.volume(), stage.instance('again')])
    await stage.say(`mount ${other.name} again --sticky --no-sharing-test`)
    const before = await on(again, `cat ${notes}/${other.id}`)
    await on(again, `cd /mnt/${other.name} && { setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >/run/user; }`)
    const failed = await stage.say(`mount ${other.name} again --read-only --private`)
    await on(again, 'kill "$(cat /run/user)"; while kill -0 "$(cat /run/user)" 2>/dev/null; do sleep 0.05; done')
    expect(codes(failed.report, 'again')).toEqual(['unmount-busy'])
    expect(failed.run.state).toBe('failed')
    expect(await on(again, `cat ${notes}/${other.id}`)).toBe(before)
    await stage.say(`unmount ${other.name} again`)
    expect(await on(again, `ls -A ${notes}`)).toBe('')
    const all = await stage.say(`verify --all ${other.name} --no-sharing-test`)
    if (all.run.answer?.kind !== 'checks') throw new Error('no checks')
    expect(all.run.answer.checks[0]?.places).toEqual([])
  })
})
