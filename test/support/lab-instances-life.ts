/** Run by lab-instances-life.test.ts in a process of its own: a world with two instances; prints what it saw as one JSON line, then stays. */
import { createInstance } from '../../src/lab/instances/instance.ts'
import { openWorld } from '../../src/lab/instances/world.ts'

const id = 'fs-0a1b2c3d4e5f60718'
const world = await openWorld()
await world.storage.createFileSystem(id)
await world.storage.setMountTargets(id, [{ availabilityZone: 'us-east-1a', ipAddress: '172.31.1.5' }])
const begin = Date.now()
const instances = await Promise.all([
  createInstance(world, { name: 'one', distribution: 'ubuntu', client: 'installed' }),
  createInstance(world, { name: 'two', distribution: 'rocky', client: 'installed' }),
])
const ms = Date.now() - begin
const saw: string[] = []
for (const instance of instances) {
  const done = await instance.run(
    `useradd -m -u ${instance.name === 'one' ? 2001 : 2002} person && mkdir -p /mnt/d && mount -t efs -o tls ${id} /mnt/d && chmod 1777 /mnt/d &&
     su person -c 'id -u; date >>/mnt/d/$(id -u)'; ls -n /mnt/d | awk 'NR > 1 { print $3, $NF }'; setsid sleep 4245 >/dev/null 2>&1 &
     touch /usr/bin/lab-was-here; command -v apt-get dnf`,
  )
  saw.push(`${done.stdout}${done.stderr}`)
}
process.stdout.write(`${JSON.stringify({ kind: world.kind, pids: [world.pid, ...instances.map((i) => i.pid())], saw, ms })}\n`)
process.stdin.once('data', () => void world.stop().then(() => process.exit(0)))
