/** What a member of the group can lay on the volume, or write into an own start file, for the root of an instance to meet. */
import type { Identity } from '../../../src/domain/facts.ts'
import { codes, detail, facts, inspectJob, mountJob, place, seen, sharingJob, steps, told } from '../../support/host-jobs.ts'
import { type Node, onLinux, startWorld, type World } from '../../support/host-node.ts'

const first = 'i-0123456789abcdef0'
const second = 'i-0123456789abcdef1'
const identity = (instanceId: string, account: string, uid: number): Identity => ({ instanceId, account, uid, temporary: false })
const everyone = [identity(first, 'ubuntu', 1000), identity(second, 'rocky', 1001)]
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
    expect(codes(await nodes[1].run(mountJob({ accounts: ['rocky'] })))).toEqual(['layout-not-ours'])
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

/** The test's own directory, as `host-jobs.ts` names it. */
const folder = '.prism-sharing-abcdefgh01234567'

onLinux('what a member lays in the way of the sharing test', () => {
  let world: World
  let nodes: readonly [Node, Node]
  beforeAll(async () => {
    world = await startWorld()
    nodes = [await world.node(first), await world.node(second, 'rocky', 1001)]
    await nodes[0].run(mountJob())
    await nodes[1].run(mountJob({ accounts: ['rocky'] }))
  })
  afterAll(() => world.stop())
  const write = () => nodes[0].run(sharingJob('write', everyone, first))
  const cells = async () => told(await nodes[1].run(sharingJob('exchange', everyone, second))).sharing.map((c) => `${c.read} ${c.append}`)
  /** A program of the member's own, which the shell ends. */
  const meanwhile = async <T>(loop: string, work: () => Promise<T>): Promise<T> => {
    nodes[0].sh(
      `printf %s ${JSON.stringify(loop).replaceAll('$', '\\$')} >/tmp/loop.sh; setsid setpriv --reuid 1000 --regid 1000 --groups 1000,3000 bash /tmp/loop.sh </dev/null >/dev/null 2>&1 & echo $! >/tmp/loop.pid`,
    )
    try {
      return await work()
    } finally {
      nodes[0].sh('kill $(cat /tmp/loop.pid) || true')
    }
  }
  const evil = (node: Node) => node.sh('stat -c "%U:%G %a" /lab/evil; ls -A /lab/evil').trim()
  beforeEach(() => {
    for (const node of nodes) node.sh('rm -rf /lab/evil; mkdir /lab/evil')
  })
  afterEach(() => nodes[0].sh(`cd ${place}; rm -rf shared/.p* shared/aside*`))

  test('the new folder swapped for a link: nothing that it leads to is given away', async () => {
    for (let tries = 0; tries < 4; tries++) {
      const swap = `cd ${place}/shared; until mv ${folder} aside${tries} && ln -s /lab/evil ${folder}; do :; done 2>/dev/null`
      await meanwhile(swap, write)
      expect(evil(nodes[0])).toBe('root:root 755')
      nodes[0].sh(`cd ${place}/shared; rm -rf ${folder} aside*`)
    }
  })

  test.each(['/lab/evil', 'users'])(
    'shared/ itself a link to %s: refused in every phase, nothing is made there, no cell is green',
    async (to) => {
      nodes[0].sh(`cd ${place}; mv shared shared.old; ln -s ${to} shared`)
      const wrote = await write()
      expect(codes(wrote)).toEqual(['step-failed'])
      expect(seen(wrote)).toContain('shared is a symbolic link')
      expect((await cells()).join()).not.toContain('done')
      expect(steps(await nodes[0].run(sharingJob('clean', everyone, first)))).toBe('clean=failed')
      for (const node of nodes) expect(evil(node)).toBe('root:root 755')
      expect(nodes[0].sh(`cd ${place}; ls -A users; rm shared; mv shared.old shared`)).not.toContain('prism')
    },
  )

  test('a folder of somebody’s that bears the test’s name is neither used nor emptied', async () => {
    nodes[0].sh(
      `cd ${place}/shared; install -d -m 0700 -o 1001 -g 1001 ${folder}; echo mine >${folder}/mine; touch -d '2 hours ago' ${folder}`,
    )
    expect(codes(await write())).toEqual(['step-failed'])
    expect(steps(await nodes[0].run(sharingJob('clean', everyone, first)))).toBe('clean=failed')
    expect(nodes[0].sh(`cd ${place}/shared/${folder}; stat -c %u:%a .; cat mine`)).toBe('1001:2700\nmine\n')
  })

  test('what tests that were cut off left behind goes, links in it are not followed', async () => {
    nodes[0].sh(`cd ${place}/shared; echo kept >/lab/evil/kept; install -d -m 2770 -g 3000 .prism-sharing-old00000; ln -s /lab/evil .prism-sharing-old00000/l
ln -s /lab/evil .prism-sharing-old11111; touch -h -d '2 hours ago' .prism-sharing-old11111 .prism-sharing-old00000/l .prism-sharing-old00000`)
    expect(codes(await write())).toEqual([])
    expect(nodes[0].sh(`ls -A ${place}/shared /lab/evil`)).toBe(`/lab/evil:\nkept\n\n${place}/shared:\n${folder}\n`)
  })

  test('a start file that says all went well proves nothing: what root does not find is not done', async () => {
    await write()
    nodes[0].sh(`chmod 0600 ${place}/shared/${folder}/${first}.ubuntu`)
    nodes[1].sh(`cat >/home/rocky/.profile <<'FORGED'
words=$(tr '\\0' '\\n' </proc/$$/cmdline); mark=$(printf %s "$words" | grep -o 'prism-[0-9]*' | head -n 1)
for what in read append; do echo "$mark ${first}.ubuntu $what done"; echo "${first}.ubuntu $what done"; done
exit
FORGED`)
    const seen = await cells()
    nodes[1].sh('rm /home/rocky/.profile')
    expect(seen).toEqual(['refused refused'])
  })

  test('the writer’s file replaced by a reader’s own proves nothing', async () => {
    await write()
    const file = `${place}/shared/${folder}/${first}.ubuntu`
    nodes[1].sh(`cp ${file} /tmp/copy; rm ${file}; cp /tmp/copy ${file}; chown 1001:3000 ${file}; chmod 664 ${file}`)
    expect(await cells()).toEqual(['error error'])
  })

  test('what is written is drawn anew for each file, and neither command nor transcript shows it', async () => {
    const drawn: string[] = []
    for (let tries = 0; tries < 2; tries++) {
      const { stdout } = await write()
      const content = nodes[0].sh(`cat ${place}/shared/${folder}/${first}.ubuntu`).trim()
      expect(content).toMatch(/[0-9a-f]{32}/)
      expect(stdout).not.toContain(content)
      drawn.push(content)
      await nodes[0].run(sharingJob('clean', everyone, first))
    }
    expect(drawn[0]).not.toBe(drawn[1])
  })
})

