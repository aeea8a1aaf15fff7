/** As many accounts as one run takes: the transcript must still fit what SSM returns. */
import { readTranscript } from '../../../src/host/job.ts'
import { codes, facts, mountJob } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

onLinux('forty accounts', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node('i-0123456789abcdef0')
  })
  afterAll(() => world.stop())

  test('are enrolled, tried and reported within 24,000 characters', async () => {
    const accounts = Array.from({ length: 40 }, (_, i) => `member-of-the-laboratory-nr-${i}`)
    node.sh(`i=1100; for a in ${accounts.join(' ')}; do useradd -m -s /bin/bash -u $i $a; i=$((i+1)); done`)
    const job = mountJob({ accounts })
    const ran = await node.run(job)
    expect(codes(ran)).toEqual([])
    expect(facts(ran).behaviours).toHaveLength(40 * 4 + 1)
    expect(facts(ran).umasks).toHaveLength(200)
    expect(ran.stdout.length).toBeLessThan(24_000)
    expect(readTranscript(job, node.id, '', ran.stdout.slice(0, 2500), 'summary')).toEqual({ kind: 'needs-full' })
  }, 120_000)
})
