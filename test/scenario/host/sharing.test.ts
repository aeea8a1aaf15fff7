/** The sharing test between two instances that see one volume. */
import type { Identity } from '../../../src/domain/facts.ts'
import { proven } from '../../../src/domain/sharing-proof.ts'
import { mountJob, place, sharingJob, steps, told } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

const first = 'i-0123456789abcdef0'
const second = 'i-0123456789abcdef1'
const identity = (instanceId: string, account: string, uid: number, temporary = false): Identity => ({
  instanceId,
  account,
  uid,
  temporary,
})
const everyone = [identity(first, 'ubuntu', 1000), identity(second, 'rocky', 1001), identity(second, 'prism-test', 64321, true)]

onLinux('the sharing test', () => {
  let world: World
  let nodes: readonly [Node, Node]
  beforeAll(async () => {
    world = await startWorld()
    nodes = [await world.node(first), await world.node(second, 'rocky', 1001)]
    await nodes[0].run(mountJob())
    await nodes[1].run(mountJob({ accounts: ['rocky'] }))
  })
  afterAll(() => world.stop())

  const onBoth = (phase: 'write' | 'exchange' | 'clean') => Promise.all(nodes.map((node) => node.run(sharingJob(phase, everyone, node.id))))
  const cells = (ran: Awaited<ReturnType<typeof onBoth>>) =>
    ran.flatMap((r) => told(r).sharing.map((c) => `${c.writer.account}>${c.reader.account} ${c.read} ${c.append}`))

  test('every identity reads and appends to what every other wrote; nothing is left', async () => {
    const wrote = await onBoth('write')
    expect(wrote.map((r) => told(r).steps[0]?.detail)).toEqual(['wrote as ubuntu', 'wrote as rocky, prism-test'])
    expect(cells(await onBoth('exchange')).sort()).toEqual([
      'prism-test>rocky done done',
      'prism-test>ubuntu done done',
      'rocky>prism-test done done',
      'rocky>ubuntu done done',
      'ubuntu>prism-test done done',
      'ubuntu>rocky done done',
    ])
    expect((await onBoth('clean')).map(steps).sort().at(0)).toMatch(/^clean=(changed|unchanged)$/)
    expect(nodes[0].sh(`ls -A ${place}/shared`)).toBe('')
  })

  test('a writer with a umask of its own is found out: read, but no append', async () => {
    nodes[0].sh('echo "umask 022" >>/home/ubuntu/.profile')
    await onBoth('write')
    const seen = cells(await onBoth('exchange'))
    expect(seen).toContain('ubuntu>rocky done refused')
    expect(seen).toContain('rocky>ubuntu done done')
    await onBoth('clean')
    nodes[0].sh('sed -i /umask/d /home/ubuntu/.profile')
  })

  test('what was never written is missing; other content proves nothing', async () => {
    const { wrote = [] } = told(await nodes[1].run(sharingJob('write', everyone, second)))
    nodes[1].sh(`echo other >${place}/shared/.prism-sharing-abcdefgh01234567/${second}.prism-test`)
    const ran = await nodes[1].run(sharingJob('exchange', everyone, second))
    const row = (writer: string, reader: string) =>
      proven(told(ran).sharing, wrote).find((c) => c.writer.account === writer && c.reader.account === reader)
    expect(row('ubuntu', 'rocky')?.read).toBe('missing')
    expect(row('rocky', 'prism-test')?.read).toBe('done')
    expect(row('prism-test', 'rocky')).toMatchObject({ read: 'error', detail: 'other content' })
    await onBoth('clean')
  })

  test('an instance that cannot tell its own id fails and writes nothing', async () => {
    const ran = await nodes[0].run(sharingJob('write', everyone))
    expect(told(ran).failures.map((f) => f.code)).toEqual(['step-failed'])
    expect(nodes[0].sh(`ls -A ${place}/shared`)).toBe('')
  })

  test('an account that is not in the group is refused, and shown so', async () => {
    nodes[1].sh('useradd -m -u 1009 guest')
    const withGuest = [...everyone, identity(second, 'guest', 1009)]
    await nodes[0].run(sharingJob('write', withGuest, first))
    const ran = await nodes[1].run(sharingJob('exchange', withGuest, second))
    const row = told(ran).sharing.find((c) => c.reader.account === 'guest' && c.writer.account === 'ubuntu')
    expect(row).toMatchObject({ read: 'refused', append: 'refused' })
    await onBoth('clean')
  })
})
