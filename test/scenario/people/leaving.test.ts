/** Whoever left is gone: what ran is ended, what would run again is put away, what still names them is told; their data stays. */
import type { HostPeople } from '../../../src/domain/people/sync.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, openStage, type Said, type Saying, type Stage } from '../../support/lab-stage.ts'
import { registryOf as registry } from '../../support/registered.ts'

const team = `
version: 1
people:
  ada: {uid: 65536, hosts: ["*"]}
  grace: {uid: 65537, hosts: ["*"]}
`
const withoutGrace = team.replace(/ {2}grace.*\n/, '').concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n')
const over = team.replace('grace: {uid: 65537', 'grace: {uid: 65537, until: 2020-01-31')

/** As grace: goes on in another process all the time, or in a second thread of a process that is ada's. */
const unlisted = `
import ctypes, fcntl, os, platform, sys, threading, time
grace, ada, how = 65537, 65536, sys.argv[1]
held = open("/tmp/" + how, "w")
fcntl.flock(held, fcntl.LOCK_EX)
kernel = ctypes.CDLL(None)
become = {"x86_64": 117}.get(platform.machine(), 147)
os.setgroups([])
def other():
    kernel.syscall(become, grace, grace, grace)
    held.write("r"); held.flush()
    time.sleep(1000)
if how == "thread":
    threading.Thread(target=other).start()
    kernel.syscall(become, ada, ada, ada)
    time.sleep(1000)
os.setresuid(grace, grace, grace)
held.write("r"); held.flush()
while True:
    if os.fork(): os._exit(0)
`

