/** What a job says it did is on the disk by then: every file of the host that it writes anew, seen by the kernel's calls. */
import { spawnSync } from 'node:child_process'
import type { ScriptJob } from '../../../src/domain/plan.ts'
import { commandsFor } from '../../../src/host/job.ts'
import { codes, mountJob, steps, unmountJob } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'
import { lostByPowerCut } from '../../support/synced.ts'

const why = spawnSync('strace', ['-V']).error ? ' (strace is not installed)' : ''
const calls = 'openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat,mkdir,mkdirat'
/** By the program itself; what it starts (groupadd, pam-auth-update) keeps its own. */
const program = 'python3'

;(why ? describe.skip : describe)(`a power cut right after a job${why}`, () => {
  onLinux('on an instance', () => {
    let world: World
    let node: Node
    beforeAll(async () => {
      world = await startWorld()
      node = await world.node('i-0123456789abcdef0')
    })
    afterAll(() => world.stop())

    async function traced(job: ScriptJob) {
      const lines = commandsFor(job, new Date(Date.now() + 60_000)).join('\n')
      const script = `#!/bin/sh\ncat >/lab/job.sh <<'END_OF_JOB'\n${lines}\nEND_OF_JOB\nchmod 700 /lab/job.sh\nrm -f /lab/trace.*\nexec strace -ff -y -qq -s 256 -e trace=execve,${calls} -e signal=none -o /lab/trace /lab/job.sh\n`
      const ran = await node.run(job, { script })
      // each process has a file of its own, so that the program is told from what it starts
      const trace = node.sh(
        `cd /lab; for f in trace.*; do if [ "$(grep -c ^execve "$f")" -gt 0 ] && grep ^execve "$f" | tail -n 1 | grep -q ${program}; then cat "$f"; fi; done`,
      )
      return { ran, ...lostByPowerCut(trace, ['/etc', '/var/lib/prism']) }
    }

    test('a first mount: the fstab line, PAM’s files, the notes and the job’s records stay', async () => {
      const { ran, lost, synced } = await traced(mountJob())
      expect(codes(ran)).toEqual([])
      expect(lost).toEqual([])
      for (const path of ['/etc/fstab', '/var/lib/prism/asked/fs-0123456789abcdef0', '/var/lib/prism/laid-out/fs-0123456789abcdef0'])
        expect(synced).toContain(path)
      expect(synced.filter((path) => path.endsWith('/status'))).toHaveLength(1)
    })

    test('an unmount: the fstab line does not come back, nor what the mount was asked for', async () => {
      const { ran, lost, synced } = await traced(unmountJob())
      expect(steps(ran)).toBe('unmount=changed fstab=changed')
      expect(lost).toEqual([])
      for (const path of ['/etc/fstab', '/var/lib/prism/asked/fs-0123456789abcdef0', '/var/lib/prism/left/fs-0123456789abcdef0'])
        expect(synced).toContain(path)
    })
  })
})
