/** The App as it is deployed, a process told by its environment, between the lab's GitHub and the lab's AWS with two Linux instances. */
import { runCli } from '../../../src/demo/run-cli.ts'
import { appEnvironment, startApp, webhookPath } from '../../../src/demo/start-app.ts'
import type { Commented, LabGitHub } from '../../../src/lab/github/start.ts'
import type { ThreadEntry } from '../../../src/lab/github/thread.ts'
import { inspectHost } from '../../../src/lab/instances/host.ts'
import { type Lab, startLab } from '../../../src/lab/start.ts'
import { offences, until } from '../../support/app-stage.ts'

const host = inspectHost()
const scenario = host.kind === 'refused' ? describe.skip : describe
const instances = [
  { name: 'ubuntu-instance', distribution: 'ubuntu', client: 'installed' },
  { name: 'rocky-instance', distribution: 'rocky', client: 'installed' },
] as const
const place = '/mnt/research-data'
const mount = '/prism mount research-data ubuntu-instance rocky-instance'

scenario(`a comment on GitHub, two instances on AWS${host.kind === 'refused' ? ` (${host.reason})` : ''}`, () => {
  let lab: Lab
  let github: LabGitHub
  let stop: () => Promise<void>
  let mounted: Commented

  beforeAll(async () => {
    lab = await startLab({ instances, github: true })
    if (!lab.github) throw new Error('the lab started without its GitHub')
    github = lab.github
    await runCli(lab.env, 'volume', 'create', 'research-data')
    // the lab's GitHub limits no rate
    const app = await startApp({ ...appEnvironment(lab.env, github), PRISM_APP_PACED: '0' })
    stop = app.stop
    github.setRole('ada', 'maintain')
    github.setWebhookTarget(`${app.url}${webhookPath}`)
  })
  afterAll(async () => {
    await stop?.()
    await lab?.stop()
  })

  const on = (name: string) => lab.instances[name]!
  const ours = (): readonly ThreadEntry[] => github.thread(1).filter((c) => c.author === `${github.app.slug}[bot]`)
  const reactions = (id: number): readonly string[] =>
    github
      .thread(1)
      .find((c) => c.id === id)!
      .reactions.map((r) => r.content)
  /** What SSM was asked to run: run id, script, and on which instances. */
  const sent = () =>
    lab.aws
      .calls()
      .filter((c) => c.operation === 'SendCommand')
      .map(({ params }) => {
        const { Comment, InstanceIds } = params as { readonly Comment: string; readonly InstanceIds: readonly string[] }
        const [, runId, script] = /^Prism ([0-9A-Z]{26})\.([a-z-]+)\./.exec(Comment) ?? []
        return { runId, script, on: InstanceIds }
      })

  /** Waits for the last reaction; returns both, and what the App wrote since. */
  async function answered(
    commentId: number,
  ): Promise<{ readonly reactions: readonly string[]; readonly comments: readonly ThreadEntry[] }> {
    const given = await until(
      () => reactions(commentId),
      (r) => r.some((name) => name !== 'eyes'),
      20_000,
    )
    return { reactions: given, comments: ours().filter((c) => c.id > commentId) }
  }
  const say = async (body: string) => answered((await github.comment('ada', 1, body)).commentId)
  /** Whatever was delivered before it has been read when help is answered; help runs nothing on any instance. */
  const everythingWasRead = () => say('/prism help')

  test('a maintainer mounts: eyes, one comment edited through the stages to the table of both instances and the matrix, a rocket', async () => {
    mounted = await github.comment('ada', 1, mount)
    expect(mounted.delivery.statusCode).toBe(202)
    // GitHub delivers again while the run is under way
    await Promise.all([github.redeliver(mounted.delivery.id), github.deliver('issue_comment', mounted.payload)])
    const { reactions: given, comments } = await answered(mounted.commentId)
    expect(given).toEqual(['eyes', 'rocket'])
    expect(comments).toHaveLength(1)
    const { body, history } = comments[0]!
    expect(history.length).toBeGreaterThan(0)
    for (const stage of history) expect(stage.body).toMatch(/^### ⏳ `mount research-data ubuntu-instance rocky-instance`\n\n.+ …\n/)
    expect(body).toMatch(
      /^### ✅ `research-data` is mounted on (?:ubuntu-instance and rocky-instance|rocky-instance and ubuntu-instance), and shared\n/,
    )
    for (const { name } of instances) expect(body).toContain(`✅ **${name}** \`${on(name).id}\``)
    for (const [path, is] of [
      [`${place}/`, 'root:prism-shared 2775'],
      [`${place}/shared/`, 'root:prism-shared 2775'],
      [`${place}/users/`, 'root:prism-shared 2755'],
    ])
      expect(body.split(`\n| ✅ \`${path}\` | ${is} | ${is} |`)).toHaveLength(3)
    expect(body).toContain('| `…/shared/` · root:prism-shared 2775 | ✅ | ✅ |')
    expect(body).toMatch(/\*\*Sharing:\*\* ✅ (\d+) of \1 pairs of different uids read and appended/)
    expect(body).toMatch(/wrote ↓[\s\S]*✅ shared/)
  })

  test('what the comment says is so: what is written on one instance is read on the other', async () => {
    const wrote = await on('ubuntu-instance').run(
      `su - ubuntu -c 'echo "from ubuntu" > ${place}/shared/note && stat -c "%G %a" ${place}/shared/note'`,
    )
    expect(wrote.stdout).toBe('prism-shared 664\n')
    const read = await on('rocky-instance').run(`su - rocky -c 'cat ${place}/shared/note'`)
    expect(read.stdout).toBe('from ubuntu\n')
  })

  test('delivered three times and once more afterwards, the comment ran once', async () => {
    const before = lab.aws.executions().length
    await github.redeliver(mounted.delivery.id)
    await everythingWasRead()
    expect(lab.aws.executions()).toHaveLength(before)
    expect(lab.aws.executions().filter((e) => e.count > 1)).toEqual([])
    expect(new Set(sent().map((s) => s.runId)).size).toBe(1)
    const places = sent().flatMap((s) => (s.script === 'mount' ? s.on : []))
    expect([...places].sort()).toEqual(instances.map(({ name }) => on(name).id).sort())
    expect(reactions(mounted.commentId)).toEqual(['eyes', 'rocket'])
  })

  test('help names the volumes and instances that whoever asks may use', async () => {
    const { reactions: given, comments } = await say('/prism help')
    expect(given).toEqual(['eyes', 'rocket'])
    expect(comments[0]!.body).toContain('**Volumes:** `research-data`')
    for (const { name } of instances) expect(comments[0]!.body).toMatch(new RegExp(`\\*\\*Instances:\\*\\* .*\`${name}\``))
  })

  test('a custom role acts by what it extends, whatever it is called', async () => {
    github.setRole('cora', { roleName: 'storage-operator', base: 'write' })
    github.setRole('rob', { roleName: 'maintain-pages', base: 'read' })
    const allowed = await answered((await github.comment('cora', 1, '/prism status research-data')).commentId)
    expect(allowed.reactions).toEqual(['eyes', 'rocket'])
    const denied = await answered((await github.comment('rob', 1, '/prism status research-data')).commentId)
    expect(denied.reactions).toEqual(['-1'])
    expect(denied.comments[0]!.body).toContain('`maintain-pages`')
  })

  test('verify changes nothing and shows that everything is as it should be', async () => {
    const before = sent().length
    const { reactions: given, comments } = await say('/prism verify research-data ubuntu-instance rocky-instance')
    expect(given).toEqual(['eyes', 'rocket'])
    expect(comments[0]!.body).toMatch(
      /^### ✅ `research-data` is as it should be on (?:ubuntu|rocky)-instance and (?:ubuntu|rocky)-instance/,
    )
    expect(
      sent()
        .slice(before)
        .map((s) => s.script),
    ).not.toContain('mount')
  })

  test('a stranger gets silence, a reader is told why not, and neither runs anything', async () => {
    const before = [lab.aws.executions().length, sent().length]
    github.setRole('rita', 'read')
    const stranger = await github.comment('mallory', 1, mount)
    const reader = await answered((await github.comment('rita', 1, mount)).commentId)
    await everythingWasRead()
    expect(stranger.delivery.statusCode).toBe(202)
    expect(reactions(stranger.commentId)).toEqual([])
    expect(reader.reactions).toEqual(['-1'])
    // one comment for the reader, one for help, none for the stranger
    expect(ours().filter((c) => c.id > stranger.commentId)).toHaveLength(2)
    expect([lab.aws.executions().length, sent().length]).toEqual(before)
  })

  test('hostile comments by somebody with permission reach no shell', async () => {
    const before = [lab.aws.executions().length, sent().length]
    const refused = [
      '/prism mount a;reboot x',
      '/prism mount research-data rocky-instance;reboot',
      '/prism mount {{ssm:x}} rocky-instance',
      '/prism mount research-data {{ssm:x}}',
      '/prism mount research-data $(touch$IFS/tmp/owned)',
      '/prism mount research-data `reboot`',
      '/prism mount research-data rocky-instance|reboot',
      '/prism mount research-data\n; reboot',
      '/prism mount research-data \\\nrocky-instance',
      '/prism mount research-data rocky-instance\u2028;reboot',
      '/prism mount research-data rocky-instance\u0085reboot',
      '/prism mount research-data rocky-instance\u0000reboot',
      '/prism mount research-data rocky-instance --users $(id)',
      '/prism mount research-data rocky-instance --mount-point /mnt/x;reboot',
      '/prism mount research-data rocky-instance --mount-point=/mnt/../etc',
      // Cyrillic letters, a zero-width joiner, a fullwidth semicolon, a right-to-left override
      '/prism mount rеsearch-dаta rocky-instance',
      '/prism mount research-data rocky\u200d-instance',
      '/prism mount research-data rocky-instance；reboot',
      '/prism mount research-data \u202eecnatsni-ykcor',
      '\u202e/prism mount research-data rocky-instance',
    ]
    const silent = [
      // no person can post it, so it is not read
      `/prism mount research-data rocky-instance\n${'x'.repeat(1_000_000)}`,
      // look like a command, and are none
      '／prism mount research-data rocky-instance',
      '/рrism mount research-data rocky-instance',
    ]
    for (const body of refused) {
      const { reactions: given, comments } = await say(body)
      expect([body, given.at(-1)]).toEqual([body, '-1'])
      expect(comments.map((c) => c.body).join('\n')).toContain('Nothing was touched')
    }
    const ignored = await Promise.all(silent.map((body) => github.comment('ada', 1, body)))
    await everythingWasRead()
    expect(ignored.map((c) => reactions(c.commentId))).toEqual(silent.map(() => []))
    expect([lab.aws.executions().length, sent().length]).toEqual(before)
    for (const { name } of instances) expect((await on(name).run('ls /tmp/owned')).code).not.toBe(0)
  })

  test('a volume name that AWS does not know is an answer, not a mount', async () => {
    const before = lab.aws.executions().length
    const { reactions: given, comments } = await say('/prism mount reserch-data rocky-instance')
    expect(given).toEqual(['eyes', '-1'])
    expect(comments[0]!.body).toMatch(/^### ❌ `mount reserch-data rocky-instance` was not done/)
    expect(lab.aws.executions()).toHaveLength(before)
  })

  test('unmount on one instance leaves the other as it is', async () => {
    const { reactions: given, comments } = await say('/prism unmount research-data rocky-instance')
    expect(given).toEqual(['eyes', 'rocket'])
    expect(comments[0]!.body).toMatch(/^### ✅ `research-data` is unmounted from rocky-instance\n/)
    expect((await on('rocky-instance').run(`mountpoint -q ${place}`)).code).not.toBe(0)
    expect((await on('ubuntu-instance').run(`mountpoint -q ${place} && cat ${place}/shared/note`)).stdout).toBe('from ubuntu\n')
  })

  test('in all, four commands ran, and everything that was asked of GitHub is in its description', async () => {
    expect(new Set(sent().map((s) => s.runId)).size).toBe(4)
    expect(github.calls().length).toBeGreaterThan(50)
    expect(await offences(github)).toEqual([])
  })
})
