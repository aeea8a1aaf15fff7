import { CreateFileSystemCommand, DeleteFileSystemCommand, DescribeFileSystemsCommand } from '@aws-sdk/client-efs'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { impatientClock, offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { onLab } from '../../support/lab-stage.ts'

const mount = '/prism mount research-data ubuntu-instance rocky-instance'

onLab('the App on the lab', () => {
  let appLab: AppLab
  beforeAll(async () => {
    appLab = await openAppLab('app')
  })
  afterAll(() => appLab?.stop())
  /** The runs that sent a mount to an instance. */
  const mounts = (): ReadonlySet<string> =>
    new Set(
      appLab.aws.lab.aws.calls().flatMap(({ operation, params }) => {
        const { Comment = '' } = params as { readonly Comment?: string }
        return operation === 'SendCommand' ? (/^Prism (\w+)\.mount\./.exec(Comment)?.[1] ?? []) : []
      }),
    )

  describe('a command in a comment', () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage(appLab.prism())
    })
    afterAll(() => stage.close())

    /** What a comment by somebody with permission ends with. */
    async function reactionsTo(body: string): Promise<readonly string[]> {
      const { commentId } = await stage.lab.comment('wendy', 1, body)
      return until(
        () => stage.reactions(commentId),
        (r) => r.length === 2,
      )
    }

    test('a maintainer mounts: eyes at once, one comment that lives through the run, a rocket at the end', async () => {
      const { commentId, delivery } = await stage.lab.comment('wendy', 1, mount)
      expect(delivery.statusCode).toBe(202)
      const reactions = await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      expect(reactions).toEqual(['eyes', 'rocket'])
      const [comment, ...more] = stage.ours()
      expect(more).toEqual([])
      expect(comment!.body).toMatch(
        /^### ✅ `research-data` is mounted on (?:rocky-instance and ubuntu-instance|ubuntu-instance and rocky-instance), and shared/,
      )
      expect(comment!.history.length).toBeGreaterThan(0)
      expect(comment!.body).toContain('<!-- prism:run=')
      expect(stage.executed()).toMatchObject([
        {
          request: { verb: 'mount', volume: { name: 'research-data' } },
          origin: {
            entrypoint: 'github',
            actor: { name: 'wendy' },
            repository: 'acme/research',
            issue: 1,
            commentId,
            permission: { base: 'write' },
          },
        },
      ])
    })

    test.each([
      ['mary', 'maintain', 'write'],
      ['cora', 'storage-operator', 'write'],
      ['acme', 'admin', 'admin'],
    ])('%s may, by the role %s, whose base is %s; in a pull request too', async (login, roleName, base) => {
      const { commentId } = await stage.lab.comment(login, 2, '/prism verify research-data rocky-instance')
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      expect(stage.executed().at(-1)!.origin).toMatchObject({ issue: 2, actor: { name: login }, permission: { base, roleName } })
    })

    test.each([
      ['a capital', '/Prism status research-data'],
      ['a colon', '/prism: status research-data'],
      ['blanks that nobody sees', '\u200b\u3000/prism\u00a0status research-data'],
    ])('%s, as phones put it, is no reason for silence', async (_what, body) => {
      const { commentId } = await stage.lab.comment('wendy', 1, body)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
    })

    test('an instance that cannot mount, and a volume that AWS does not know, get a thumb down', async () => {
      await appLab.rocky.faults.onMount({ kind: 'fail', text: 'mount.nfs4: Connection refused' })
      expect(await reactionsTo('/prism mount research-data rocky-instance --mount-point /mnt/elsewhere')).toEqual(['eyes', '-1'])
      await appLab.rocky.faults.onMount(undefined)
      expect(await reactionsTo('/prism mount reserch-data rocky-instance')).toEqual(['eyes', '-1'])
    })

    test('a mount that is not there gets a thumb down from verify', async () => {
      expect(await reactionsTo('/prism verify research-data rocky-instance --mount-point /mnt/nowhere')).toEqual(['eyes', '-1'])
    })

    test('a look whose transcript was cut on its way is in doubt', async () => {
      appLab.aws.lab.aws.faults.command({ kind: 'cut-output', characters: 900 }, { instanceId: appLab.rocky.id })
      expect(await reactionsTo('/prism verify research-data rocky-instance')).toEqual(['eyes', 'confused'])
    })

    test('a bug below ends as unknown, with the command that shows what holds', async () => {
      const core = appLab.prism()
      const buggy = await openStage({ ...core, execute: () => Promise.reject(new TypeError('cannot read properties of undefined')) })
      const { commentId } = await buggy.lab.comment('wendy', 1, '/prism mount research-data rocky-instance')
      await until(
        () => buggy.reactions(commentId),
        (r) => r.includes('confused'),
      )
      await buggy.close()
      expect(buggy.ours().at(-1)!.body).toMatch(/^😕 \*\*Unknown\.\*\*[\s\S]*\/prism verify research-data rocky-instance/)
      expect(buggy.ours().at(-1)!.body).not.toContain('properties of undefined')
    })

    test('a run that the end of the server overtakes is shown as unknown, also where the core does not answer any more', async () => {
      const core = appLab.prism()
      let begun = false
      const execute = () => {
        begun = true
        return new Promise<never>(() => {})
      }
      const lost = await openStage({ ...core, execute }, { shutdownSeconds: 0 })
      const { commentId } = await lost.lab.comment('wendy', 1, '/prism mount research-data rocky-instance')
      await until(
        () => begun && lost.ours().length === 1,
        (isBegun) => isBegun,
      )
      await lost.close()
      expect(lost.ours().at(-1)!.body).toMatch(/Unknown[\s\S]*the server was stopped[\s\S]*\/prism verify research-data rocky-instance/)
      expect(lost.reactions(commentId)).toEqual(['eyes', 'confused'])
    })

    test('a request that cannot be recorded is refused, and nothing is executed', async () => {
      const core = appLab.prism()
      const full = await openStage({ ...core, request: () => Promise.reject(new Error('the disk is full')) })
      const before = appLab.aws.lab.aws.executions().length
      const { commentId } = await full.lab.comment('wendy', 1, '/prism mount research-data rocky-instance')
      await until(
        () => full.reactions(commentId),
        (r) => r.includes('-1'),
      )
      await full.close()
      expect(full.ours().at(-1)!.body).toContain('Nothing was touched')
      expect(full.executed()).toEqual([])
      expect(appLab.aws.lab.aws.executions()).toHaveLength(before)
    })

    test('while instances are waited for, a stage says how many have answered; the result does not', async () => {
      appLab.aws.lab.aws.faults.command({ kind: 'late', milliseconds: 2_500 }, { instanceId: appLab.rocky.id })
      const { commentId } = await stage.lab.comment('wendy', 1, '/prism verify research-data ubuntu-instance rocky-instance')
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      const { body, history } = stage.ours().at(-1)!
      expect(history.map((h) => h.body).join('\n')).toContain('1 of 2 instances answered …')
      expect(body).not.toContain('answered')
    })

    test('several commands run one after the other, each in its own comment; the worst outcome is the reaction', async () => {
      const comments = stage.ours().length
      // the first look is at the ubuntu instance alone
      appLab.aws.lab.aws.faults.command({ kind: 'cut-output', characters: 0 }, { instanceId: appLab.rocky.id })
      const two = '/prism verify research-data ubuntu-instance\n\nand then\n\n/prism verify research-data rocky-instance'
      expect(await reactionsTo(two)).toEqual(['eyes', 'confused'])
      expect(stage.ours().length).toBe(comments + 2)
    })

    test('help is made from what is there, and what is there cannot inject anything', async () => {
      const { lab } = appLab.aws
      const { efs } = unmanaged(lab)
      const named = async (name: string): Promise<string> =>
        (await efs.send(new CreateFileSystemCommand({ CreationToken: name, Tags: [{ Key: 'Name', Value: name }] }))).FileSystemId!
      const [odd, deleted] = [await named('@acme/all'), await named('half-deleted')]
      const states: unknown[] = []
      while (states.at(-1) !== 'available')
        states.push((await efs.send(new DescribeFileSystemsCommand({ FileSystemId: deleted }))).FileSystems![0]!.LifeCycleState)
      await efs.send(new DeleteFileSystemCommand({ FileSystemId: deleted }))
      // below ubuntu-instance, which sorts first
      const tagged = await appLab.aws.instance('a-tagged-one', { tags: { Name: '<b>@everyone</b>' } })
      await appLab.aws.instance('long-gone', {}, 'offline')
      const { commentId } = await stage.lab.comment('wendy', 1, '/prism help')
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      const { body } = stage.ours().at(-1)!
      expect(body).toContain(`/prism mount research-data ${tagged.id} rocky-instance`)
      expect(body).toMatch(/\*\*Volumes:\*\*.*`research-data`/)
      // the policy does not name it
      expect(body).not.toContain(odd)
      expect(body).toContain(`\`${tagged.id}\``)
      expect(body).not.toContain('@everyone')
      expect(body).not.toContain('@acme')
      expect(body).not.toMatch(new RegExp(`long-gone|half-deleted|${deleted}`))
      lab.aws.removeInstance(tagged.id)
    })

    test('a command that a mail program wrapped is refused, with what was understood and how to say it on one line', async () => {
      const before = stage.requested().length
      const { commentId } = await stage.lab.comment('wendy', 1, `${mount} --mount-point /srv/data\n--read-only --private`)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('-1'),
      )
      const { body } = stage.ours().at(-1)!
      expect(body).toContain(`The line alone was understood as \`${mount} --mount-point /srv/data\``)
      expect(body).toContain(`\n${mount} --mount-point /srv/data --private --read-only\n`)
      expect(body).toContain('Nothing was touched')
      expect(stage.requested().length).toBe(before)
    })

    test('the answer shows the command as it was understood, with its options, from the first stage on', async () => {
      const { commentId } = await stage.lab.comment('wendy', 1, `${mount} --read-only --mount-point=/srv/data`)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      const { body, history } = stage.ours().at(-1)!
      const understood = `Understood as \`${mount} --mount-point /srv/data --read-only\`, asked by wendy`
      for (const text of [body, ...history.map((h) => h.body)]) expect(text).toContain(understood)
    })

    test('a typo by somebody with permission gets help, and nothing runs, not even the good line beside it', async () => {
      const before = stage.requested().length
      const { commentId } = await stage.lab.comment('wendy', 1, `/prism muont research-data\n\n${mount}`)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('-1'),
      )
      expect(stage.ours().at(-1)!.body).toMatch(/Not understood[\s\S]*muont[\s\S]*\/prism mount/)
      expect(stage.requested().length).toBe(before)
    })

    test('everything that was asked of GitHub is in its description, and the log holds no secret', async () => {
      expect(await offences(stage.lab)).toEqual([])
      expect(stage.log()).not.toContain(stage.lab.app.webhookSecret)
      expect(stage.log()).not.toMatch(/PRIVATE KEY|ghs_[0-9a-f]{8}|eyJ[A-Za-z0-9_-]{8}/)
    })
  })

  describe('who is not answered, and who is told why', () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage(appLab.prism())
    })
    afterAll(() => stage.close())

    /** The last word of a thread that must stay silent: somebody else's command is answered, so the silent one was handled. */
    async function handledBefore(): Promise<void> {
      const { commentId } = await stage.lab.comment('wendy', 2, '/prism status research-data')
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
    }

    test.each([
      ['passer-by', 'acme/research'],
      ['passer-by', 'acme/private'],
    ])('%s, a stranger on %s, gets silence', async (login, repository) => {
      const { commentId, delivery } = await stage.lab.comment(login, 1, mount, repository)
      expect(delivery.statusCode).toBe(202)
      await handledBefore()
      expect([stage.ours(1, repository), stage.reactions(commentId)]).toEqual([[], []])
    })

    test.each([
      ['rita', 'read', 'acme/research'],
      ['tom', 'triage', 'acme/research'],
      ['wanda', 'maintain-pages', 'acme/research'],
      ['rita', 'read', 'acme/private'],
    ])('%s, a collaborator with %s on %s, is told what is required and who can grant it', async (login, role, repository) => {
      const { commentId } = await stage.lab.comment(login, 1, mount, repository)
      await until(
        () => stage.reactions(commentId),
        (r) => r.length > 0,
      )
      expect(stage.reactions(commentId)).toEqual(['-1'])
      const { body } = stage.ours(1, repository).at(-1)!
      expect(body).toContain(`| \`write\`, \`maintain\` or \`admin\` | \`${role}\` | \`acme\` |`)
    })

    test.each([
      ['a bot', 'helpful[bot]', mount],
      ['a quote', 'wendy', `> ${mount}`],
      ['a code block', 'wendy', `look:\n\n\`\`\`\n${mount}\n\`\`\``],
      [
        'a mail below an answer',
        'wendy',
        `thanks\n\n____\nFrom: X\nSent: Monday, January 1, 2024 10:00\nTo: Y\nSubject: Re: data\n\n${mount}`,
      ],
      ['talk about it', 'wendy', 'I would use /prism mount for that'],
    ])('%s is no command', async (_what, login, body) => {
      const { commentId } = await stage.lab.comment(login, 2, body)
      await handledBefore()
      expect(stage.reactions(commentId)).toEqual([])
    })

    test('an edit is no command: neither old words with today’s rights, nor new words in an old comment', async () => {
      const { commentId } = await stage.lab.comment('wendy', 2, 'just a note')
      expect((await stage.lab.editComment('wendy', commentId, mount)).statusCode).toBe(202)
      await handledBefore()
      expect(stage.reactions(commentId)).toEqual([])
    })

    test('a comment that was edited before Prism read it is refused; one that was deleted is left alone', async () => {
      const { commentId, payload, delivery } = await stage.lab.comment('passer-by', 2, 'x')
      expect(delivery.statusCode).toBe(202)
      const said = { ...(payload.comment as Record<string, unknown>), body: mount }
      const wendy = (await stage.lab.comment('wendy', 2, 'an honest line')).payload
      const changed = { ...wendy, comment: { ...(wendy.comment as object), body: mount } }
      await stage.lab.deliver('issue_comment', changed)
      await until(
        () => stage.ours(2).at(-1)?.body ?? '',
        (b) => b.includes('Edited before Prism read it'),
      )
      const gone = { ...wendy, comment: { ...(wendy.comment as object), id: 999_999, body: mount } }
      await stage.lab.deliver('issue_comment', gone)
      // a payload that claims another author than the comment has
      await stage.lab.deliver('issue_comment', { ...payload, comment: { ...said, user: wendy.sender }, sender: wendy.sender })
      await handledBefore()
      expect(stage.reactions(commentId)).not.toContain('rocket')
      expect(stage.log()).toContain('deleted before it was read')
    })

    test('none of this reached the core', () => {
      expect(stage.executed().every((d) => d.request.verb === 'status')).toBe(true)
    })
  })

  test('the end of a long run comes in a new comment, because edits notify nobody: the verdict, and where the report is', async () => {
    const stage = await openStage(appLab.prism(), { longRun: 30 })
    const { commentId } = await stage.lab.comment('wendy', 1, mount)
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('rocket'),
    )
    await stage.close()
    const [report, notice, ...more] = stage.ours()
    expect(more).toEqual([])
    expect(notice!.body).toMatch(/^✅ `research-data` is mounted on .*\n\n\[The report\]/)
    expect(notice!.body).toContain(`/acme/research/issues/1#issuecomment-${report!.id})`)
    expect(notice!.history).toEqual([])
    expect(await offences(stage.lab)).toEqual([])
  })

  describe('delivered twice', () => {
    test('a redelivery, and the same comment under another delivery id, are answered once', async () => {
      const stage = await openStage(appLab.prism())
      const before = mounts().size
      const { commentId, payload, delivery } = await stage.lab.comment('wendy', 1, mount)
      const again = await Promise.all([
        stage.lab.redeliver(delivery.id),
        stage.lab.redeliver(delivery.id),
        stage.lab.deliver('issue_comment', payload),
      ])
      expect(again.map((d) => d?.statusCode)).toEqual([202, 202, 202])
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      await stage.lab.redeliver(delivery.id)
      await stage.close()
      expect(stage.executed()).toHaveLength(1)
      expect(mounts().size).toBe(before + 1)
      expect(stage.ours()).toHaveLength(1)
    })
  })

  test('at GitHub’s own pace a command is answered as well, in one comment', async () => {
    const stage = await openStage(appLab.prism(), { paced: true })
    const { commentId } = await stage.lab.comment('wendy', 1, '/prism verify research-data rocky-instance')
    await until(
      () => stage.reactions(commentId),
      (r) => r.includes('rocket'),
    )
    await stage.close()
    expect(stage.ours()).toHaveLength(1)
  })

  describe('when GitHub fails', () => {
    let stage: Stage
    beforeEach(async () => {
      stage = await openStage(appLab.prism(), { clock: impatientClock })
    })
    afterEach(async () => {
      await stage.close()
      expect(await offences(stage.lab)).toEqual([])
    })
    /** Changes hosts as `mount` does, and is quick: the runs are about GitHub. */
    const mount = '/prism mount research-data rocky-instance --no-sharing-test'
    const edit = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
    const create = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const permission = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'

    test.each([
      ['is unavailable', 'unavailable'],
      ['limits the rate', { rateLimited: 'secondary', seconds: 1 }],
      ['is out of quota', { rateLimited: 'primary', seconds: 1 }],
      ['drops the connection', 'dropped'],
      ['loses its answers', 'answer-lost'],
    ] as const)('%s while the comment is edited: the result still arrives', async (_what, kind) => {
      stage.lab.faults.add({ route: edit, kind, times: 4 })
      const { commentId } = await stage.lab.comment('wendy', 1, mount)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      expect(stage.ours()).toMatchObject([{ body: expect.stringMatching(/^### ✅ /) }])
    })

    test.each(['unavailable', 'answer-lost'] as const)(
      'the comment is created once, whatever became of the first answer (%s)',
      async (kind) => {
        stage.lab.faults.add({ route: create, kind, times: 2 })
        const { commentId } = await stage.lab.comment('wendy', 1, mount)
        await until(
          () => stage.reactions(commentId),
          (r) => r.includes('rocket'),
        )
        expect(stage.ours()).toMatchObject([{ body: expect.stringMatching(/^### ✅ /) }])
      },
    )

    test.each([
      ['a locked conversation', (on: Stage) => on.lab.lockIssue(1, true)],
      ['a missing permission', (on: Stage) => on.lab.faults.add({ route: create, kind: 'forbidden', times: 100 })],
    ])('a change whose first comment is refused by %s is not begun; what only looks is', async (_, refuse) => {
      const deaf = await openStage(appLab.prism())
      refuse(deaf)
      const { commentId } = await deaf.lab.comment('wendy', 1, mount)
      await until(
        () => deaf.reactions(commentId),
        (r) => r.includes('-1'),
      )
      expect(deaf.executed()).toEqual([])
      const looking = await deaf.lab.comment('wendy', 1, '/prism status research-data')
      await until(
        () => deaf.reactions(looking.commentId),
        (r) => r.length > 1,
      )
      expect(deaf.executed()).toMatchObject([{ request: { verb: 'status' } }])
      await deaf.close()
    })

    test('somebody else’s copy of the marker is not taken for our comment', async () => {
      stage.lab.faults.add({ route: create, kind: 'unavailable', times: 1 })
      await stage.lab.comment('mallory', 1, `ha\n\n<!-- prism:run=01JPRSM${'0'.repeat(19)} -->`)
      const { commentId } = await stage.lab.comment('wendy', 1, mount)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      expect(stage.ours()).toHaveLength(1)
      expect(stage.lab.thread(1).find((c) => c.author === 'mallory')!.history).toEqual([])
    })

    test('the sticky comment was deleted by somebody: the result comes in a new one', async () => {
      const slow = await openStage(appLab.prism())
      const { commentId } = await slow.lab.comment('wendy', 1, mount)
      const [first] = await until(
        () => slow.ours(),
        (c) => c.length === 1,
      )
      slow.lab.deleteComment(first!.id)
      await until(
        () => slow.reactions(commentId),
        (r) => r.includes('rocket'),
      )
      expect(slow.ours()).toMatchObject([{ body: expect.stringMatching(/^### ✅ /) }])
      await slow.close()
    })

    test('the permission cannot be asked: nothing is done, nobody is answered, and a redelivery works', async () => {
      stage.lab.faults.add({ route: permission, kind: 'unavailable', times: 4 })
      const { commentId, delivery } = await stage.lab.comment('wendy', 1, mount)
      await until(
        () => stage.log(),
        (l) => l.includes('nothing was done'),
      )
      expect([stage.ours(), stage.reactions(commentId), stage.requested()]).toEqual([[], [], []])
      await stage.lab.redeliver(delivery.id)
      await until(
        () => stage.reactions(commentId),
        (r) => r.includes('rocket'),
      )
    })

    test('a permission that is refused to the App, or that is about somebody else, is no permission', async () => {
      stage.lab.faults.add({ route: permission, kind: 'forbidden' })
      await stage.lab.comment('wendy', 1, mount)
      await until(
        () => stage.log(),
        (l) => l.includes('nothing was done'),
      )
      const { payload } = await stage.lab.comment('wendy', 1, 'x')
      const renamed = { id: 77, login: 'wendy', type: 'User' }
      await stage.lab.deliver('issue_comment', {
        ...payload,
        comment: { ...(payload.comment as object), body: mount, user: renamed },
        sender: renamed,
      })
      await until(
        () => stage.log(),
        (l) => l.includes('about another account'),
      )
      expect(stage.requested()).toEqual([])
    })

    test('reactions fail: the run and its comment go on', async () => {
      stage.lab.faults.add({ route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', kind: 'forbidden', times: 9 })
      await stage.lab.comment('wendy', 1, mount)
      await until(
        () => stage.ours()[0]?.body ?? '',
        (b) => b.startsWith('### ✅'),
      )
    })
  })
})