onLinux('what a member writes into a start file', () => {
  let world: World
  let node: Node
  const accounts = ['ubuntu', 'ada']
  const tries = (seen_: ReturnType<typeof facts>, account: string) =>
    seen_.behaviours.filter((b) => b.account === account).map((b) => `${b.try} ${b.outcome} ${b.mode ?? ''}`.trim())
  const session = (seen_: ReturnType<typeof facts>, account: string) => seen_.umasks.find((u) => u.account === account)
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node(first)
    node.sh('useradd -m -u 1001 -s /bin/bash ada')
    await node.run(mountJob({ accounts }))
  })
  afterAll(() => world.stop())

  test('plants what another account is to make: who owns it is looked at, and nothing of its session counts', async () => {
    // ubuntu comes first and sees in its command line what older looks gave everybody
    node.sh(`echo 'umask 077' >>/home/ada/.profile; cat >>/home/ubuntu/.profile <<'PLANT'
words=$(tr '\\0' ' ' </proc/$$/cmdline); token=$(printf %s "$words" | grep -o ' [0-9]\\{6,\\} ' | tail -n 1 | tr -d ' ')
cd ${place}/shared && for name in .prism-look-$token.ada.file .prism-look-$token.file; do (umask 002; : >$name); done
(umask 002; mkdir .prism-look-$token.ada.folder .prism-look-$token.folder)
PLANT`)
    const seen = facts(await node.run(inspectJob('behaviour', { accounts })))
    node.sh(`rm -rf ${place}/shared/.prism*; sed -i '/umask 077/d' /home/ada/.profile; sed -i '/^words/,$d' /home/ubuntu/.profile`)
    expect(session(seen, 'ada')).toEqual({ account: 'ada', session: 'su-login', how: 'measured', umask: '0077' })
    expect(tries(seen, 'ada').slice(0, 2)).toEqual(['create-file done 0600', 'create-folder done 2700'])
  })

  test('words without end cost its own umask alone, and a few seconds', async () => {
    node.sh('cp /home/ubuntu/.profile /tmp/profile')
    for (const endless of ['yes', 'trap "" PIPE; while :; do echo y; done']) {
      node.sh(`echo '${endless}' >>/home/ubuntu/.profile`)
      const seen = facts(await node.run(inspectJob('behaviour', { accounts })))
      node.sh('cp /tmp/profile /home/ubuntu/.profile; pkill -u ubuntu; true')
      expect(session(seen, 'ubuntu')).toEqual({ account: 'ubuntu', session: 'su-login', how: 'measured' })
      expect(tries(seen, 'ubuntu').slice(0, 3)).toEqual(['create-file done 0664', 'create-folder done 2775', 'write-own-space done 0664'])
      expect(session(seen, 'ada')?.umask).toBe('0002')
      expect(seen.spaces?.tries.filter((t) => t.account === 'ubuntu')).toHaveLength(2)
    }
  })

  test('a word before its own line does not hide the umask', async () => {
    node.sh(`cp /home/ubuntu/.profile /tmp/profile; echo 'printf "Welcome "' >>/home/ubuntu/.profile`)
    const seen = facts(await node.run(inspectJob('behaviour', { accounts })))
    node.sh('cp /tmp/profile /home/ubuntu/.profile')
    expect(session(seen, 'ubuntu')?.umask).toBe('0002')
  })

  test('nothing of what was tried is left', () => {
    expect(node.sh(`find ${place} -name '.prism*'`)).toBe('')
  })
})

