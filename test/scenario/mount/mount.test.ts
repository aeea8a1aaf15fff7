/** Mounting, as a user tells it: on the whole chain, with the real scripts on instances of the lab. */
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps, traces } from '../../support/lab-stage.ts'

const all = (status: string) =>
  `client=unchanged ${['group', 'users', 'directories', 'mount', 'permissions', 'fstab', 'umask'].map((s) => `${s}=${status}`).join(' ')}`
const table = (place: string, ...spaces: string[]) =>
  `cd ${place} && stat -c '%n %u:%g %a' . shared users ${spaces.map((s) => `users/${s}`).join(' ')}`

onLab('mounting a volume', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('mount')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('on a fresh Ubuntu and a fresh Rocky: every row holds, the sharing is proven, and a repeat changes nothing', async () => {
    const [volume, ubuntu, rocky] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    const first = await stage.say(`mount ${volume.name} ubuntu rocky`)
    expect(first.run.state).toBe('done')
    expect(first.report.verdict).toBe('holds')
    for (const name of ['ubuntu', 'rocky']) {
      expect(notHolding(first.report, name)).toEqual([])
      expect(steps(first.report, name)).toBe(all('changed'))
    }
    expect(first.report.sharing.verdict).toBe('holds')
    // a look, the mount, the test's two halves on each host; one host cleans for both
    const scripts = ['inspect', 'mount', 'sharing-test', 'sharing-test']
    const expected = ['ubuntu', 'rocky'].flatMap((name) => scripts.map((s) => `${s} ${name}`))
    expect(first.executed.toSorted()).toEqual([...expected, 'sharing-test rocky'].toSorted())
    expect(first.strays).toEqual([])

    const place = `/mnt/${volume.name}`
    for (const [instance, login] of [
      [ubuntu, 'ubuntu'],
      [rocky, 'rocky'],
    ] as const) {
      expect((await on(instance, table(place, login))).split('\n')).toEqual([
        '. 0:3000 2775',
        'shared 0:3000 2775',
        'users 0:3000 2755',
        `users/${login} 1000:3000 755`,
      ])
      expect(await on(instance, 'cat /etc/fstab')).toBe(
        `${volume.id}:/ ${place} efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`,
      )
      expect(await on(instance, `su - ${login} -c umask; findmnt -rno SOURCE ${place}; find ${place}/shared -mindepth 1`)).toBe(
        '0002\n127.0.0.1:/',
      )
    }

    const keep = 'cat /etc/fstab /etc/group /etc/pam.d/common-session; stat -c "%Y %Z" /etc/fstab /etc/group'
    const before = await on(ubuntu, keep)
    const again = await stage.say(`mount ${volume.name} ubuntu rocky`)
    expect(again.report.verdict).toBe('holds')
    for (const name of ['ubuntu', 'rocky']) expect(steps(again.report, name)).toBe(all('unchanged'))
    expect(await on(ubuntu, keep)).toBe(before)
  })

  test('on four distributions at the same moment, three times over: all lay out the new volume together, all are green', async () => {
    const specs = { ubuntu: 'ubuntu', debian: 'debian', rocky: 'rocky', amazon: 'amazon' } as const
    await Promise.all(Object.entries(specs).map(([name, distribution]) => stage.instance(name, { distribution })))
    for (const option of ['', '--no-sharing-test', '--no-sharing-test']) {
      const volume = await stage.volume()
      const { report } = await stage.say(`mount ${volume.name} ${Object.keys(specs).join(' ')} ${option}`)
      for (const name of Object.keys(specs)) {
        expect(notHolding(report, name)).toEqual([])
        expect(of(report, name).verdict).toBe('holds')
      }
      if (option === '') expect(report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'holds' } })
      else expect(report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'not-tried' } })
    }
  })

  test('for two people on each instance: each has a space, is refused in the other’s, and shares with everybody', async () => {
    const users = [
      { name: 'ada', uid: 2001 },
      { name: 'bob', uid: 2002 },
    ]
    const [volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu', { users }),
      stage.instance('rocky', { distribution: 'rocky', users }),
    ])
    const { report } = await stage.say(`mount ${volume.name} ubuntu rocky --users ada,bob`)
    for (const name of ['ubuntu', 'rocky']) expect([codes(report, name), notHolding(report, name)]).toEqual([[], []])
    expect(report.verdict).toBe('holds')
    const refused = of(report, 'ubuntu').rows.filter((r) => r.section === 'behaviour' && r.expected === 'refused')
    expect(refused.map((r) => [r.subject, r.observed])).toEqual([
      [`ada · /mnt/${volume.name}/users/bob`, 'refused'],
      [`bob · /mnt/${volume.name}/users/ada`, 'refused'],
      ['somebody outside the group · shared/', 'refused'],
    ])
    // ada on ubuntu and ada on rocky are one uid, and count for nothing; ada and bob are two
    const cells = report.sharing.cells.map((c) => c.verdict)
    expect(cells.filter((v) => v === 'shared')).toHaveLength(8)
    expect(cells.filter((v) => v === 'same-identity')).toHaveLength(4)
    expect(report.sharing.cells.some((c) => c.writer.temporary || c.reader.temporary)).toBe(false)
    expect(await on(ubuntu, 'id -nG ubuntu')).not.toContain('prism-shared')
  })

  test('where all are uid 1000 it is said that they are one person, and a visitor of another uid proves the sharing', async () => {
    const [volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    const { report } = await stage.say(`mount ${volume.name} ubuntu rocky`)
    const cells = report.sharing.cells
    const logins = cells.filter((c) => !c.writer.temporary && !c.reader.temporary)
    expect(logins.map((c) => c.verdict)).toEqual(['same-identity', 'same-identity'])
    expect(cells.filter((c) => c.verdict === 'shared').every((c) => c.writer.uid !== c.reader.uid)).toBe(true)
    expect(cells.filter((c) => c.verdict === 'shared')).toHaveLength(cells.length - 2)
    expect(report.sharing.notes[0]).toContain('the same identity to EFS, a test proves nothing: rocky and ubuntu (uid 1000)')
    expect(report.notes.join(' ')).toContain('rocky on rocky and ubuntu on ubuntu: one person to EFS')
    // and it is true: rocky's space is open to ubuntu
    expect(await on(ubuntu, `su - ubuntu -c 'touch /mnt/${volume.name}/users/rocky/mine && echo yes'`)).toBe('yes')
    expect(await on(ubuntu, 'getent passwd | grep -c visitor || :')).toBe('0')
  })

  test('with private spaces and sticky sharing: nobody reads another’s space or removes another’s file', async () => {
    const users = [
      { name: 'ada', uid: 2001 },
      { name: 'bob', uid: 2002 },
    ]
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu', { users })])
    const place = `/mnt/${volume.name}`
    const { report } = await stage.say(`mount ${volume.name} ubuntu --users ada,bob --private --sticky`)
    expect(report.verdict).toBe('holds')
    expect(await on(ubuntu, table(place, 'ada', 'bob'))).toBe(
      '. 0:3000 3775\nshared 0:3000 3775\nusers 0:3000 2755\nusers/ada 2001:3000 700\nusers/bob 2002:3000 700',
    )
    expect(report.notes.join(' ')).toContain('Personal spaces are private: 0700')
    await on(ubuntu, `su - ada -c 'echo a >${place}/shared/a; echo a >${place}/users/ada/a'`)
    expect((await ubuntu.run(`su - bob -c 'cat ${place}/users/ada/a'`)).stderr).toContain('Permission denied')
    expect((await ubuntu.run(`su - bob -c 'rm -f ${place}/shared/a'`)).stderr).toContain('not permitted')
    expect(await on(ubuntu, `su - bob -c 'echo b >>${place}/shared/a && cat ${place}/shared/a'`)).toBe('a\nb')
    // asked for the document's table, the same instance differs
    const verified = await stage.say(`verify ${volume.name} ubuntu --users ada,bob --as-said --no-sharing-test`)
    expect(verified.report.verdict).toBe('differs')
  })

  test('at a place of the caller’s choice, and after a reboot it is there again', async () => {
    const [volume, rocky] = await Promise.all([stage.volume(), stage.instance('rocky', { distribution: 'rocky' })])
    const words = `${volume.name} rocky --mount-point /srv/teams/data`
    expect((await stage.say(`mount ${words}`)).report.verdict).toBe('holds')
    await on(rocky, `su - rocky -c 'echo kept >/srv/teams/data/shared/f'`)
    await rocky.reboot()
    expect(await on(rocky, 'cat /srv/teams/data/shared/f')).toBe('kept')
    const { report, executed } = await stage.say(`verify ${words}`)
    expect(report.verdict).toBe('holds')
    expect(executed).not.toContain('mount rocky')
  })

  test('as a dry run it shows the plan and touches nothing', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    const look =
      'cd /etc && cat fstab group gshadow && ls -lR --time-style=full-iso pam.d && ls -A /mnt /var/lib/prism 2>&1; cat /proc/self/mountinfo'
    const before = await on(ubuntu, `${look} || :`)
    const { run, executed } = await stage.say(`mount ${volume.name} ubuntu`, { dryRun: true })
    expect(run.state).toBe('done')
    if (run.answer?.kind !== 'plan') throw new Error(`no plan but ${run.answer?.kind}`)
    const differs = run.answer.plan.differences.map((d) => d.code)
    expect(differs).toEqual(expect.arrayContaining(['not-mounted', 'group-missing', 'not-member', 'not-persistent', 'umask-differs']))
    expect(run.answer.plan.jobs.map((j) => j.script)).toEqual(['mount'])
    expect(executed).toEqual(['inspect ubuntu'])
    expect(await on(ubuntu, `${look} || :`)).toBe(before)
    expect(await traces(ubuntu, `/mnt/${volume.name}`)).toBe('')
  })
})
