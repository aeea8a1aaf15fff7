/** What the EFS client leaves and makes besides a mount, read as what it is by mount, doctor, unmount and the looks. */
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { diagnosisOf } from '../../support/doctor-stage.ts'
import { codes, hurry, notHolding, of, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'
import { adopt, planOf } from '../../support/unmanaged.ts'

onLab('the EFS client', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  let ubuntu: Instance
  beforeAll(async () => {
    stage = await openStage('client-leftovers')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
  })
  beforeEach(async () => {
    ubuntu = await stage.instance('ubuntu')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('keeps a folder beside each state for ever: mounts come and go beside many of them, and the doctor is not misled', async () => {
    for (let n = 0; n < 3; n++) {
      const { report } = await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)
      expect(notHolding(report, 'ubuntu')).toEqual([])
      expect(diagnosisOf(await stage.say(`doctor ${volume.name} ubuntu`))).toMatchObject({ verdict: 'healthy', others: [] })
      expect(steps((await stage.say(`unmount ${volume.name} ubuntu`)).report, 'ubuntu')).toBe('unmount=changed fstab=changed')
      await ubuntu.faults.sweepClientState()
    }
    expect(await on(ubuntu, `cd /var/run/efs; ls | grep -c '^${volume.id}.*[0-9]+$'; ls | grep -vc '+$' || :`)).toBe('3\n0')
  })

  test('leaves that folder after a mount that failed too: what was tidied is told, and nothing else of it is left', async () => {
    await hurry(ubuntu)
    await ubuntu.faults.onMount({ kind: 'hang' })
    const { report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['mount-timeout'])
    expect(await on(ubuntu, "ls /var/run/efs | grep -v '+$' || :; pgrep -f '^efs-proxy' || :")).toBe('')
    await ubuntu.faults.onMount(undefined)
    expect(notHolding((await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)).report, 'ubuntu')).toEqual([])
  })

  test('mounts by a zone’s name, which is the same volume: adopted where it is plain, and an option that fstab’s line would lose is named', async () => {
    const [zonal, plain] = await Promise.all([stage.instance('zonal'), stage.volume()])
    await on(zonal, `mkdir /data; mount -t nfs4 -o nfsvers=4.1 us-east-1a.${plain.id}.efs.us-east-1.amazonaws.com:/ /data`)
    const by = await adopt(stage, `${plain.name} zonal --mount-point /data --allow-plain-nfs`)
    expect(codes(by.report, 'zonal')).toEqual([])
    await on(
      ubuntu,
      `mkdir /zonal; mount -t efs -o tls,az=us-east-1a ${volume.id}:/ /zonal; echo '${volume.id}:/ /zonal efs tls,az=us-east-1a 0 0' >>/etc/fstab`,
    )
    const plan = await stage.say(`adopt ${volume.name} ubuntu --mount-point /zonal`)
    expect(plan.run.findings.map((f) => f.code)).toEqual(['fstab-differs'])
    expect(plan.run.findings[0]?.seen).toContain('az=us-east-1a')
    expect(planOf(plan).jobs).toEqual([])
  })

  test('of the first version refuses region, which a line by hand may say: the finding has its words', async () => {
    await on(ubuntu, 'echo 1.36.0 >/etc/amazon/efs/lab-version')
    expect(notHolding((await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)).report, 'ubuntu')).toEqual([])
    const { stdout, stderr, code } = await ubuntu.run(`mkdir /data; mount -t efs -o tls,region=us-east-1 ${volume.id}:/ /data`)
    expect([stdout, stderr, code]).toEqual(['', expect.stringContaining('an incorrect mount option was specified'), 32])
    // what it left of that is nobody's mount
    expect(diagnosisOf(await stage.say(`doctor ${volume.name} ubuntu`))).toMatchObject({ verdict: 'healthy', others: [] })
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })

  test('mounts over what is there: a mount of Prism’s does not, and of what lies on a tmpfs an unmount takes the volume alone', async () => {
    await on(ubuntu, `mkdir -p ${place}; mount -t tmpfs scratch ${place}`)
    expect(codes((await stage.say(`mount ${volume.name} ubuntu`)).report, 'ubuntu')).toEqual(['mount-point-taken'])
    await on(ubuntu, `umount ${place}`)
    expect((await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)).report.verdict).toBe('holds')
    // as a boot does it where something else mounts a tmpfs there first
    await on(ubuntu, `umount ${place}; mount -t tmpfs scratch ${place}; mount ${place}`)
    expect(await on(ubuntu, `findmnt -rno SOURCE ${place}`)).toBe('scratch\n127.0.0.1:/')
    const { report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(steps(report, 'ubuntu')).toBe('unmount=changed fstab=changed')
    expect(of(report, 'ubuntu').steps[0]?.detail).toContain(`scratch (tmpfs) was mounted below it at ${place}`)
    expect(await on(ubuntu, `findmnt -rno SOURCE ${place}; cat /etc/fstab; umount ${place}`)).toBe('scratch')
  })
})
