/** A node whose PID 1 is systemd: fstab is a unit there, the agent is one, and the EFS client asks for network.target. */
import type { CauseId } from '../../src/domain/causes/all.ts'
import { diagnosisOf, titleOf } from '../support/doctor-stage.ts'
import { codes, notHolding, of, steps } from '../support/lab-stage.ts'
import { type DeepStage, on, onKernels, openDeepStage, patience } from './stage.ts'
import { because, inWords, tell } from './telling.ts'

onKernels('a node with systemd', () => {
  let stage: DeepStage<'ubuntu'>
  beforeAll(async () => {
    stage = await openDeepStage('systemd', { ubuntu: { distribution: 'ubuntu', init: 'systemd' } })
  }, patience)
  afterAll(() => stage?.stop())

  /** Bash that waits for a mount by fstab: units start side by side with the agent. Where it stays away, the unit and the client say why. */
  const mounted = (place: string) => `for i in {1..200}; do findmnt -rno SOURCE,FSTYPE ${place} && break; sleep 0.2; done
findmnt ${place} >/dev/null || { systemctl list-jobs; systemctl --no-pager -n 40 status "$(systemd-escape -p --suffix=mount ${place})"; tail -n 20 /var/log/amazon/efs/mount.log; }`

  test('is told that nothing was mounted when the EFS client gave up with exit 0, because network.target was down', async () => {
    const { ubuntu } = stage.nodes
    await on(ubuntu, 'systemctl stop network.target')
    const { report } = await stage.say('mount deep ubuntu --no-sharing-test')
    // nobody may start the target by hand; what brings the network up pulls it in
    await on(ubuntu, 'systemctl restart lab-network.service; systemctl is-active network.target')
    expect(codes(report, 'ubuntu')).toEqual(['mount-not-there'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain('the network was not yet available')
    because('network-target-inactive', report)
    expect(await on(ubuntu, 'cat /etc/fstab')).toBe('')
    tell('network.target is stopped', inWords(report))
  })

  test('mounts, and fstab’s line becomes a unit that waits for the network', async () => {
    const { ubuntu } = stage.nodes
    const { report } = await stage.say('mount deep ubuntu')
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(
      await on(ubuntu, 'cat /proc/1/comm; systemctl show --value -p FragmentPath mnt-deep.mount; systemctl is-active mnt-deep.mount'),
    ).toBe('systemd\n/run/systemd/generator/mnt-deep.mount\nactive')
    expect(await on(ubuntu, 'systemctl show -p After mnt-deep.mount')).toContain('network-online.target')
    tell('', inWords(report))
  })

  const unit = 'mnt-deep.mount'
  /** What verify's row says and what a doctor calls the cause, while `breaking` holds; after `fixing` nothing is wrong. */
  const keptFromBoot = (id: CauseId, breaking: string, fixing: string) =>
    test(titleOf(id), async () => {
      const { ubuntu } = stage.nodes
      await on(ubuntu, breaking)
      const { report } = await stage.say('verify deep ubuntu --no-sharing-test')
      expect(notHolding(report, 'ubuntu')).toEqual([expect.stringMatching(/^persistence \/etc\/fstab · at boot: .* \(differs\)$/)])
      expect(of(report, 'ubuntu').rows.find((r) => r.verdict === 'differs')?.code).toBe(id)
      expect(diagnosisOf(await stage.say('doctor deep ubuntu')).cause?.cause).toBe(id)
      tell(breaking, `${inWords(report)}, cause \`${id}\``)
      await on(ubuntu, fixing)
    })
  keptFromBoot('unit-masked', `systemctl mask ${unit}`, `systemctl unmask ${unit}`)
  keptFromBoot(
    'unit-foreign',
    `printf '[Mount]\\nWhat=tmpfs\\nType=tmpfs\\nWhere=/mnt/deep\\n' >/etc/systemd/system/${unit}; systemctl daemon-reload`,
    `rm /etc/systemd/system/${unit}; systemctl daemon-reload`,
  )
  keptFromBoot('boot-without-mounts', 'systemctl disable remote-fs.target', 'systemctl enable remote-fs.target')

  test('names a service that runs as a member with a umask of its own', async () => {
    const { ubuntu } = stage.nodes
    const unit = (mask: string) => `[Service]\\nUser=ubuntu\\n${mask}ExecStart=/bin/sleep infinity\\n`
    await on(
      ubuntu,
      `cd /etc/systemd/system; printf '${unit('')}' >notebook.service; printf '${unit('UMask=0002\\n')}' >jobs.service
systemctl daemon-reload; systemctl start notebook jobs`,
    )
    const { report } = await stage.say('verify deep ubuntu --no-sharing-test')
    const rows = of(report, 'ubuntu').rows.filter((row) => row.subject.endsWith('.service'))
    expect(rows.map((r) => `${r.subject}: ${r.observed} (${r.verdict} ${r.code ?? ''})`).sort()).toEqual([
      'ubuntu · jobs.service: covered (note )',
      'ubuntu · notebook.service: not covered: UMask=0022 (note umask-differs)',
    ])
    await on(ubuntu, 'systemctl stop notebook jobs; rm /etc/systemd/system/{notebook,jobs}.service; systemctl daemon-reload')
    tell('a unit with User=ubuntu and no UMask=', rows.map((r) => `${r.subject}: ${r.observed}`).join('; '))
  })

  test('brings several fstab mounts of the volume up after a boot in order, and verify holds', async () => {
    const { ubuntu } = stage.nodes
    await on(
      ubuntu,
      `mkdir -p /data /srv/inputs; for at in shared:/data users:/srv/inputs; do
echo "${stage.volume.id}:/\${at%%:*} \${at#*:} efs _netdev,noresvport,tls,nosuid,nodev,nofail 0 0"; done >>/etc/fstab; systemctl daemon-reload`,
    )
    await ubuntu.reboot('in-order')
    expect(await on(ubuntu, `${mounted('/mnt/deep')}; ${mounted('/data')}; ${mounted('/srv/inputs')}`)).toBe(
      '127.0.0.1:/ nfs4\n127.0.0.1:/shared nfs4\n127.0.0.1:/users nfs4',
    )
    const { report } = await stage.say('verify deep ubuntu')
    expect(notHolding(report, 'ubuntu')).toEqual([])
    expect(report.verdict).toBe('holds')
    // the next test cuts the power: what is taken out here is out on the disk
    await on(ubuntu, `umount /data /srv/inputs; sed -i '/x-prism/!d' /etc/fstab; sync; systemctl daemon-reload`)
    tell('two more mounts of the volume in fstab, each with a tunnel of its own', inWords(report))
  })

  test('boots without the server, because of nofail; verify says not mounted; the mount comes up when the server is back', async () => {
    const { ubuntu } = stage.nodes
    await stage.lab.server.link('down')
    await ubuntu.reboot('at-once')
    const { report } = await stage.say('verify deep ubuntu --no-sharing-test')
    expect(of(report, 'ubuntu').verdict).toBe('differs')
    expect(of(report, 'ubuntu').rows.find((row) => row.verdict === 'differs')?.code).toBe('not-mounted')
    await stage.lab.server.link('up')
    expect(await on(ubuntu, mounted(stage.place))).toBe('127.0.0.1:/ nfs4')
    tell('the server’s network cable is out while the node boots', inWords(report))
  })

  test(titleOf('boot-mount-failed'), async () => {
    const { ubuntu } = stage.nodes
    const dropIn = `/etc/systemd/system/${unit}.d`
    // systemd's own limit is 90 s
    await on(ubuntu, `mkdir ${dropIn}; printf '[Mount]\\nTimeoutSec=6s\\n' >${dropIn}/limit.conf; sync`)
    await stage.lab.server.link('down')
    await ubuntu.reboot('at-once')
    await on(ubuntu, `for i in {1..300}; do systemctl is-failed -q ${unit} && exit; sleep 0.2; done; exit 1`)
    await stage.lab.server.link('up')
    const { report } = await stage.say('verify deep ubuntu --no-sharing-test')
    expect(of(report, 'ubuntu').rows.find((r) => r.code === 'not-mounted')?.observed).toMatch(/; mnt-deep\.mount failed \(timeout, /)
    expect(diagnosisOf(await stage.say('doctor deep ubuntu')).cause?.cause).toBe('boot-mount-failed')
    tell('the server comes back after systemd gave up (its limit was shortened)', `${inWords(report)}, cause \`boot-mount-failed\``)
    await on(ubuntu, `rm -r ${dropIn}; systemctl daemon-reload`)
    expect(notHolding((await stage.say('mount deep ubuntu --no-sharing-test')).report, 'ubuntu')).toEqual([])
  })

  test(titleOf('ordering-cycle'), async () => {
    const { ubuntu } = stage.nodes
    const service = '/etc/systemd/system/early.service'
    // the boot may not leave out the service itself
    await on(
      ubuntu,
      `printf '[Unit]\\nDefaultDependencies=no\\nBefore=network.target\\nAfter=${unit}\\n[Service]\\nType=oneshot\\nExecStart=/bin/true\\n' >${service}
systemctl add-requires "$(systemctl get-default)" early.service; sync`,
    )
    await ubuntu.reboot('in-order')
    await on(ubuntu, 'systemctl is-system-running --wait || :')
    const diagnosis = diagnosisOf(await stage.say('doctor deep ubuntu'))
    expect(diagnosis.cause?.cause).toBe('ordering-cycle')
    tell('a service of the boot is ordered after the mount and before the network', `cause \`ordering-cycle\`: ${diagnosis.cause?.seen}`)
    await on(
      ubuntu,
      `rm ${service} /etc/systemd/system/*.requires/early.service; systemctl daemon-reload; systemctl restart lab-network.service`,
    )
    expect(notHolding((await stage.say('mount deep ubuntu --no-sharing-test')).report, 'ubuntu')).toEqual([])
  })

  test('shuts down in order with the volume in use, and finds it again', async () => {
    const { ubuntu } = stage.nodes
    await on(ubuntu, `cd ${stage.place}/shared && echo kept >note && { setsid sleep 600 </dev/null >/dev/null 2>&1 & }`)
    await ubuntu.reboot('in-order')
    expect(await on(ubuntu, `${mounted(stage.place)}; cat ${stage.place}/shared/note`)).toBe('127.0.0.1:/ nfs4\nkept')
  })

  test('is unmounted and stays so after a boot', async () => {
    const { ubuntu } = stage.nodes
    const { report } = await stage.say('unmount deep ubuntu')
    expect(steps(report, 'ubuntu')).not.toContain('failed')
    expect(report.verdict).toBe('holds')
    await ubuntu.reboot('in-order')
    expect(await on(ubuntu, 'systemctl list-units --all --no-legend mnt-deep.mount; findmnt -rno TARGET /mnt/deep || echo none')).toBe(
      'none',
    )
    tell('', inWords(report))
  })
})