onLinux('a set-id program or a device file that root of another instance leaves', () => {
  let world: World
  let node: Node
  beforeAll(async () => {
    world = await startWorld()
    node = await world.node(first)
  })
  afterAll(() => world.stop())
  const flags = (at: string) => node.sh(`grep ' ${at} ' /proc/self/mountinfo | cut -d' ' -f6`).trim()
  const asAnybody = () =>
    node.sh(
      `setpriv --reuid 1000 --regid 1000 --clear-groups sh -c '${place}/shared/id -u; head -c 1 ${place}/shared/zero 2>/dev/null | wc -c'`,
    )

  test('is inert where Prism mounts', async () => {
    await node.run(mountJob())
    expect(flags(place)).toBe('rw,nosuid,nodev,relatime')
    node.sh(`cd ${place}/shared; cp /usr/bin/id . && chmod 6755 id; mknod -m 666 zero c 1 5`)
    expect(asAnybody()).toBe('1000\n0\n')
  })

  test('where a mount stands without, it is changed in place, every other flag of it stays, and those of parts of it too', async () => {
    node.sh(
      `mount -i -n -o remount,bind,suid,dev,noexec,noatime ${place}; mkdir -p /srv/part; mount --bind ${place}/shared /srv/part; cd ${place}/shared; sleep 60 >/dev/null 2>&1 & echo $! >/tmp/pid`,
    )
    expect(flags(place)).toBe('rw,noexec,noatime')
    const ran = await node.run(mountJob())
    expect(codes(ran)).toEqual([])
    expect(detail(ran, 'mount')).toMatch(/; nosuid and nodev set at .*/)
    expect(flags(place)).toBe('rw,nosuid,nodev,noexec,noatime')
    expect(flags('/srv/part')).toBe('rw,nosuid,nodev,noexec,noatime')
    expect(node.sh('kill $(cat /tmp/pid) && echo stayed')).toBe('stayed\n')
    expect(steps(await node.run(mountJob()))).toContain('mount=unchanged')
  })

  test('where that cannot be, the step says so', async () => {
    node.sh(
      `mount -i -n -o remount,bind,suid,dev ${place}; mv /usr/bin/mount /usr/bin/mount.real; printf '#!/bin/sh\ncase $* in *remount*) echo mount: no such right >&2; exit 32;; esac\nexec mount.real "$@"\n' >/usr/bin/mount; chmod 755 /usr/bin/mount`,
    )
    const ran = await node.run(mountJob())
    node.sh('mv -f /usr/bin/mount.real /usr/bin/mount')
    expect(codes(ran)).toEqual(['not-nosuid'])
    expect(seen(ran)).toContain('no such right')
    expect(facts(ran).mounts).toHaveLength(1)
  })
})
