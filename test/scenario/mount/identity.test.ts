/** Who is who to EFS, as a user reads it in the report: tried by the accounts themselves on instances of the lab. */
import type { Report, SpaceAccess } from '../../../src/domain/report.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { notHolding, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

const people = [
  { name: 'ada', uid: 2001 },
  { name: 'bob', uid: 2002 },
]

/** `ada read=yes change=yes`, in the order of the accounts. */
function said(report: Report, path: string): string[] {
  const names = new Map(report.operation.targets.map((t) => [t.instanceId, t.name]))
  const line = (a: SpaceAccess['access'][number]) =>
    `${a.account}@${names.get(a.instanceId)} read=${a.read.can} (${a.read.how}) change=${a.change.can} (${a.change.how})`
  return (report.identity?.spaces.find((s) => s.path === path)?.access ?? []).map(line).toSorted()
}

onLab('the identity section', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('identity')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('says who was refused in whose space, in words that a person and a program can read', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu', { users: people })])
    await stage.say(`mount ${volume.name} ubuntu --users ada,bob --private --no-sharing-test`)
    const { report, run } = await stage.say(`verify ${volume.name} ubuntu --users ada,bob --private`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    const shut = 'read=no (tried) change=no (tried)'
    const open = 'read=yes (tried) change=yes (tried)'
    expect(said(report, 'users/ada')).toEqual([`ada@ubuntu ${open}`, `bob@ubuntu ${shut}`])
    expect(said(report, 'users/bob')).toEqual([`ada@ubuntu ${shut}`, `bob@ubuntu ${open}`])
    expect(renderRunMarkdown(run)).toContain('| `users/ada` | uid 2001, 700 | ada on ubuntu (tried) | ada on ubuntu (tried) |')
    expect(renderTerminal(run.answer!, { color: false, width: 120 }, undefined, { full: true })).toMatch(
      /users\/ada +uid 2001, 700 +ada on ubuntu \(tried\)/,
    )

    // somebody opens a space: the mode is one thing, that bob could read it another
    const place = `/mnt/${volume.name}`
    await on(ubuntu, `chmod 0777 ${place}/users/ada`)
    const opened = await stage.say(`verify ${volume.name} ubuntu --users ada,bob --private`)
    expect(said(opened.report, 'users/ada')).toEqual([`ada@ubuntu ${open}`, `bob@ubuntu ${open}`])
    expect(notHolding(opened.report, 'ubuntu')).toEqual(
      expect.arrayContaining([
        `permissions ${place}/users/ada/: ada:prism-shared 777 (differs)`,
        `behaviour bob · reading ${place}/users/ada: read (differs)`,
      ]),
    )
    expect(opened.report.notes.join(' ')).toContain('1 of 2 personal spaces are not 0700')
    // nothing of the tries stays behind
    expect(await on(ubuntu, `find ${place} -name '.prism-look*'`)).toBe('')
  })

  test('where the login users of two instances are both uid 1000, the one was seen to change the other’s space', async () => {
    const [volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    await stage.say(`mount ${volume.name} ubuntu rocky --no-sharing-test`)
    const { report } = await stage.say(`verify ${volume.name} ubuntu rocky --no-sharing-test`)
    expect(report.identity?.people).toMatchObject([{ uid: 1000, accounts: [{ account: 'rocky' }, { account: 'ubuntu' }] }])
    const open = 'read=yes (tried) change=yes (tried)'
    expect(said(report, 'users/rocky')).toEqual([`rocky@rocky ${open}`, `ubuntu@ubuntu ${open}`])
    expect(report.notes[0]).toContain('one person to EFS')
    // a profile that talks, and one that ends the session, make nobody look shut out
    await on(ubuntu, 'echo "exit 0" >>/home/ubuntu/.profile; echo "exit 0" >>/home/ubuntu/.bash_profile')
    const mute = await stage.say(`verify ${volume.name} ubuntu rocky --no-sharing-test`)
    expect(said(mute.report, 'users/rocky')).toContain(`ubuntu@ubuntu ${open}`)
  })

  test('a private space whose owner’s number another person has on a second instance is red, and the hint gives a free number', async () => {
    const dave = { users: [{ name: 'dave', uid: 1001 }] }
    const [volume, , beta] = await Promise.all([
      stage.volume(),
      stage.instance('alpha', dave),
      stage.instance('beta', { distribution: 'rocky' }),
    ])
    await stage.say(`mount ${volume.name} alpha --users dave --private --no-sharing-test`)
    const hint = (await stage.say(`mount ${volume.name} beta --users carol --private --no-sharing-test`)).report.diagnoses?.[0]?.cause?.fix
    expect(hint).toContain('groupadd -g 65536 carol && useradd -m -u 65536 -g carol carol')
    // as the hint once had it: the next number of that host
    await on(beta, 'groupadd -g 1001 carol; useradd -m -u 1001 -g carol carol')
    const { report, run } = await stage.say(`mount ${volume.name} beta --users carol --private --no-sharing-test`)
    expect(run.state).toBe('failed')
    expect(notHolding(report, 'beta')).toContain(
      `behaviour carol · reading /mnt/${volume.name}/users/dave: reads and changes (uid 1001, the owner’s: one person to EFS) (differs)`,
    )
    expect(report.notes.join(' ')).not.toContain('Personal spaces are private')
    // and as it has it now
    await on(beta, 'userdel -r carol; groupdel carol 2>/dev/null; groupadd -g 65536 carol && useradd -m -u 65536 -g carol carol')
    await on(beta, `chown -R 65536 /mnt/${volume.name}/users/carol`)
    const { report: apart } = await stage.say(`mount ${volume.name} beta --users carol --private --no-sharing-test`)
    expect(notHolding(apart, 'beta')).toEqual([])
    expect(apart.notes.join(' ')).toContain('Personal spaces are private')
  })
})
