/** What a member of the group can lay on the volume, or write into an own start file, for the root of an instance to meet. */
import { codes, facts, inspectJob, mountJob, place } from './host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from './host-node.ts'

const first = 'i-0123456789abcdef0'
const second = 'i-0123456789abcdef1'
const rootRow = (facts_: ReturnType<typeof facts>, path: string) => facts_.paths.find((p) => p.path === path)

onLinux('names that a member gives on the volume', () => {
  let world: World
  let nodes: readonly [Node, Node]
  const groups = [{ name: 'ml', gid: 3001, members: ['rocky'] }]
  beforeAll(async () => {
    world = await startWorld()
    nodes = [await world.node(first), await world.node(second, 'rocky', 1001)]
    await nodes[0].run(mountJob())
    await nodes[1].run(mountJob({ accounts: ['rocky'] }))
    // what runs when a name is reckoned with: it needs no slash, which no name can hold
    nodes[0].sh(`printf 'id -u >/tmp/pwned\\n' >${place}/shared/pay; chmod 664 ${place}/shared/pay`)
  })
  afterAll(() => world.stop())
  const payload = `PIPESTATUS[$(bash<$\{PWD}mnt$\{PWD}research-data$\{PWD}shared$\{PWD}pay)]`
  const asMember = (script: string) =>
    nodes[0].sh(`cat >/tmp/attack <<'ATTACK'\ncd ${place}\n${script}\nATTACK\nchmod 644 /tmp/attack; su - ubuntu -c 'bash /tmp/attack'`)
  const notRun = (node: Node) => expect(node.sh('ls /tmp | grep pwned; true')).toBe('')

  test('in the place of users/ are not reckoned with by another instance’s root, and the layout is not as set', async () => {
    asMember(`mv users users.old; mkdir users; mkdir users/$'x\\n0 0 0+${payload} bob' users/$'y\\n${payload} 0 0 eve' users/zoe`)
    const seen = facts(await nodes[1].run(inspectJob('behaviour', { accounts: ['rocky'] })))
    notRun(nodes[1])
    expect(rootRow(seen, 'users')).toMatchObject({ exists: true, uid: 1000 })
    expect(seen.spaces?.seen.map((s) => s.name)).toEqual(['zoe'])
    expect(codes(await nodes[1].run(mountJob({ accounts: ['rocky'] })))).toEqual([])
    notRun(nodes[1])
    nodes[0].sh(`cd ${place}; rm -r users; mv users.old users`)
  })

  test('in the place of groups/ neither', async () => {
    asMember(`mkdir groups; mkdir groups/ml groups/$'x\\n3001 0+${payload} ml'; chmod 777 groups/*
while :; do for f in groups/ml/.prism-look-*; do [ ! -e "$f" ] || : >groups/x*/"\${f##*/}"; done; done </dev/null >/dev/null 2>&1 & echo $! >/tmp/loop`)
    const seen = facts(await nodes[1].run(inspectJob('behaviour', { accounts: ['rocky'], groups })))
    nodes[0].sh(`kill $(cat /tmp/loop); cd ${place}; rm -r groups`)
    notRun(nodes[1])
    expect(seen.extraGroups?.tries.map((t) => t.group)).toEqual(['ml'])
  })
})
