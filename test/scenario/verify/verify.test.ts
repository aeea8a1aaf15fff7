/** Verifying: what drifted is seen and nothing is touched; mounting again repairs it. */
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { notHolding, of, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'

onLab('verifying a mounted volume', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  let ubuntu: Instance
  let rocky: Instance
  const words = () => `${volume.name} ubuntu rocky`
  beforeAll(async () => {
    stage = await openStage('verify')
    ;[volume, ubuntu, rocky] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    place = `/mnt/${volume.name}`
    await stage.say(`mount ${words()} --no-sharing-test`)
  })
  afterAll(() => stage?.stop())

  /** What does not hold on ubuntu now; verify changes nothing. */
  async function drift(): Promise<string[]> {
    const { run, report, executed } = await stage.say(`verify ${words()} --no-sharing-test`)
    expect(run.state).toBe('failed')
    expect(executed.every((e) => e.startsWith('inspect '))).toBe(true)
    expect(of(report, 'ubuntu').verdict).toBe('differs')
    return notHolding(report, 'ubuntu')
  }
  /** Steps that a repeated mount changed on ubuntu; all holds afterwards. */
  async function repair(): Promise<string[]> {
    const { report } = await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    return steps(report, 'ubuntu')
      .split(' ')
      .filter((s) => !s.endsWith('=unchanged'))
  }

  test('shows all green and proves the sharing, with nothing but looks and the test', async () => {
    const { run, report, executed } = await stage.say(`verify ${words()}`)
    expect({ state: run.state, verdict: report.verdict, sharing: report.sharing.verdict }).toEqual({
      state: 'done',
      verdict: 'holds',
      sharing: 'holds',
    })
    expect(new Set(executed.map((e) => e.split(' ')[0]))).toEqual(new Set(['inspect', 'sharing-test']))
    expect(await on(ubuntu, `find ${place}/shared ${place}/users -mindepth 2; find ${place}/shared -mindepth 1`)).toBe('')
  })

  test('sees that shared/ lost its group’s hold, that the fstab line is gone, and that somebody left the group', async () => {
    await on(ubuntu, `chmod 00775 ${place}/shared; sed -i /${volume.id}/d /etc/fstab; gpasswd -d ubuntu prism-shared >/dev/null`)
    const seen = await drift()
    expect(seen).toEqual(
      expect.arrayContaining([
        `permissions ${place}/shared/: root:prism-shared 775 (differs)`,
        'persistence /etc/fstab: no line (differs)',
        'group ubuntu: not a member, uid 1000 (differs)',
      ]),
    )
    expect(seen.some((row) => row.startsWith('behaviour ubuntu · new file in shared/'))).toBe(true)
    expect(await on(ubuntu, `stat -c %a ${place}/shared; grep -c ${volume.id} /etc/fstab || :; id -nG ubuntu`)).toMatch(
      /^775\n0\n(?!.*prism-shared)/,
    )
    expect(await repair()).toEqual(['users=changed', 'permissions=changed', 'fstab=changed'])
  })

  test.each([
    ['ubuntu', 'rm /usr/share/pam-configs/*prism*; pam-auth-update --package'],
    ['rocky', 'authselect select minimal --force'],
  ])('sees on %s that members no longer get their umask', async (name, script) => {
    const instance = name === 'ubuntu' ? ubuntu : rocky
    await on(instance, script)
    const { report } = await stage.say(`verify ${volume.name} ${name} --no-sharing-test`)
    const rows = of(report, name).rows.filter((r) => r.section === 'umask' && r.verdict === 'differs')
    expect(rows.map((r) => r.subject)).toContain(`${name} · su -`)
    expect(rows.map((r) => r.code)).toEqual(rows.map(() => 'umask-differs'))
    const repaired = await stage.say(`mount ${volume.name} ${name} --no-sharing-test`)
    expect(notHolding(repaired.report, name)).toEqual([])
    expect(steps(repaired.report, name)).toMatch(/umask=changed$/)
    expect(await on(instance, `su - ${name} -c umask`)).toBe('0002')
  })

  test('names a file in shared/ that the group cannot write; that its owner must fix', async () => {
    await on(ubuntu, `su - ubuntu -c 'echo x >${place}/shared/notes; chmod 0644 ${place}/shared/notes'`)
    expect(await drift()).toEqual(['contents files in shared/: 1 of 1 cannot be: notes (ubuntu 0644) (differs)'])
    // mounting does not touch what people made
    const { report } = await stage.say(`mount ${words()} --no-sharing-test`)
    expect(report.verdict).toBe('differs')
    expect(await on(ubuntu, `stat -c %a ${place}/shared/notes; su - ubuntu -c 'chmod g+w ${place}/shared/notes'`)).toBe('644')
    expect(await repair()).toEqual([])
  })

  test('names sessions that were open before their owner joined', async () => {
    await on(ubuntu, 'useradd -m -u 2001 ada')
    await on(
      ubuntu,
      `setsid su - ada -c 'exec sleep 3000' >/dev/null 2>&1 & for i in $(seq 100); do pgrep -u ada -x sleep >/dev/null && break; sleep 0.05; done`,
    )
    const { report } = await stage.say(`mount ${volume.name} ubuntu --users ubuntu,ada --no-sharing-test`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(of(report, 'ubuntu').rows.find((r) => r.code === 'stale-session')).toMatchObject({
      subject: 'ada · open sessions',
      observed: expect.stringContaining('sleep'),
      verdict: 'note',
    })
    await on(ubuntu, 'pkill -u ada; :')
  })

  test('where it is not mounted is red without a mount, and sends no sharing test there', async () => {
    const fresh = await stage.instance('fresh')
    const { run, report, executed } = await stage.say(`verify ${volume.name} fresh`)
    expect({ state: run.state, verdict: report.verdict, sharing: report.sharing.verdict }).toEqual({
      state: 'failed',
      verdict: 'differs',
      sharing: 'not-tried',
    })
    expect(
      of(report, 'fresh')
        .rows.filter((r) => r.verdict === 'differs')
        .map((r) => r.code),
    ).toEqual(expect.arrayContaining(['not-mounted', 'group-missing', 'not-member', 'not-persistent', 'umask-differs']))
    expect(executed).toEqual(['inspect fresh', 'inspect fresh'])
    expect(await on(fresh, 'cat /etc/fstab; ls /mnt')).toBe('')
  })
})
