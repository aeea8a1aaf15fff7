/** A volume's life on real NFS 4.1: kernels of their own, TLS by stunnel, the project's scripts as SSM delivers them. In that order. */
import { diagnosisOf } from '../support/doctor-stage.ts'
import { codes, notHolding, of, steps } from '../support/lab-stage.ts'
import { type DeepStage, impatient, on, onKernels, openDeepStage, patience, patient } from './stage.ts'
import { because, inWords, tell } from './telling.ts'

/**
 * What amazon-efs-utils' watchdog does some time after: a state whose place and port are in no line of /proc/mounts is a dead one's, and goes
 * with its tunnel.
 */
const watchdog = `cd /var/run/efs; for state in $(ls | grep '^fs-.*[0-9]$'); do
  awk '$1 ~ /^127[.]0[.]0[.]1:/ { at = $2; gsub("/", ".", at); sub("^[.]*", "", at); if (match($4, /port=[0-9]+/)) print at "." substr($4, RSTART + 5, RLENGTH - 5) }' /proc/mounts |
    grep -qxF -- "\${state#*.}" && continue
  kill -9 "$(sed -n 's/.*"pid": \\([0-9]*\\).*/\\1/p' "$state")"; rm "$state" "stunnel-config.$state"
done; cd /`

onKernels('a volume on real kernels', () => {
  let stage: DeepStage<'ubuntu' | 'rocky' | 'amazon' | 'late'>
  beforeAll(async () => {
    // two login users have uid 1000, as images have them, and one has not
    stage = await openDeepStage('life', {
      ubuntu: { distribution: 'ubuntu' },
      rocky: { distribution: 'rocky' },
      amazon: { distribution: 'amazon', loginUid: 1500 },
      late: { distribution: 'rocky' },
    })
  }, patience)
  afterAll(() => stage?.stop())

  test('is mounted on Ubuntu, Rocky and Amazon Linux at the same moment: NFS 4.1 through TLS, every row holds', async () => {
    const { run, report } = await stage.say('mount deep ubuntu rocky amazon')
    for (const name of ['ubuntu', 'rocky', 'amazon']) expect([name, notHolding(report, name)]).toEqual([name, []])
    expect({ state: run.state, verdict: report.verdict, sharing: report.sharing.verdict }).toEqual({
      state: 'done',
      verdict: 'holds',
      sharing: 'holds',
    })
    const cells = report.sharing.cells.map((c) => `${c.writer.account} → ${c.reader.account}: ${c.verdict}`)
    // different uids prove it; between equal ones a test proves nothing
    for (const pair of ['ubuntu → ec2-user', 'ec2-user → ubuntu', 'rocky → ec2-user', 'ec2-user → rocky'])
      expect(cells).toContain(`${pair}: shared`)
    for (const pair of ['ubuntu → rocky', 'rocky → ubuntu']) expect(cells).toContain(`${pair}: same-identity`)
    for (const instance of [stage.nodes.ubuntu, stage.nodes.rocky, stage.nodes.amazon]) {
      const [source, type, options] = (await on(instance, `findmnt -rno SOURCE,FSTYPE,OPTIONS ${stage.place}`)).split(' ')
      expect([source, type]).toEqual(['127.0.0.1:/', 'nfs4'])
      expect(options).toMatch(/vers=4\.1.*,hard,.*port=2[01]\d{3}/)
    }
    tell('', `${inWords(report)}; sharing ${report.sharing.verdict}: ${report.sharing.notes.join('; ')}`)
  })

  test('is not touched by a repeated mount: every step is unchanged', async () => {
    const { run, report } = await stage.say('mount deep ubuntu amazon --no-sharing-test')
    for (const name of ['ubuntu', 'amazon']) {
      expect(notHolding(report, name)).toEqual([])
      expect(new Set(of(report, name).steps.map((s) => s.status))).toEqual(new Set(['unchanged']))
    }
    expect(run.findings).toEqual([])
    tell('', `${inWords(report)}; ${steps(report, 'ubuntu')}`)
  })

  test('is called healthy by the doctor, who tries the way to it on the host', async () => {
    const { verdict, cause, others, checks } = diagnosisOf(await stage.say('doctor deep rocky'))
    expect({ verdict, cause, others }).toEqual({ verdict: 'healthy', cause: undefined, others: [] })
    expect(checks.filter((c) => c.state !== 'ok').map((c) => `${c.area}: ${c.state}, ${c.seen}`)).toEqual([
      'access-point: not-applicable, none is used',
      'selinux: not-applicable, not on this host',
      'scan: not-applicable, looked for with --scan',
    ])
    tell('', `rocky ${verdict}; looked at: ${checks.map((c) => c.area).join(', ')}`)
  })

  test('has the modes that the umask gives, seen from the other side, and equal uids are one person', async () => {
    const { ubuntu, rocky } = stage.nodes
    await on(ubuntu, `su - ubuntu -c 'umask; echo hello >${stage.place}/shared/note; mkdir ${stage.place}/shared/folder'`)
    expect(await on(rocky, `cd ${stage.place}/shared && stat -c '%n %u:%g %a' note folder && cat note`)).toBe(
      'note 1000:3000 664\nfolder 1000:3000 2775\nhello',
    )
    await on(rocky, `su - rocky -c 'echo more >>${stage.place}/shared/note; echo taken >${stage.place}/users/ubuntu/from-rocky'`)
    expect(await on(ubuntu, `cat ${stage.place}/shared/note ${stage.place}/users/ubuntu/from-rocky`)).toBe('hello\nmore\ntaken')
    await on(rocky, `su - rocky -c 'umask 022; echo x >${stage.place}/shared/closed'`)
    expect(await on(ubuntu, `stat -c %a ${stage.place}/shared/closed; rm ${stage.place}/shared/closed`)).toBe('644')
  })

  test('has those modes from every kind of session, by su, ssh and cron, as the report read them', async () => {
    const { ubuntu, rocky, amazon } = stage.nodes
    const members = [
      { name: 'ubuntu', instance: ubuntu, user: 'ubuntu', seenFrom: amazon },
      { name: 'rocky', instance: rocky, user: 'rocky', seenFrom: ubuntu },
      { name: 'amazon', instance: amazon, user: 'ec2-user', seenFrom: rocky },
    ]
    const sessions = {
      'su -': (user: string, words: string) => `su - ${user} -c '${words}'`,
      ssh: (user: string, words: string) => `/lab/ssh login ${user} '${words}'`,
      'ssh host command': (user: string, words: string) => `/lab/ssh command ${user} '${words}'`,
      cron: (user: string, words: string) => `/lab/cron ${user} '${words}'`,
    }
    const { report } = await stage.say('verify deep ubuntu rocky amazon --no-sharing-test')
    await Promise.all(
      members.map(async ({ name, instance, user, seenFrom }) => {
        const uid = await on(instance, `id -u ${user}`)
        for (const [session, by] of Object.entries(sessions)) {
          const made = `${stage.place}/shared/${name}-${session.replaceAll(' ', '-')}`
          // the last line: sshd greets with the message of the day
          const umask = (await on(instance, by(user, `echo x >${made}; mkdir ${made}.d; umask`))).split('\n').at(-1)
          const row = of(report, name).rows.find((r) => r.section === 'umask' && r.subject === `${user} · ${session}`)
          expect([name, session, umask, row?.verdict, row?.observed.slice(0, 10)]).toEqual([name, session, '0002', 'holds', 'umask 0002'])
          expect([name, session, await on(seenFrom, `stat -c '%u:%g %a' ${made} ${made}.d; rm -r ${made} ${made}.d`)]).toEqual([
            name,
            session,
            `${uid}:3000 664\n${uid}:3000 2775`,
          ])
        }
      }),
    )
    tell('', `${inWords(report)}; umask 0002 in ${Object.keys(sessions).join(', ')}, read and measured`)
  })

  test('comes back by fstab after a power cut, and verify holds', async () => {
    const { ubuntu } = stage.nodes
    await ubuntu.reboot('at-once')
    expect(await on(ubuntu, `cat /run/boot-mount.log; findmnt -rno SOURCE,FSTYPE ${stage.place}; cat ${stage.place}/shared/note`)).toBe(
      'exit 0\n127.0.0.1:/ nfs4\nhello\nmore',
    )
    const { report } = await stage.say('verify deep ubuntu --no-sharing-test')
    expect(notHolding(report, 'ubuntu')).toEqual([])
    tell('the power goes, at once', inWords(report))
  })

  test('is not unmounted while somebody stands in it, and the report names who', async () => {
    const { ubuntu } = stage.nodes
    await on(ubuntu, `cd ${stage.place}/shared && { setsid sleep 600 </dev/null >/dev/null 2>&1 & }; sleep 0.2`)
    const { report } = await stage.say('unmount deep ubuntu')
    expect(codes(report, 'ubuntu')).toContain('unmount-busy')
    expect(JSON.stringify(of(report, 'ubuntu'))).toContain('(sleep)')
    expect(steps(report, 'ubuntu')).toContain('unmount=failed')
    expect(await on(ubuntu, `findmnt -rno FSTYPE ${stage.place}; pkill -x sleep`)).toBe('nfs4')
    tell('a process stands in shared/', inWords(report))
  })

  test('that was taken away by force while its tunnel was dead comes back after a boot, and not before the kernel forgets', async () => {
    const { ubuntu } = stage.nodes
    // what one finds advised, after somebody waited for it: the session cannot be ended at the server, and a new mount waits with it
    await on(
      ubuntu,
      `pkill -9 stunnel4; timeout 5 stat -f ${stage.place}; timeout 5 stat -f ${stage.place}; umount -f -l ${stage.place}; rm -rf /var/run/efs/*; ! grep ' ${stage.place} ' /proc/self/mountinfo`,
    )
    await impatient(ubuntu)
    const { report } = await stage.say('mount deep ubuntu --no-sharing-test')
    expect(codes(report, 'ubuntu')).toEqual(['mount-timeout'])
    because('connection-dead', report)
    await patient(ubuntu)
    await ubuntu.reboot('at-once')
    const again = await stage.say('mount deep ubuntu --no-sharing-test')
    expect([codes(again.report, 'ubuntu'), notHolding(again.report, 'ubuntu')]).toEqual([[], []])
    tell('stunnel is killed, then umount -f -l', `${inWords(report)}; after a boot ${inWords(again.report)}`)
  })

  test('is told from a mount by hand whose connection it shares, also once the client’s watchdog took its own state and tunnel away', async () => {
    const { rocky } = stage.nodes
    // by hand first: the kernel carries the second mount of the same server over the first one's connection, and shows its port at both
    expect((await stage.say('unmount deep rocky')).report.verdict).toBe('holds')
    await on(rocky, `${watchdog}; mkdir /byhand && mount -t efs -o tls ${stage.volume.id}:/ /byhand`)
    expect(notHolding((await stage.say(`mount deep rocky --mount-point ${stage.place} --no-sharing-test`)).report, 'rocky')).toEqual([])
    const shared = await on(
      rocky,
      `awk '$2 == "/byhand" || $2 == "${stage.place}"' /proc/mounts | grep -o 'port=2[0-9]*' | sort -u | wc -l`,
    )
    expect(shared).toBe('1')
    expect(await on(rocky, `${watchdog}; ls /var/run/efs | grep '^fs-.*[0-9]$' | sed 's/[.][0-9]*$//'`)).toBe(`${stage.volume.id}.byhand`)
    const { report } = await stage.say('verify deep rocky --no-sharing-test')
    expect(notHolding(report, 'rocky')).toEqual([])
    expect(diagnosisOf(await stage.say('doctor deep rocky'))).toMatchObject({ verdict: 'healthy', others: [] })
    // without the first one the watchdog ends the tunnel that both had
    await on(rocky, `umount /byhand; ${watchdog}`)
    const { cause } = diagnosisOf(await stage.say('doctor deep rocky'))
    expect(cause?.cause).toBe('tunnel-dead')
    tell(
      'a mount by hand over the same connection, then its end',
      `${inWords(report)}; without the mount by hand: cause \`${cause?.cause}\`: ${cause?.seen}`,
    )
    await rocky.reboot('at-once')
    expect(notHolding((await stage.say('verify deep rocky --no-sharing-test')).report, 'rocky')).toEqual([])
  })

  test('has lost nothing when the power goes right after the report of a first mount', async () => {
    const { late } = stage.nodes
    const { report } = await stage.say('mount deep late --no-sharing-test')
    expect([codes(report, 'late'), notHolding(report, 'late')]).toEqual([[], []])
    await late.reboot('at-once')
    const after = await stage.say('verify deep late --no-sharing-test')
    expect([codes(after.report, 'late'), notHolding(after.report, 'late')]).toEqual([[], []])
    tell('the power goes within a second of the report', inWords(after.report))
  })

  test('does not come back when the power goes right after the report of an unmount', async () => {
    const { late } = stage.nodes
    const { report } = await stage.say('unmount deep late')
    expect(codes(report, 'late')).toEqual([])
    await late.reboot('at-once')
    expect(await on(late, `! grep -c x-prism /etc/fstab; ! grep -c ' ${stage.place} ' /proc/self/mountinfo; ls /var/lib/prism/left`)).toBe(
      `0\n0\n${stage.volume.id}`,
    )
    // and what was done twice is done once: the note is what a look tells a volume by that was taken away on purpose
    const after = await stage.say('mount deep late --no-sharing-test')
    expect([codes(after.report, 'late'), notHolding(after.report, 'late')]).toEqual([[], []])
    tell(
      'the power goes within a second of the report of an unmount',
      `${inWords(report)}; after a boot no line, no mount; mounted again ${inWords(after.report)}`,
    )
  })
})
