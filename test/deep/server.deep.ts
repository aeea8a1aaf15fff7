/** What the server, the wire and SSM can do to a mount while it is made, and to one that stands. */
import type { KernelInstance } from '../../src/lab/kernels/instance.ts'
import { codes, notHolding, of, steps } from '../support/lab-stage.ts'
import { type DeepStage, impatient, on, onKernels, openDeepStage, patience, patient, type Saying } from './stage.ts'
import { because, inWords, tell } from './telling.ts'

onKernels('a mount', () => {
  let stage: DeepStage<'rocky'>
  let rocky: KernelInstance
  beforeAll(async () => {
    stage = await openDeepStage('server', { rocky: { distribution: 'rocky' } })
    rocky = stage.nodes.rocky
  }, patience)
  afterAll(() => stage?.stop())

  /** Nothing is mounted at the place, nothing is in fstab. */
  const nothingLeft = async () => expect(await on(rocky, `grep ' ${stage.place} ' /proc/self/mountinfo; cat /etc/fstab`)).toBe('')
  /** The helper's tunnel ends the connection; whether the kernel gives up or tries until the time is up is a matter of moments. */
  const refusals = ['mount-failed', 'mount-timeout']
  /** Bash: helpers in process groups of their own go on to their own limits when a script is killed. */
  const helperEnded = 'while pgrep -x mount.nfs4 >/dev/null; do sleep 0.1; done'
  /** Calls it once the mount helper waits for the server in a mount that was sent by the run. */
  const whileMounting = (then: () => void): Saying => ({
    onEvent: async (event) => {
      if (event.type !== 'dispatched' || !event.data.key.includes('.mount.')) return
      void on(rocky, 'for i in {1..900}; do pgrep -x mount.nfs4 && exit; sleep 0.1; done; exit 1').then(then, () => undefined)
    },
  })

  test('says in one finding that root is squashed, and undoes itself', async () => {
    await stage.lab.server.exportWith('rw,root_squash')
    const { run, report } = await stage.say('mount deep rocky --no-sharing-test')
    await stage.lab.server.exportWith('rw,no_root_squash')
    expect(run.findings.map((f) => f.code)).toEqual(['root-squashed'])
    because('root-squashed', report)
    expect(of(report, 'rocky').verdict).toBe('differs')
    expect(steps(report, 'rocky')).toContain('permissions=failed undo=changed')
    await nothingLeft()
    tell('the export squashes root (EFS: no ClientRootAccess)', inWords(report))
  })

  test('says in one finding that the server exports read-only, and undoes itself', async () => {
    await stage.lab.server.exportWith('ro,no_root_squash')
    const { run, report } = await stage.say('mount deep rocky --no-sharing-test')
    await stage.lab.server.exportWith('rw,no_root_squash')
    expect(run.findings.map((f) => f.code)).toEqual(['read-only'])
    because('volume-read-only', report)
    await nothingLeft()
    tell('the export is read-only (EFS: no ClientWrite)', inWords(report))
  })

  test('through an access point that enforces a user makes everybody that user, root too, and is green for it', async () => {
    const volume = { kind: 'id' as const, id: stage.volume.id }
    const enforced = { user: { uid: 5001, gid: 3000, groups: [] }, folder: { uid: 5001, gid: 3000, mode: '2775' } }
    const made = await stage.ask({ verb: 'create-access-point', volume, wanted: { name: 'robots', path: '/projects/robots', enforced } })
    expect(made.state).toBe('done')
    const { report } = await stage.say('mount deep rocky --access-point robots')
    expect(notHolding(report, 'rocky')).toEqual([])
    expect(report).toMatchObject({ verdict: 'holds', sharing: { cells: [{ verdict: 'as-one' }, { verdict: 'as-one' }] } })
    const seen = await on(
      rocky,
      `cd ${stage.place}; findmnt -no SOURCE,FSTYPE .; su - rocky -c 'umask 077; echo own >${stage.place}/own; chown rocky ${stage.place}/own 2>&1'
chmod 664 own; rm -rf own; ls -A; cd /`,
    )
    expect(seen).toMatch(/^127\.0\.0\.1:\/ +nfs4\nchown: changing ownership of '.*own': Operation not permitted$/)
    expect((await stage.say('unmount deep rocky')).report.verdict).toBe('holds')
    expect((await stage.ask({ verb: 'delete-access-point', volume, point: { kind: 'name', name: 'robots' } })).state).toBe('done')
    await stage.lab.server.run('rm -rf /srv/efs/projects')
    tell('', 'an access point that enforces a user: everybody, root too, was seen to be uid 5001, gid 3000')
  })

  test('is not made without TLS when the server does not speak it', async () => {
    await stage.lab.server.tls('off')
    await impatient(rocky)
    const { report } = await stage.say('mount deep rocky --no-sharing-test')
    await stage.lab.server.tls('on')
    expect(codes(report, 'rocky')).toHaveLength(1)
    expect(refusals).toContain(codes(report, 'rocky')[0])
    because('port-refused', report)
    await nothingLeft()
    tell('nothing answers on 2049 (Prism’s limit for a mount cut from 90 s to 15 s)', inWords(report))
  })

  test('is not made to a server whose certificate another authority signed', async () => {
    const mine = '/etc/amazon/efs/efs-utils.crt'
    await on(
      rocky,
      `mv ${mine} /root/; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=Other -keyout /dev/null -out ${mine} 2>/dev/null`,
    )
    const { report } = await stage.say('mount deep rocky --no-sharing-test')
    expect(await on(rocky, `mv /root/efs-utils.crt ${mine}; cat /var/log/amazon/efs/*.stunnel.log`)).toContain('certificate verify failed')
    expect(codes(report, 'rocky')).toHaveLength(1)
    expect(refusals).toContain(codes(report, 'rocky')[0])
    because('tls-untrusted', report)
    await patient(rocky)
    await nothingLeft()
    tell('the client trusts another authority (Prism’s limit for a mount cut from 90 s to 15 s)', inWords(report))
  })

  test('that is cancelled in its middle is unknown, not green', async () => {
    await stage.lab.server.link('down')
    const interrupt = new AbortController()
    const { run, report } = await stage.say('mount deep rocky --no-sharing-test', {
      ...whileMounting(() => interrupt.abort()),
      signal: interrupt.signal,
    })
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'unknown', verdict: 'unknown' })
    expect(of(report, 'rocky').rows.filter((r) => r.verdict === 'holds')).toEqual([])
    await stage.lab.server.link('up')
    await on(rocky, `${helperEnded}; umount ${stage.place}; pkill stunnel4; rm -rf /var/run/efs/*`)
    tell('SSM cancels the command while the mount helper waits for the server', inWords(report))
  })

  test('that was killed at SSM’s time limit is not green; what its helper still did is seen, and the next mount completes it', async () => {
    await stage.lab.server.link('down')
    const killed = await stage.say('mount deep rocky --no-sharing-test', whileMounting(rocky.expire))
    await stage.lab.server.link('up')
    expect(codes(killed.report, 'rocky')).toContain('invocation-timed-out')
    expect(of(killed.report, 'rocky').rows.filter((r) => r.verdict === 'holds')).toEqual([])
    await on(rocky, helperEnded)
    const { report } = await stage.say('mount deep rocky')
    expect([codes(report, 'rocky'), notHolding(report, 'rocky')]).toEqual([[], []])
    expect(report.verdict).toBe('holds')
    expect(await on(rocky, `grep -c ' ${stage.place} ' /proc/self/mountinfo; grep -c ${stage.place} /etc/fstab`)).toBe('1\n1')
    tell(
      'SSM’s execution limit ends the script while the mount helper waits for the server',
      `${inWords(killed.report)}; then ${inWords(report)}`,
    )
  })

  test('that stands still shares when root is squashed later, leaves nothing behind, and says what it could not try', async () => {
    await stage.lab.server.exportWith('rw,root_squash')
    const { report } = await stage.say('verify deep rocky')
    await stage.lab.server.exportWith('rw,no_root_squash')
    expect(notHolding(report, 'rocky')).toEqual([])
    expect(report.verdict).not.toBe('holds')
    expect(report.sharing.verdict).toBe('unknown')
    expect(report.sharing.notes.join()).toMatch(/could not write: .*Permission denied \(root-squashed\)/)
    expect(await on(rocky, `find ${stage.place} -name '.prism-*'`)).toBe('')
    tell(
      'the export squashes root after the layout',
      `${inWords(report)}; sharing ${report.sharing.verdict}: ${report.sharing.notes.join('; ')}`,
    )
  })

  test('is not green while the server is out of reach, the answer comes within the limits, and it recovers by itself', async () => {
    await on(rocky, `echo hello >${stage.place}/shared/note`)
    await stage.lab.server.link('down')
    const { report } = await stage.say('verify deep rocky --no-sharing-test')
    await stage.lab.server.link('up')
    expect(of(report, 'rocky').verdict).not.toBe('holds')
    expect(notHolding(report, 'rocky').join()).toMatch(/answer/)
    expect(await on(rocky, `timeout 50 cat ${stage.place}/shared/note`)).toBe('hello')
    tell('the server’s network cable is out', inWords(report))
  })
})
