import { PrismError } from '../../../src/domain/catalogue.ts'
import { optionInputs, requestFromInputs } from '../../../src/language/inputs.ts'
import { actionVerbs } from '../../../src/language/verbs.ts'

function refusal(inputs: Record<string, string | undefined>): string {
  try {
    requestFromInputs(inputs)
  } catch (error) {
    if (error instanceof PrismError) return error.finding.code
    throw error
  }
  return 'accepted'
}

const named = { volume: 'research-data', instances: 'ubuntu-instance' }

test('a dash before a word among the instances is an option that was meant', () => {
  const asked = () => requestFromInputs({ volume: 'a', instances: 'b —private' })
  expect(asked).toThrow(
    expect.objectContaining({
      finding: expect.objectContaining({ code: 'bad-option', seen: expect.stringContaining('did you mean --private?') }),
    }),
  )
})

describe('the inputs of a workflow step', () => {
  test('mount is what a step does unless it says otherwise', () => {
    expect(requestFromInputs(named)).toEqual({
      verb: 'mount',
      volume: { kind: 'name', name: 'research-data' },
      selectors: [{ kind: 'name', name: 'ubuntu-instance' }],
      options: { people: [], client: { kind: 'auto' }, adopt: false, sharingTest: true },
    })
  })

  test('instances and users come by spaces, commas or lines', () => {
    expect(requestFromInputs({ ...named, instances: 'a, b\n  c\r\nd\n', users: 'ada\ngrace' })).toMatchObject({
      selectors: ['a', 'b', 'c', 'd'].map((name) => ({ kind: 'name', name })),
      options: { people: [{ name: 'ada' }, { name: 'grace' }] },
    })
  })

  test('flags are true or false; the sharing test is on unless it is switched off', () => {
    const all = { adopt: 'true', sticky: 'TRUE', 'private-spaces': 'True', 'allow-plain-nfs': 'false', 'sharing-test': 'false' }
    expect(requestFromInputs({ ...named, ...all })).toMatchObject({
      options: { adopt: true, sticky: true, privateSpaces: true, client: { kind: 'auto' }, sharingTest: false },
    })
  })

  test('defaults that action.yml fills in are no words of the caller', () => {
    const filled = { adopt: 'false', 'sharing-test': 'true', lazy: 'false', users: '', 'mount-point': '', region: 'eu-west-1' }
    expect(requestFromInputs({ ...named, ...filled, command: 'unmount' })).toMatchObject({ verb: 'unmount', options: { lazy: false } })
  })

  test('every option of the commands offered is an input', () => {
    expect(actionVerbs).toEqual(['mount', 'adopt', 'verify', 'doctor', 'unmount', 'sync-people'])
    expect(optionInputs.map((o) => o.input)).toEqual([
      'users',
      'mount-point',
      'adopt',
      'plan',
      'sticky',
      'private-spaces',
      'groups',
      'access-point',
      'access-point-on',
      'read-only',
      'read-only-on',
      'client',
      'client-url',
      'client-sha256',
      'allow-plain-nfs',
      'iam',
      'allow-suid',
      'sharing-test',
      'batch',
      'max-errors',
      'all',
      'as-said',
      'scan',
      'confirm-removals',
      'lazy',
    ])
  })

  const refused: readonly (readonly [Record<string, string | undefined>, string])[] = [
    [{}, 'missing-input'],
    [{ volume: 'a' }, 'missing-input'],
    [{ volume: 'a', instances: ' \n' }, 'missing-input'],
    [{ ...named, command: 'delete' }, 'bad-command'],
    [{ ...named, command: 'unmount', adopt: 'true' }, 'bad-option'],
    [{ ...named, adopt: 'yes' }, 'bad-option'],
    [{ ...named, users: 'ada;reboot' }, 'bad-account'],
    [{ ...named, volume: '{{ssm:secret}}' }, 'bad-volume-name'],
    [{ ...named, volume: 'a b' }, 'bad-volume-name'],
    [{ ...named, instances: 'a\u2028b' }, 'bad-instance-name'],
    [{ ...named, instances: 'a\u0000' }, 'bad-instance-name'],
    [{ ...named, instances: '--adopt' }, 'bad-instance-name'],
    [{ ...named, instances: '$(id)' }, 'bad-instance-name'],
    [{ ...named, instances: 'a '.repeat(500_000) }, 'too-large'],
    [{ ...named, 'mount-point': '/mnt/a\n/etc' }, 'bad-mount-point'],
  ]
  test.each(refused.map(([inputs, code]) => [code, JSON.stringify(inputs).slice(0, 100), inputs] as const))('%s: %s', (code, _, inputs) => {
    expect(refusal(inputs)).toBe(code)
  })
})
