/** unmount: really, or not at all. */
import { codes, detail, facts, mountJob, otherVolume, place, seen, steps, unmountJob, volume } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

onLinux('unmount', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef0')
  })
  afterAll(() => world.stop())

  test('where nothing is mounted it says so and changes nothing', async () => {
    expect(steps(await node.run(unmountJob()))).toBe('unmount=unchanged fstab=unchanged')
  })
  test('busy: names the processes, leaves mount and fstab line', async () => {
    await node.run(mountJob())
    const pid = node.sh(`cd ${place}/shared; exec -a reader sleep 60 >/dev/null 2>&1 & echo $!`).trim()
    const ran = await node.run(unmountJob())
    expect(codes(ran)).toEqual(['unmount-busy'])
    expect(seen(ran)).toBe(`unmount: pid ${pid} (sleep)`)
    expect(facts(ran).mounts).toHaveLength(1)
    expect(facts(ran).fstab).toHaveLength(1)
    expect(ran.code).toBe(1)
    node.sh(`kill ${pid}`)
  })
  test('an open file is found too', async () => {
    node.sh(`echo x >${place}/shared/open`)
    const pid = node.sh(`sleep 60 <${place}/shared/open >/dev/null 2>&1 & echo $!`).trim()
    expect(seen(await node.run(unmountJob()))).toBe(`unmount: pid ${pid} (sleep)`)
    node.sh(`kill ${pid}`)
  })
  test('free: the mount and our line go, the data stay', async () => {
    const ran = await node.run(unmountJob())
    expect(steps(ran)).toBe('unmount=changed fstab=changed')
    expect(facts(ran).mounts).toEqual([])
    expect(node.sh(`cat /etc/fstab; ls /lab/efs/${volume}`)).toBe('shared\nusers\n')
  })
  test('lazily, when asked: a busy mount is detached', async () => {
    await node.run(mountJob())
    const pid = node.sh(`cd ${place}/shared; sleep 60 >/dev/null 2>&1 & echo $!`).trim()
    const ran = await node.run(unmountJob({ lazy: true }))
    expect(detail(ran, 'unmount')).toBe(`unmounted ${volume}, lazily`)
    expect(facts(ran).mounts).toEqual([])
    node.sh(`kill ${pid}`)
  })
  test('another file system there is not ours to unmount', async () => {
    node.sh(`rm -rf /var/run/efs; mount -t efs -o tls ${otherVolume}:/ ${place}; echo '${otherVolume}:/ ${place} efs tls 0 0' >/etc/fstab`)
    const ran = await node.run(unmountJob())
    expect(codes(ran)).toEqual(['mount-wrong'])
    expect(facts(ran).mounts).toHaveLength(1)
    node.sh(`umount ${place}; rm -rf /var/run/efs`)
    const line = await node.run(unmountJob())
    expect(detail(line, 'fstab')).toContain('left alone: line 1')
    expect(node.sh('cat /etc/fstab')).toContain(otherVolume)
    node.sh(': >/etc/fstab')
  })
  test('with the client’s state gone, our fstab line still says whose mount it is', async () => {
    await node.run(mountJob())
    node.sh('rm -rf /var/run/efs')
    expect(steps(await node.run(unmountJob()))).toBe('unmount=changed fstab=changed')
  })
})
