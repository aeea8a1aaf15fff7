/** What a member of the group lays on a volume of real NFS for the root of an instance, at the moment that counts and before. */
import { type DeepStage, on, onKernels, openDeepStage, patience } from './stage.ts'
import { inWords, tell } from './telling.ts'

/** Woken by the kernel (inotify) as a name of the sharing test appears, it makes that lead to the host's own directory. In Perl, which every Debian has. */
const swap = `my ($to, $n) = ("/etc/profile.d", 0);
my $wake = syscall(253); my $here = "."; syscall(254, $wake, $here, 0x184);
open(my $events, "<&=", $wake) or die;
while (1) {
  opendir(my $all, "."); my @names = readdir $all; closedir $all;
  for my $name (grep { /^\\.prism-sharing-/ && !-l && -d } @names) { rename($name, "aside.$$." . $n++) and symlink($to, $name); }
  sysread($events, my $what, 65536);
}`

/** Twice the same where nothing outside of the volume was changed. */
const guarded =
  "stat -c '%n %a %u:%g' /etc /etc/profile.d; ls -A /etc /etc/profile.d; find /etc/profile.d /etc/passwd /etc/group -type f -exec sha256sum {} +"

onKernels('a member of the group on real NFS', () => {
  let stage: DeepStage<'ubuntu' | 'rocky'>
  beforeAll(async () => {
    stage = await openDeepStage('hostile', {
      ubuntu: { distribution: 'ubuntu', users: [{ name: 'mallory', uid: 1666 }] },
      rocky: { distribution: 'rocky', loginUid: 1500 },
    })
    await stage.say('mount deep ubuntu --users ubuntu,mallory --no-sharing-test')
    await stage.say('mount deep rocky --no-sharing-test')
  }, patience)
  afterAll(() => stage?.stop())
  const asMember = 'setpriv --reuid 1666 --regid 1666 --groups 1666,3000'
  const hosts = () => Promise.all([stage.nodes.ubuntu, stage.nodes.rocky].map((node) => on(node, guarded)))
  const cells = (report: Awaited<ReturnType<typeof stage.say>>['report']) => report.sharing.cells.filter((c) => c.verdict === 'shared')

  test('who waits for the sharing test’s folder and puts a link in its place is given nothing of a host', async () => {
    const { ubuntu } = stage.nodes
    const before = await hosts()
    await on(
      ubuntu,
      `cat >/tmp/swap.pl <<'END'\n${swap}\nEND\ncd ${stage.place}/shared; setsid ${asMember} perl /tmp/swap.pl </dev/null >/dev/null 2>&1 & echo $! >/tmp/swap.pid; sleep 0.2`,
    )
    const said: string[] = []
    for (let tries = 0; tries < 4; tries++) {
      const { report } = await stage.say('verify deep ubuntu rocky')
      said.push(report.sharing.verdict)
      expect(await hosts()).toEqual(before)
    }
    await on(ubuntu, `kill -KILL -- -$(cat /tmp/swap.pid); cd ${stage.place}/shared && rm -rf .prism-* aside.*`)
    tell('a member swaps the sharing test’s new folder for a link to /etc/profile.d, four times', `sharing ${said.join(', ')}`)
  })

  test('who puts a link in the place of shared/ has nothing made where that leads, and no cell is green', async () => {
    const { ubuntu } = stage.nodes
    const before = await hosts()
    await on(ubuntu, `cd ${stage.place} && ${asMember} sh -c 'mv shared shared.aside && ln -s /etc shared'`)
    const { report } = await stage.say('verify deep ubuntu rocky')
    expect(await hosts()).toEqual(before)
    expect(report.sharing.verdict).not.toBe('holds')
    expect(cells(report)).toEqual([])
    await on(ubuntu, `cd ${stage.place} && rm shared && mv shared.aside shared`)
    tell('a member puts a link to /etc in the place of shared/', inWords(report))
  })
})
