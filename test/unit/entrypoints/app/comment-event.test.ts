import { createRequire } from 'node:module'
import { mayMention, parseCommentEvent } from '../../../../src/entrypoints/app/comment-event.ts'

const user = { id: 7, login: 'wendy', type: 'User' }
const payload = {
  action: 'created',
  issue: { number: 1 },
  comment: { id: 2, body: '/prism help', user, created_at: '2026-11-23T12:00:00Z' },
  installation: { id: 5 },
  repository: { name: 'research', private: false, owner: { login: 'acme' } },
  sender: { id: 7 },
}

test('a new comment by a person is taken', () => {
  expect(parseCommentEvent('d', { ...payload, more: 'x' })).toEqual({
    content: payload,
    kind: 'comment',
    event: {
      deliveryId: 'd',
      repository: { owner: 'acme', repo: 'research', isPrivate: false },
      issue: 1,
      locked: false,
      commentId: 2,
      body: '/prism help',
      author: { id: 7, login: 'wendy' },
      isPull: false,
      viaApp: false,
      createdAt: '2026-11-23T12:00:00Z',
      installationId: 5,
    },
  })
})

test('that the conversation is locked is read', () => {
  expect(parseCommentEvent('d', { ...payload, issue: { number: 1, locked: true } })).toMatchObject({ event: { locked: true } })
})

test.each([
  ['edited', { ...payload, action: 'edited' }],
  ['deleted', { ...payload, action: 'deleted' }],
  ['by a bot', { ...payload, comment: { ...payload.comment, user: { ...user, type: 'Bot' } } }],
  ['by a deleted account', { ...payload, comment: { ...payload.comment, user: null } }],
  ['sent by somebody else', { ...payload, sender: { id: 8 } }],
  ['too long', { ...payload, comment: { ...payload.comment, body: 'x'.repeat(65_537) } }],
  ['without a repository', { ...payload, repository: undefined }],
  ['with an id that is text', { ...payload, comment: { ...payload.comment, id: '2' } }],
  ['not an object', 'x'],
])('a comment %s is ignored', (_what, other) => {
  expect(parseCommentEvent('d', other).kind).toBe('ignored')
})

describe('GitHub’s own examples of issue_comment', () => {
  type Example = {
    readonly name: string
    readonly examples: readonly { readonly action: string; readonly comment: { readonly id: number } }[]
  }
  const events = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as readonly Example[]
  const examples = events.find((e) => e.name === 'issue_comment')!.examples

  test.each(examples.map((example) => [example.action, example] as const))('%s', (action, example) => {
    const parsed = parseCommentEvent('d', example)
    if (action === 'created') expect(parsed).toMatchObject({ kind: 'comment', event: { commentId: example.comment.id } })
    else expect(parsed).toEqual({ kind: 'ignored', why: 'not a new comment' })
  })
})

test('a payload that cannot have /prism in it is told from its bytes, however it is written', () => {
  const of = (text: string): boolean => mayMention(Buffer.from(text))
  expect(of(JSON.stringify({ comment: { body: 'thanks, prism is fine' } }))).toBe(false)
  expect(of(JSON.stringify({ comment: { body: 'ü\u2028 &<>' } }))).toBe(false)
  for (const body of ['/prism help', '/Prism mount', '\u00a0/PRISM: help']) expect(of(JSON.stringify({ comment: { body } }))).toBe(true)
  // as other writers of JSON may escape them
  for (const text of [
    '{"body":"\\/prism help"}',
    '{"body":"\\u002fprism help"}',
    '{"body":"/\\u0070rism help"}',
    '{"body":"/pris\\u006D help"}',
  ])
    expect(of(text) && /\/prism/.test(JSON.parse(text).body)).toBe(true)
})
