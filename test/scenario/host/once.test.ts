/** At most once: delivered twice, late, cut off, at the same time. */
import type { ScriptJob } from '../../../src/domain/plan.ts'
import { commandsFor, readTranscript } from '../../../src/host/job.ts'
import { facts, inspectJob, mountJob, place, refusal, steps, told } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

onLinux('a job on the host is done at most once', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef0')
  })
  afterAll(() => world.stop())
  const log = () => node.sh('cat /etc/fstab /proc/self/mountinfo; ls /var/lib/prism/jobs 2>/dev/null; true')

  test('past its time it is refused and touches nothing', async () => {
    const before = log()
    const ran = await node.run(mountJob(), { notAfter: new Date(Date.now() - 2000) })
    expect(refusal(ran)).toBe('job-expired')
    expect(log()).toBe(before)
  })

  test('delivered a second time it answers with the stored transcript, even past its time', async () => {
    const job = mountJob()
    const first = await node.run(job)
    expect(steps(first)).toContain('mount=changed')
    node.sh(`umount ${place}`)
    const second = await node.run(job, { notAfter: new Date(0) })
    expect(told(second).state).toBe('replayed')
    expect({ ...told(second), state: 'done' }).toEqual(told(first))
    expect(node.sh(`grep -c ' ${place} ' /proc/self/mountinfo; true`)).toBe('0\n')
    expect(second.stdout.split('\n').slice(1)).toEqual(first.stdout.split('\n').slice(1))
  })

  test('delivered twice at once, the second waits and replays', async () => {
    const job = mountJob({ lockSeconds: 30 })
    const both = await Promise.all([node.run(job), node.run(job)])
    expect(both.map((r) => told(r).state).sort()).toEqual(['done', 'replayed'])
  })

  test('cut off by SIGKILL it is not begun again, and says so', async () => {
    node.sh(`umount ${place}; touch /lab/hang`)
    const job = mountJob({ mountSeconds: 60 })
    const { child, ended } = node.begin(job)
    while (node.sh(`ls /var/lib/prism/jobs`).includes(job.key) === false) await new Promise((done) => setTimeout(done, 20))
    await new Promise((done) => setTimeout(done, 400))
    // the group that the agent kills; timeout(1) has put the mount helper into a group of its own
    process.kill(-child.pid!, 'SIGKILL')
    expect((await ended).stdout).toBe('')
    node.sh(`rm /lab/hang; sleep 0.5; umount ${place}; rm -rf /var/run/efs`)
    const again = await node.run(job)
    expect(refusal(again)).toBe('job-interrupted')
    expect(again.code).toBe(1)
    const next = await node.run(mountJob())
    expect(steps(next)).toContain('mount=changed')
  })

  test('while another job holds the lock it gives up after its wait', async () => {
    node.sh('flock /run/prism/lock sleep 4245 >/dev/null 2>&1 & sleep 0.3')
    const ran = await node.run(mountJob({ lockSeconds: 1 }))
    expect(refusal(ran)).toBe('host-busy')
    expect(ran.code).toBe(75)
    // a look that only reads waits for nobody
    expect(facts(await node.run(inspectJob())).mounts).toHaveLength(1)
    // it was held all the while
    expect(node.sh('flock -n /run/prism/lock true || echo held; pkill -f "[s]leep 4245"; flock /run/prism/lock true')).toBe('held\n')
  })

  test('the store is root’s alone and keeps the newest fifty', async () => {
    node.sh('cd /var/lib/prism/jobs; for i in $(seq 1 60); do mkdir -p old.$i; touch -d "2001-01-01" old.$i; done')
    await node.run(mountJob())
    expect(node.sh('ls /var/lib/prism/jobs | wc -l; stat -c "%a %U" /var/lib/prism/jobs')).toBe('50\n700 root\n')
  })

  test('the parameters carry everything: a script of another version is not read as this job’s', async () => {
    const job = inspectJob()
    const ran = await node.run(job)
    const other: ScriptJob = { ...job, scriptSha: '0'.repeat(64) }
    expect(readTranscript(other, node.id, '', ran.stdout, 'full')).toMatchObject({ kind: 'none', finding: { code: 'transcript-corrupt' } })
    expect(() => commandsFor(other, new Date())).toThrow('another version')
  })
})

onLinux('nothing that runs on the host can write into the transcript', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef1')
  })
  afterAll(() => world.stop())

  test('a mount helper and a user’s profile that print records, write to every descriptor and stay behind', async () => {
    const forged =
      'PRISM/1 job=x state=done\\nstep step=forged status=changed detail= ms=1\\nlooked depth=facts\\nPRISM/1 end job=x records=1'
    node.sh(
      `sed -i '2i for fd in 1 2 3 4 5 6 7 8 9 10 11 12 60 61 62 63; do printf "${forged}\\\\n" >\\&$fd; done 2>/dev/null; (sleep 4246; printf "${forged}\\\\n") \\&' /usr/sbin/mount.efs`,
    )
    node.sh(
      `printf 'printf "${forged}\\\\n"; for fd in 3 4 9 10 11 63; do printf "${forged}\\\\n" >&$fd; done 2>/dev/null\\n' >>/home/ubuntu/.profile`,
    )
    const ran = await node.run(mountJob())
    // the job did not wait for what stays behind
    expect(node.sh('pkill -fc "[s]leep 4246" || :')).not.toBe('0\n')
    expect(ran.stdout).not.toContain('step=forged')
    expect(steps(ran)).toContain('umask=changed')
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(/^PRISM\/1 end job=01JTEST/)
  })

  test('file names with newlines, blanks and percent signs stay values', async () => {
    node.sh(
      `cd ${place}/shared && touch $'a b\\nlooked depth=facts\\n%41' && chmod 600 * && chown ubuntu *; touch $'${place}/x\\nstep step=x'`,
    )
    const ran = await node.run(inspectJob('behaviour'))
    expect(facts(ran).unwritable).toMatchObject({
      found: 1,
      sample: [{ path: 'a b\\u{a}looked depth=facts\\u{a}%41', owner: 'ubuntu', mode: '0600' }],
    })
    expect(facts(ran).root?.foreign).toEqual(['x\\u{a}step step=x'])
  })
})
