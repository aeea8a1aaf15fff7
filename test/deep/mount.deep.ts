/** The whole chain on real NFS 4.1: kernels of their own, TLS by stunnel, the project's scripts as SSM delivers them. In the order of a life. */
import { notHolding, of, steps } from '../support/lab-stage.ts'
import { type DeepStage, on, onKernels, openDeepStage } from './stage.ts'

onKernels('a volume on real kernels', () => {
  let stage: DeepStage
  beforeAll(async () => {
    stage = await openDeepStage()
  }, 200_000)
  afterAll(() => stage?.stop())

  test('is mounted on Ubuntu, Rocky and Debian at the same moment: NFS 4.1 through TLS, every row holds', async () => {
    const { run, report } = await stage.say('mount deep ubuntu rocky other')
    for (const name of ['ubuntu', 'rocky', 'other']) expect([name, notHolding(report, name)]).toEqual([name, []])
    expect({ state: run.state, verdict: report.verdict, sharing: report.sharing.verdict }).toEqual({
      state: 'done',
      verdict: 'holds',
      sharing: 'holds',
    })
    for (const instance of [stage.ubuntu, stage.rocky, stage.other]) {
      const [source, type, options] = (await on(instance, `findmnt -rno SOURCE,FSTYPE,OPTIONS ${stage.place}`)).split(' ')
      expect([source, type]).toEqual(['127.0.0.1:/', 'nfs4'])
      expect(options).toMatch(/vers=4\.1.*,hard,.*port=20\d\d\d/)
    }
  })

  test('and a repeat changes nothing', async () => {
    const { report } = await stage.say('mount deep ubuntu rocky other')
    expect(report.verdict).toBe('holds')
    for (const name of ['ubuntu', 'rocky', 'other'])
      expect(steps(report, name)).toBe(
        ['client', 'group', 'users', 'directories', 'mount', 'permissions', 'fstab', 'umask'].map((s) => `${s}=unchanged`).join(' '),
      )
    expect(of(report, 'ubuntu').verdict).toBe('holds')
  })
})
