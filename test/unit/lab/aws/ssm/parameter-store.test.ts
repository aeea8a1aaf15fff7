import { resolveReferences } from '../../../../../src/lab/aws/ssm/parameter-store.ts'

const store = new Map([
  ['db', 'secret'],
  ['/team/key', '$(reboot)'],
])

test('references are replaced wherever they stand, also in the middle of a script', () => {
  expect(resolveReferences({ commands: ["echo '{{ssm:db}}'", 'x={{ ssm:/team/key }}{{ssm:db:3}}'] }, store)).toEqual({
    commands: ["echo 'secret'", 'x=$(reboot)secret'],
  })
})

test('other braces are text', () => {
  const commands = ['{{ commands }} {{global:DATE}} {{ssm}}']
  expect(resolveReferences({ commands }, store)).toEqual({ commands })
})

test('names that are not there refuse the command, all of them named', () => {
  expect(() => resolveReferences({ commands: ['{{ssm:a}} {{ssm:b}}'] }, store)).toThrow(/\[a, b\]/)
})