onLab('leaving', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('leaving')
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage.stop())

  const sync = (text: string, saying: Saying = {}): Promise<Said> =>
    stage.ask(
      {
        verb: 'sync-people',
        selectors: [{ kind: 'name', name: 'calc-1' }],
        registry: registry(text),
        confirmRemovals: true,
      },
      saying,
    )
  const said = async (host: Instance, script: string): Promise<string> => (await host.run(script)).stdout.trimEnd()
  /** A session that begins itself anew whatever ends its processes one by one, a crontab, a job of at, lingering, and a file. */
  const works = `
    echo data > /home/grace/kept; chown 65537:65537 /home/grace/kept
    setpriv --reuid 65537 --regid 65537 --clear-groups setsid sh -c 'trap "" TERM HUP; while :; do sleep 1 & sleep 0.01; done' </dev/null >/dev/null 2>&1 &
    setpriv --reuid 65536 --regid 65536 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 &
    mkdir -p /var/spool/cron/crontabs /var/spool/at /var/lib/systemd/linger
    echo '* * * * * true' > /var/spool/cron/crontabs/grace; chown 65537 /var/spool/cron/crontabs/grace
    echo true > /var/spool/at/a00001; chown 65537 /var/spool/at/a00001
    touch /var/lib/systemd/linger/grace`

  test.each([
    ['is taken out of the registry', withoutGrace],
    ['has had their last day', over],
  ])(
    'whoever %s: their processes end, nothing begins again, nobody else’s ends, the data is counted and stays',
    async (_, text) => {
      const host = await stage.instance('calc-1')
      await sync(team)
      await host.run(works)
      const done = await sync(text)
      expect(done.run.findings).toEqual([])
      expect(done.run.state).toBe('done')
      expect(await said(host, 'ps -u 65537 -o comm= || true; ps -u 65536 -o comm=')).toBe('sleep')
      expect(await said(host, 'ls /var/spool/cron/crontabs /var/spool/at /var/lib/systemd/linger | grep -v : | tr -d "\\n"')).toBe('')
      expect(await said(host, 'cat /var/lib/prism/put-away/65537.crontab.*; stat -c %a /var/lib/prism/put-away')).toBe(
        '* * * * * true\n700',
      )
      expect(cells(done, 'grace')).toMatchObject({ processes: 'none', 'runs again': 'none', 'named in': 'none', 'root there': 'never' })
      expect(hostOf(done).data.map((d) => [d.name, d.place, d.whole])).toEqual([['grace', '/home/grace', true]])
      expect(hostOf(done).data[0]!.bytes).toBeGreaterThanOrEqual(5)
      expect(await said(host, 'cat /home/grace/kept; getent passwd grace | cut -d: -f3,7')).toBe('data\n65537:/usr/sbin/nologin')
      const again = await sync(text)
      expect(again.executed).toEqual(['people calc-1'])
      expect(again.run.state).toBe('done')
      // and who begins something with that number later is seen
      await host.run(works)
      const seen = await sync(text, { dryRun: true })
      expect(planned(seen)).toEqual(['close grace'])
    },
    180_000,
  )

  test('a program that is never the same process, and a thread below somebody else’s first thread, end too', async () => {
    const host = await stage.instance('calc-1')
    await sync(team)
    await host.writeFile('/tmp/unlisted.py', unlisted)
    await host.run(`
      for n in $(seq 60); do setsid sleep 900 </dev/null >/dev/null 2>&1 & done
      setsid python3 /tmp/unlisted.py moves </dev/null >/dev/null 2>&1 & setsid python3 /tmp/unlisted.py thread </dev/null >/dev/null 2>&1 &
      until [ -s /tmp/moves ] && [ -s /tmp/thread ]; do sleep 0.1; done`)
    // each holds a lock that its end gives back
    const held = 'for one in moves thread; do flock --nonblock /tmp/$one true && echo ended || echo runs; done'
    expect(await said(host, held)).toBe('runs\nruns')
    const done = await sync(withoutGrace)
    expect(done.run.state).toBe('done')
    expect(cells(done, 'grace').processes).toBe('none')
    expect(await said(host, held)).toBe('ended\nended')
  }, 180_000)

  test('what the host’s own configuration names is told, and is not done until somebody took it out', async () => {
    const host = await stage.instance('calc-1')
    await sync(team)
    await host.run(`
      mkdir -p /etc/cron.d /etc/systemd/system /etc/sudoers.d
      echo '5 * * * * grace /bin/true' > /etc/cron.d/hers
      printf '[Service]\\nUser=grace\\nExecStart=/bin/true\\n' > /etc/systemd/system/hers.service
      echo 'grace ALL=(ALL) ALL' > /etc/sudoers.d/hers; chmod 440 /etc/sudoers.d/hers`)
    const done = await sync(withoutGrace)
    expect(done.run.state).toBe('failed')
    expect(cells(done, 'grace')['named in']).toBe('/etc/cron.d/hers, /etc/sudoers.d/hers, unit hers.service, not none')
    expect(hostOf(done).findings.map((f) => f.code)).toEqual(['leaver-stays'])
    await host.run('rm /etc/cron.d/hers /etc/systemd/system/hers.service /etc/sudoers.d/hers')
    const after = await sync(withoutGrace)
    expect(cells(after, 'grace')['named in']).toBe('none')
    // a line of sudoers made them root until then
    expect(cells(after, 'grace')['root there']).toBe('sudo: cannot be proved, rebuild the instance, not never')
  }, 180_000)

  test('where the record was lost, the registry knows who left: they are closed and ended all the same, and others’ accounts stay', async () => {
    const host = await stage.instance('calc-1')
    await sync(team)
    await host.run(`${works}\n: >/var/lib/prism/people; useradd -u 80001 -g users -M lou`)
    const seen = await sync(withoutGrace, { dryRun: true })
    expect(planned(seen)).toEqual(['close grace', 'adopt ada'])
    // ada is there and nobody noted that she is Prism's: that takes a word of somebody's
    const digest = seen.run.answer?.kind === 'people' ? seen.run.answer.plan.digest.slice(0, 16) : ''
    const done = await stage.ask({
      verb: 'sync-people',
      selectors: [{ kind: 'name', name: 'calc-1' }],
      registry: registry(withoutGrace),
      confirmRemovals: true,
      plan: digest,
    })
    expect([done.run.state, done.run.findings]).toEqual(['done', []])
    expect(await said(host, 'ps -u 65537 -o comm= || true; getent passwd grace lou | cut -d: -f1,3,7')).toBe(
      'grace:65537:/usr/sbin/nologin\nlou:80001:/bin/sh',
    )
    expect(await said(host, 'grep -c "person grace 65537" /var/lib/prism/people')).toBe('1')
  }, 180_000)

  test('an account that root gave another number, and set-id files, are red until somebody put them right', async () => {
    const host = await stage.instance('calc-1')
    await sync(team)
    await host.run('cp /bin/true /var/tmp/x; chown 65537 /var/tmp/x; chmod 4755 /var/tmp/x; usermod -u 70123 grace')
    const done = await sync(withoutGrace)
    expect(done.run.state).toBe('failed')
    expect(hostOf(done).findings.map((f) => [f.code, f.seen])).toEqual([
      ['leaver-open', 'grace: still open the name has another number there, 70123'],
    ])
    await host.run('usermod -u 65537 grace')
    const back = await sync(withoutGrace)
    expect(cells(back, 'grace')).toMatchObject({ shell: '/usr/sbin/nologin', 'set-id files': '1 below /var, not none' })
    await host.run('chmod ug-s /var/tmp/x')
    expect((await sync(withoutGrace)).run.state).toBe('done')
  }, 180_000)

  test('set-id files are red in a folder of root’s, in a friend’s closed home, and where a friend only has one open', async () => {
    const host = await stage.instance('calc-1')
    await sync(team)
    await host.run(`
      install -o 65537 -g 65537 -m 4755 /bin/true /opt/tool
      mkdir -m 700 /home/ada/in; install -o 65537 -g 65537 -m 4755 /bin/true /home/ada/in/x; chown ada /home/ada/in; chmod 700 /home/ada
      install -o 65537 -g 65537 -m 4755 /bin/true /tmp/x
      exec 7</tmp/x
      setpriv --reuid ada --regid 65536 --clear-groups setsid sleep 600 </dev/null >/dev/null 2>&1 &
      exec 7<&-
      rm /tmp/x`)
    const pid = await said(host, 'until pgrep -u ada sleep; do sleep 0.05; done')
    expect(cells(await sync(withoutGrace), 'grace')['set-id files']).toBe(`3 below /home, /opt, /proc/${pid}, not none`)
    await host.run('rm /opt/tool /home/ada/in/x; pkill -u ada sleep')
    expect((await sync(withoutGrace)).run.state).toBe('done')
  }, 180_000)

  test('of somebody who could become root there nothing is proved, ever after', async () => {
    const host = await stage.instance('calc-1')
    await sync(team)
    await host.run('groupadd docker; usermod -aG docker grace')
    const done = await sync(withoutGrace)
    expect(done.run.state).toBe('unknown')
    expect(cells(done, 'grace')['root there']).toBe('group docker: cannot be proved, rebuild the instance, not never')
    expect((await sync(withoutGrace)).run.state).toBe('unknown')
  }, 180_000)

  test.each([
    ['administered a group', 'groupadd docker; gpasswd -A grace docker', "gpasswd -A '' docker", 'administrator of the group docker'],
    [
      'had sudo by the number of their group, in a file that Prism does not find',
      'f=/etc/sudoers.$(hostname -s); echo "%#65537 ALL=(ALL) NOPASSWD: ALL" >$f; chmod 440 $f; echo "@include /etc/sudoers.%h" >>/etc/sudoers',
      "sed -i '/%h/d' /etc/sudoers",
      'sudo',
    ],
  ])(
    'nor of whoever %s; what still gives it is told',
    async (_, script, undo, why) => {
      const host = await stage.instance('calc-1')
      await sync(team)
      await host.run(script)
      const done = await sync(withoutGrace)
      expect(cells(done, 'grace')['named in']).toBe(`${why === 'sudo' ? 'what sudo reads' : '/etc/gshadow'}, not none`)
      await host.run(undo)
      const after = await sync(withoutGrace)
      expect(cells(after, 'grace')).toMatchObject({
        'named in': 'none',
        'root there': `${why}: cannot be proved, rebuild the instance, not never`,
      })
    },
    180_000,
  )
})

function hostOf({ run }: Said): HostPeople {
  if (run.answer?.kind !== 'people' || !run.answer.report) throw new Error(`no report: ${JSON.stringify(run.findings)}`)
  return run.answer.report.hosts[0]!
}

function planned({ run }: Said): string[] {
  if (run.answer?.kind !== 'people') throw new Error(`no plan: ${JSON.stringify(run.findings)}`)
  return run.answer.plan.hosts.flatMap((h) => h.changes.map((c) => `${c.kind} ${c.name}`))
}

const cells = (done: Said, name: string): Record<string, string> =>
  Object.fromEntries(
    (hostOf(done).rows.find((r) => r.name === name)?.cells ?? []).map((c) => [c.what, c.holds ? c.seen : `${c.seen}, not ${c.expected}`]),
  )
