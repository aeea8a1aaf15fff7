/** A volume that is mounted once more than anybody was told: by a bind mount, or in a container's mount namespace. */
import { defaultMountOptions } from '../../../src/domain/request.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'

/** Ends its first thread, and goes on in another. */
const headless = `
import ctypes, os, threading, time
print(os.getpid(), flush=True)
threading.Thread(target=time.sleep, args=(1000,)).start()
ctypes.CDLL(None).syscall({"x86_64": 60}.get(os.uname().machine, 93), 0)
`

onLab('a volume that is mounted there once more', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('unmount-held')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  const mounted = async () => {
    const [ubuntu, volume] = await Promise.all([stage.instance('ubuntu'), stage.volume()])
    const { report } = await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)
    expect(notHolding(report, 'ubuntu')).toEqual([])
    const remove = () => stage.ask({ verb: 'delete', volume: { kind: 'name', name: volume.name }, confirm: volume.name })
    return { ubuntu, volume, place: `/mnt/${volume.name}`, remove }
  }

  test('a bind mount of a folder of it: unmount names it and leaves all as it is, and it is not deleted', async () => {
    const { ubuntu, volume, place, remove } = await mounted()
    await on(ubuntu, `mkdir -p /home/ubuntu/data; mount --bind ${place}/users/ubuntu /home/ubuntu/data`)
    const { report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['still-held'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toBe('unmount: also mounted at /home/ubuntu/data')
    expect(await on(ubuntu, `mountpoint ${place}; grep -c ${place} /etc/fstab`)).toBe(`${place} is a mountpoint\n1`)
    const seen = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
    expect(of(seen.report, 'ubuntu').rows.find((r) => r.subject === `${place} · elsewhere`)).toMatchObject({
      observed: '/home/ubuntu/data',
    })
    expect((await remove()).run.findings).toMatchObject([{ code: 'volume-in-use', seen: expect.stringContaining('/home/ubuntu/data') }])
    await on(ubuntu, 'umount /home/ubuntu/data')
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect((await remove()).run.findings).toEqual([])
  })

  test('a mount namespace made after the mount: unmount names process and program, the look tells it, and it is not deleted', async () => {
    const { ubuntu, volume, place, remove } = await mounted()
    await on(ubuntu, 'setsid unshare --mount --propagation private sleep 1000 </dev/null >/dev/null 2>&1 & sleep 0.3')
    const pid = await on(ubuntu, 'pgrep -fx "sleep 1000"')
    const { report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['still-held'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain(`also mounted at ${place} for pid ${pid} (sleep)`)
    const lazily = await stage.say(`unmount ${volume.name} ubuntu --lazy`)
    expect(lazily.report.verdict).toBe('differs')
    expect(steps(lazily.report, 'ubuntu')).toBe('unmount=changed fstab=changed')
    expect(of(lazily.report, 'ubuntu').steps[0]?.detail).toContain(`still mounted at ${place} for pid ${pid} (sleep)`)
    await on(ubuntu, `kill ${pid}`)
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect((await remove()).run.findings).toEqual([])
  })

  test('a mount namespace of a program whose first thread has ended holds it as any other does', async () => {
    const { ubuntu, volume, place, remove } = await mounted()
    await ubuntu.writeFile('/tmp/headless.py', headless)
    await on(ubuntu, 'setsid unshare --mount --propagation private python3 /tmp/headless.py </dev/null >/tmp/pid 2>&1 &')
    const pid = await on(
      ubuntu,
      'until grep -q . /tmp/pid && grep -q zombie /proc/$(cat /tmp/pid)/status; do sleep 0.1; done; cat /tmp/pid',
    )
    expect(await on(ubuntu, `readlink /proc/${pid}/ns/mnt || echo none`)).toBe('none')
    const seen = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
    expect(of(seen.report, 'ubuntu').rows.find((r) => r.subject === `${place} · elsewhere`)?.verdict).not.toBe('holds')
    const { report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['still-held'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain(`also mounted at ${place} for pid ${pid} (python3)`)
    expect((await remove()).run.findings).toMatchObject([{ code: 'volume-in-use' }])
    await on(ubuntu, `kill -9 ${pid}`)
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect((await remove()).run.findings).toEqual([])
  })

  test('a mount namespace that follows the instance’s is no obstacle: what is unmounted is unmounted there too', async () => {
    const { ubuntu, volume, place } = await mounted()
    await on(ubuntu, `mount --make-shared /; setsid unshare --mount --propagation slave sleep 1000 </dev/null >/dev/null 2>&1 & sleep 0.3`)
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect(await on(ubuntu, `grep -c ' ${place} ' /proc/$(pgrep -fx "sleep 1000")/mountinfo || :`)).toBe('0')
  })

  test('a mount namespace made before the mount sees the directory below it, and what it writes stays here: a row names it', async () => {
    const [ubuntu, volume] = await Promise.all([stage.instance('ubuntu'), stage.volume()])
    const place = `/mnt/${volume.name}`
    await on(
      ubuntu,
      `mkdir -p ${place}; setsid unshare --mount --propagation private sleep 1000 </dev/null >/dev/null 2>&1 & until pgrep -fx 'sleep 1000' >/dev/null; do sleep 0.02; done`,
    )
    const pid = await on(ubuntu, 'pgrep -fx "sleep 1000"')
    const { report } = await stage.say(`mount ${volume.name} ubuntu --no-sharing-test`)
    expect(notHolding(report, 'ubuntu')).toEqual([expect.stringContaining(`${place} · below: ${place} for pid ${pid} (sleep)`)])
    await on(ubuntu, `kill ${pid}`)
    expect(notHolding((await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)).report, 'ubuntu')).toEqual([])
  })

  test('of plain NFS nobody can tell a bind mount of the whole volume from a second mount: unmount says so, and fstab decides', async () => {
    const [ubuntu, volume] = await Promise.all([stage.instance('ubuntu'), stage.volume()])
    const place = `/mnt/${volume.name}`
    const address = volume.targets.find((t) => t.availabilityZone === 'us-east-1a')?.ipAddress
    await on(ubuntu, `mkdir -p /data ${place}; mount -t nfs4 -o nfsvers=4.1 ${address}:/ ${place}; mount --bind ${place} /data`)
    const seen = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
    expect(of(seen.report, 'ubuntu').rows.find((r) => r.subject === `${place} · elsewhere`)).toMatchObject({
      observed: '/data (a bind mount or a second mount)',
    })
    const { report } = await stage.say(`unmount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['still-held'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain('/data (a bind mount or a second mount: the kernel shows no difference)')
    await on(ubuntu, `echo '${address}:/ /data nfs4 nfsvers=4.1,nofail 0 0' >>/etc/fstab`)
    expect((await stage.say(`unmount ${volume.name} ubuntu --mount-point ${place}`)).report.verdict).toBe('holds')
  })

  test('another mount of the volume by itself is no obstacle either, where the place is named', async () => {
    const { volume } = await mounted()
    await stage.ask({
      verb: 'mount',
      volume: { kind: 'name', name: volume.name },
      selectors: [{ kind: 'name', name: 'ubuntu' }],
      options: { ...defaultMountOptions, mountPoint: '/data' },
    })
    expect((await stage.say(`unmount ${volume.name} ubuntu --mount-point /mnt/${volume.name}`)).report.verdict).toBe('holds')
  })
})
