/** The whole chain on real NFS 4.1: kernels of their own, TLS by stunnel, the project's scripts as SSM delivers them. In the order of a life. */
import { codes, notHolding, of, steps } from '../support/lab-stage.ts'
import { type DeepStage, on, onKernels, openDeepStage } from './stage.ts'

onKernels('a volume on real kernels', () => {
  let stage: DeepStage
  beforeAll(async () => {
    stage = await openDeepStage()
  }, 200_000)
  afterAll(() => stage?.stop())

  test('is mounted on Ubuntu and Rocky at the same moment: NFS 4.1 through TLS, every row holds', async () => {
    const { run, report } = await stage.say('mount deep ubuntu rocky')
    for (const name of ['ubuntu', 'rocky']) expect([name, notHolding(report, name)]).toEqual([name, []])
    expect({ state: run.state, verdict: report.verdict, sharing: report.sharing.verdict }).toEqual({
      state: 'done',
      verdict: 'holds',
      sharing: 'holds',
    })
    // both login users have uid 1000: that pair proves nothing, the temporary visitors do
    expect(new Set(report.sharing.cells.map((c) => c.verdict))).toEqual(new Set(['shared', 'same-identity']))
    for (const instance of [stage.ubuntu, stage.rocky]) {
      const [source, type, options] = (await on(instance, `findmnt -rno SOURCE,FSTYPE,OPTIONS ${stage.place}`)).split(' ')
      expect([source, type]).toEqual(['127.0.0.1:/', 'nfs4'])
      expect(options).toMatch(/vers=4\.1.*,hard,.*port=20\d\d\d/)
    }
  })

  test('has the modes that the umask gives, seen from the other side, and equal uids are one person', async () => {
    await on(stage.ubuntu, `su - ubuntu -c 'umask; echo hello >${stage.place}/shared/note; mkdir ${stage.place}/shared/folder'`)
    expect(await on(stage.rocky, `cd ${stage.place}/shared && stat -c '%n %u:%g %a' note folder && cat note`)).toBe(
      'note 1000:3000 664\nfolder 1000:3000 2775\nhello',
    )
    await on(stage.rocky, `su - rocky -c 'echo more >>${stage.place}/shared/note; echo taken >${stage.place}/users/ubuntu/from-rocky'`)
    expect(await on(stage.ubuntu, `cat ${stage.place}/shared/note ${stage.place}/users/ubuntu/from-rocky`)).toBe('hello\nmore\ntaken')
    await on(stage.rocky, `su - rocky -c 'umask 022; echo x >${stage.place}/shared/closed'`)
    expect(await on(stage.ubuntu, `stat -c %a ${stage.place}/shared/closed; rm ${stage.place}/shared/closed`)).toBe('644')
  })

  test('comes back by fstab after a power cut', async () => {
    await stage.ubuntu.reboot('at-once')
    expect(
      await on(stage.ubuntu, `cat /run/boot-mount.log; findmnt -rno SOURCE,FSTYPE ${stage.place}; cat ${stage.place}/shared/note`),
    ).toBe('exit 0\n127.0.0.1:/ nfs4\nhello\nmore')
  })

  test('is not unmounted while somebody stands in it, and the report names who', async () => {
    await on(stage.ubuntu, `cd ${stage.place}/shared && { setsid sleep 600 </dev/null >/dev/null 2>&1 & }; sleep 0.2`)
    const { report } = await stage.say('unmount deep ubuntu')
    expect(codes(report, 'ubuntu')).toContain('unmount-busy')
    expect(JSON.stringify(of(report, 'ubuntu'))).toContain('(sleep)')
    expect(steps(report, 'ubuntu')).toContain('unmount=failed')
    expect(await on(stage.ubuntu, `findmnt -rno FSTYPE ${stage.place}; pkill -x sleep`)).toBe('nfs4')
  })

  test('is not green while the server is out of reach, the answer comes within the limits, and it recovers by itself', async () => {
    await stage.lab.server.link('down')
    const { report } = await stage.say('verify deep rocky --no-sharing-test')
    expect(of(report, 'rocky').verdict).not.toBe('holds')
    expect(notHolding(report, 'rocky').join()).toMatch(/answer/)
    await stage.lab.server.link('up')
    expect(await on(stage.rocky, `timeout 50 cat ${stage.place}/shared/note`)).toBe('hello\nmore')
  })

  test('is not green when its tunnel was killed', async () => {
    await on(stage.rocky, 'pkill -9 stunnel4')
    const { report } = await stage.say('verify deep rocky --no-sharing-test')
    expect(of(report, 'rocky').verdict).not.toBe('holds')
    expect(notHolding(report, 'rocky').join()).toMatch(/answer/)
  })
})
