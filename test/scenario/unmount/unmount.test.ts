/** Unmounting: really, or not at all; data stay. */
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { codes, hurry, of, on, onLab, openStage, type Stage, steps, strangers, unless } from '../../support/lab-stage.ts'

onLab('unmounting a volume', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('unmount')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
  })
  beforeEach(async () => {
    ubuntu = await stage.instance('ubuntu')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())
  const mounted = async (): Promise<void> => {
    expect(of((await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)).report, 'ubuntu').verdict).toBe('holds')
  }
  const look = () => on(ubuntu, `findmnt -rno TARGET ${place}; cat /etc/fstab`)

  test('takes the mount and our fstab line away, also for the next boot; the data stay; a repeat changes nothing', async () => {
    await mounted()
    await on(ubuntu, `su - ubuntu -c 'echo kept >${place}/shared/f'`)
    const { run, report, executed } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'done', verdict: 'holds' })
    expect(steps(report, 'ubuntu')).toBe('unmount=changed fstab=changed')
    expect(executed).toEqual(['inspect ubuntu', 'unmount ubuntu'])
    expect(await look()).toBe('')
    await ubuntu.reboot()
    expect(await look()).toBe('')

    const again = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(again.report.verdict).toBe('holds')
    expect(steps(again.report, 'ubuntu')).toBe('unmount=unchanged fstab=unchanged')
    await mounted()
    expect(await on(ubuntu, `cat ${place}/shared/f`)).toBe('kept')
  })

  test('below a folder that others can change it is red, and unmounted wherever somebody swaps the folders on the way', async () => {
    const at = '--mount-point /srv/team/sub/data'
    await on(
      ubuntu,
      'mkdir -p /srv/team/sub /srv/team/other/data; mount -t tmpfs theirs /srv/team/other/data; touch /srv/team/other/data/kept',
    )
    expect((await stage.say(`mount ${volume.name} ubuntu ${at} --no-sharing-test`)).run.findings).toEqual([])
    await on(ubuntu, 'chmod 777 /srv/team')
    const seen = await stage.say(`verify ${volume.name} ubuntu ${at} --no-sharing-test`)
    expect(of(seen.report, 'ubuntu').rows.flatMap((row) => (row.verdict === 'holds' ? [] : [row.code]))).toEqual(['mount-point-open'])
    // what would be taken away and mounted anew by that path, is not
    const changed = await stage.say(`mount ${volume.name} ubuntu ${at} --read-only --no-sharing-test`)
    expect(codes(changed.report, 'ubuntu')).toContain('mount-point-open')

    const swap =
      'while :; do mv -T /srv/team/sub /srv/team/aside && ln -s other /srv/team/sub; rm /srv/team/sub && mv -T /srv/team/aside /srv/team/sub; done'
    await on(
      ubuntu,
      `su -s /bin/bash ubuntu -c true; setsid setpriv --reuid 1000 --regid 1000 --clear-groups bash -c '${swap}' >/dev/null 2>&1 & echo $! >/root/swap`,
    )
    for (let n = 0; n < 5; n++) await stage.say(`unmount ${volume.name} ubuntu ${at}`)
    await on(
      ubuntu,
      // wherever in its round it ended, also where there is no `sub` at all
      'kill -KILL -- -$(cat /root/swap); sleep 0.1; [ ! -d /srv/team/aside ] || { rm -f /srv/team/sub; mv -T /srv/team/aside /srv/team/sub; }',
    )
    await stage.say(`unmount ${volume.name} ubuntu ${at}`)
    expect(await on(ubuntu, 'findmnt -rno TARGET | grep /srv; ls /srv/team/other/data')).toBe('/srv/team/other/data\nkept')
  }, 120_000)

  test('of a volume at another mount point: it is red without that one, nothing is mounted a second time, and with it that place alone goes', async () => {
    const at = '--mount-point /data'
    expect((await stage.say(`mount ${volume.name} ubuntu ${at} --no-sharing-test`)).report.verdict).toBe('holds')
    const red = (said: Awaited<ReturnType<Stage['say']>>) =>
      of(said.report, 'ubuntu').rows.flatMap((row) => (row.verdict === 'differs' ? [row.code] : []))
    const plain = await stage.say(`unmount ${volume.name} ubuntu`)
    expect({ verdict: plain.report.verdict, red: red(plain) }).toEqual({ verdict: 'differs', red: ['mounted-elsewhere'] })
    expect(red(await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`))).toContain('mounted-elsewhere')
    expect(codes((await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)).report, 'ubuntu')).toContain('mounted-elsewhere')
    expect(await on(ubuntu, 'findmnt -rno TARGET /data; findmnt -rno TARGET /mnt/*; true')).toBe('/data')
    expect((await stage.say(`unmount ${volume.name} ubuntu ${at}`)).report.verdict).toBe('holds')
    expect(await on(ubuntu, 'findmnt -rno TARGET /data; true')).toBe('')
  })

  test('where it was never mounted says that nothing was to be done', async () => {
    const { run, report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(run.state).toBe('done')
    expect(steps(report, 'ubuntu')).toBe('unmount=unchanged fstab=unchanged')
  })

  test('while somebody works in it names the process, leaves it mounted and leaves the fstab line; --lazy detaches it', async () => {
    await mounted()
    const before = await look()
    const pid = await on(
      ubuntu,
      `setsid su - ubuntu -c 'cd ${place}/shared && exec sleep 3000' >/dev/null 2>&1 & for i in $(seq 100); do pgrep -u ubuntu -x sleep && break; sleep 0.05; done`,
    )
    const { run, report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'failed', verdict: 'differs' })
    expect(codes(report, 'ubuntu')).toEqual(['unmount-busy'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain(`pid ${pid} (sleep)`)
    expect(await look()).toBe(before)

    const lazy = await stage.say(`unmount ${volume.name} ubuntu --lazy`)
    expect(lazy.report.verdict).toBe('holds')
    expect(of(lazy.report, 'ubuntu').steps[0]?.detail).toContain('lazily')
    expect(await look()).toBe('')
    expect(await on(ubuntu, `kill ${pid} && echo it lived`)).toBe('it lived')
  })

  test('leaves another file system in that place alone, and somebody else’s fstab line', async () => {
    const theirs = `scratch ${place} tmpfs defaults 0 0`
    await on(ubuntu, `echo '${theirs}' >/etc/fstab; mkdir -p ${place}; mount ${place}`)
    const { run, report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['mount-wrong'])
    expect(await look()).toBe(`${place}\n${theirs}`)
  })

  unless(whyNoHungServer())('whose server hangs ends, and leaves no process of ours behind', async () => {
    await mounted()
    await hurry(ubuntu)
    await ubuntu.faults.hangServer(place)
    const { report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(report.verdict).toBe('holds')
    expect(await strangers(ubuntu)).toEqual([])
  })

  test('of one of two instances leaves the other alone, and status says where it is still mounted', async () => {
    const rocky = await stage.instance('rocky', { distribution: 'rocky' })
    await stage.say(`mount ${volume.name} ubuntu rocky --no-sharing-test`)
    await stage.say(`unmount ${volume.name} rocky`)
    const { run } = await stage.say(`status ${volume.name}`)
    expect(run.answer).toMatchObject({
      kind: 'status',
      mounted: [
        { name: 'rocky', instanceId: rocky.id, state: 'not-mounted' },
        { name: 'ubuntu', instanceId: ubuntu.id, state: 'mounted', detail: place },
      ],
    })
  })

  test('as a dry run says what it would do and touches nothing', async () => {
    await mounted()
    const before = await look()
    const { run, executed } = await stage.say(`unmount ${volume.name} ubuntu`, { dryRun: true })
    expect(run.answer).toMatchObject({ kind: 'plan', plan: { differences: [{ repair: 'unmount, remove our fstab line' }] } })
    expect(executed).toEqual(['inspect ubuntu'])
    expect(await look()).toBe(before)
  })
})
