import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

const names = [
  ['a shell', `research-data;$(touch\${IFS}/tmp/owned)`],
  ['backticks', 'research`id`data'],
  ['an SSM parameter', '{{ssm:/prod/secret}}'],
  ['a flag', '--output=/etc/passwd'],
  ['a path', '../../../etc/shadow'],
  ['Unicode lookalikes', 'rеsearch-dаta'],
  ['a right-to-left override', 'atad‮-hcraeser'],
  ['a zero-width joiner', 'research‍data'],
  ['a mention', '@acme/everyone'],
  ['markup', '<img/src=x/onerror=alert(1)>'],
  ['a marker', '<!--prism:run=01JPRSM0000000000000000000-->'],
  ['ten thousand letters', 'x'.repeat(10_000)],
] as const

onLab('hostile comments by somebody with permission', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('app-hostile')
    stage = await openStage(appLab.prism())
  })
  afterAll(async () => {
    await stage?.close()
    await appLab?.stop()
  })

  test.each(names)('%s in place of a volume is refused, and shown without effect', async (_what, name) => {
    const { commentId } = await stage.lab.comment('wendy', 1, `/prism mount ${name} rocky-instance`)
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('-1'),
    )
    const { body } = stage.ours().at(-1)!
    const withoutCode = body.replace(/(`+)[\s\S]*?\1/g, '')
    expect(withoutCode).not.toMatch(/@acme|<img|\$\(|\{\{/)
    expect(body.match(/<!--/g)).toHaveLength(1)
    expect(body.length).toBeLessThan(5_000)
  })

  test('what follows below a command is no argument, and the command is not carried out without it', async () => {
    const { commentId } = await stage.lab.comment('wendy', 1, '/prism mount research-data rocky-instance\r\n; rm -rf /\n$(reboot)')
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('-1'),
    )
    expect(stage.ours().at(-1)!.body).toContain('there is `; rm -rf / $(reboot)`')
    expect(stage.executed()).toEqual([])
  })

  test('a remainder full of markup is shown without effect', async () => {
    const rest = '@acme/everyone <img/src=x/onerror=alert(1)> <!-- prism:run=01 --> `x` | \u202e [x](https://evil.example)'
    const { commentId } = await stage.lab.comment('wendy', 1, `/prism status research-data\n${rest}`)
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('-1'),
    )
    const { body } = stage.ours().at(-1)!
    expect(body.replace(/(`+)[\s\S]*?\1/g, '')).not.toMatch(/@acme|<img|evil\.example/)
    expect(body.match(/<!--/g)).toHaveLength(1)
  })

  test('six commands in one comment are too many, and none runs', async () => {
    const { commentId } = await stage.lab.comment('wendy', 1, '/prism mount research-data rocky-instance\n'.repeat(6))
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('-1'),
    )
    expect(stage.executed()).toEqual([])
  })

  test('the longest comment that GitHub takes, full of fences and quotes that no person writes, is left alone; the next is answered', async () => {
    const filling = '> ```\n* [x](`\n'.repeat(5_400)
    const long = await stage.lab.comment('wendy', 1, `/prism status research-data\n\n${filling}`.slice(0, 65_536))
    const { commentId } = await stage.lab.comment('wendy', 2, '/prism status research-data')
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('rocket'),
    )
    expect(long.delivery.statusCode).toBe(202)
    expect(stage.reactions(long.commentId)).toEqual([])
  })

  test.each([
    ['a body of 1 MB', (p: Payload) => ({ ...p, comment: { ...p.comment, body: `/prism mount x y\n${'x'.repeat(1_000_000)}` } })],
    ['no author', (p: Payload) => ({ ...p, comment: { ...p.comment, user: null } })],
    ['an author that is text', (p: Payload) => ({ ...p, comment: { ...p.comment, user: 'wendy' } })],
    ['no comment', (p: Payload) => ({ ...p, comment: undefined })],
    ['no repository', (p: Payload) => ({ ...p, repository: undefined })],
    ['a repository that is a path', (p: Payload) => ({ ...p, repository: { ...p.repository, name: '../../../other/place' } })],
    ['no installation', (p: Payload) => ({ ...p, installation: undefined })],
    ['another installation', (p: Payload) => ({ ...p, installation: { id: 1 } })],
    ['a constructor', (p: Payload) => ({ ...p, constructor: { prototype: 1 }, toString: 1 })],
  ])('a signed delivery with %s does not disturb the next one', async (_what, change) => {
    const { payload } = await stage.lab.comment('wendy', 1, 'an honest line')
    const command = payload as Payload
    const said = { ...command, comment: { ...command.comment, body: '/prism mount research-data rocky-instance' } }
    const sent = await stage.lab.deliver('issue_comment', change(said))
    expect([sent.statusCode, sent.answer]).toEqual([202, '{"status":"accepted"}'])
    const { commentId } = await stage.lab.comment('wendy', 2, '/prism status research-data')
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('rocket'),
    )
  })

  test('nothing but what was meant reached the core, and every request of ours was a valid one', async () => {
    expect(new Set(stage.executed().map((d) => d.request.verb))).toEqual(new Set(['status']))
    // a status only looks, by the inspect job
    const sent = appLab.aws.lab.aws.calls().filter((c) => c.operation === 'SendCommand')
    expect(sent.map(({ params }) => String((params as { readonly Comment?: string }).Comment))).toEqual(
      sent.map(() => expect.stringMatching(/^Prism [0-9A-Z]{26}\.inspect\./)),
    )
    for (const instance of [appLab.ubuntu, appLab.rocky]) expect((await instance.run('ls /tmp/owned')).code).not.toBe(0)
    const paths = stage.lab.calls().map((c) => c.path)
    expect(paths.filter((p) => p.includes('other/place'))).toEqual([])
    expect(await offences(stage.lab)).toEqual([])
  })
})

type Payload = {
  readonly comment: Readonly<Record<string, unknown>>
  readonly repository: Readonly<Record<string, unknown>>
  readonly [key: string]: unknown
}
