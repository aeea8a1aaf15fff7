import { finding } from '../../../../src/domain/catalogue.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { denialReply, endedReply, notUnderstoodReply, unknownReply, verifyInstead } from '../../../../src/entrypoints/app/replies.ts'

test('where the outcome is not known, the next command is the one that changes nothing, with the same options', () => {
  const spoken = (request: unknown): string => JSON.stringify(request)
  const at = { volume: { kind: 'name', name: 'data' }, selectors: [{ kind: 'name', name: 'one' }] } as const
  const mount = { verb: 'mount', ...at, options: { ...defaultMountOptions, people: [{ name: 'ada' }] } } as const
  expect(unknownReply('R1', mount, 'x', spoken)).toContain(spoken({ ...mount, verb: 'verify' }))
  expect(verifyInstead({ verb: 'unmount', ...at, options: { lazy: true, mountPoint: '/data/x' } })).toEqual({
    verb: 'verify',
    ...at,
    options: { ...defaultMountOptions, mountPoint: '/data/x' },
  })
  expect(unknownReply('R1', { verb: 'status', volume: at.volume }, 'x', spoken)).not.toContain('See the current state')
})

test('a denial says what is required, what you have, who can grant it', () => {
  const body = denialReply('tri|age', ['ada', 'bob'], finding('denied', { seen: 'triage' }))
  expect(body).toContain('| `write`, `maintain` or `admin` | `tri\\|age` | `ada`, `bob` |')
  expect(denialReply('read', [], finding('denied', { seen: 'read' }))).toContain('an administrator of this repository')
})

test('what was not understood is quoted, with why and what next', () => {
  const body = notUnderstoodReply([finding('bad-volume-name', { seen: '"<b>`@x"' })], 'the help')
  expect(body).toMatch(/^👎 \*\*Not understood\.\*\* Nothing was touched\./)
  expect(body).toContain('`"<b>ˋ@x"`')
  expect(body).toContain('the help')
})

test('the end of a long run is said in one line, with the way to the report', () => {
  const url = 'https://github.com/acme/research/issues/1#issuecomment-7'
  const body = endedReply('### ✅ data is mounted on 2 of 2 instances\n\n| a | table |', url)
  expect(body.split('\n', 1)).toEqual(['✅ data is mounted on 2 of 2 instances'])
  expect(body).toContain(`(${url})`)
  expect(body).not.toContain('table')
})
