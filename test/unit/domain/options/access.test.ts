/** Through what, and with what access: from words to options and back, and what an instance remembers. */
import { plainSpec, pointById } from '../../../../src/domain/mount-spec.ts'
import { formatSpec, mergeSpec, optionsFor, parseSpec, specOf, specWords } from '../../../../src/domain/options/spec.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { lineOf, optionsIn } from '../../../support/said-options.ts'

const point = pointById('fsap-0123456789abcdef0')
const refusal = (line: string): string => {
  try {
    optionsIn(line)
    return 'taken'
  } catch (error) {
    return (error as Error).message
  }
}

test('without words nothing is asked for, and no words say that', () => {
  expect(optionsIn('')).toEqual(defaultMountOptions)
  expect(lineOf(defaultMountOptions)).toBe('')
  expect(specOf(defaultMountOptions)).toEqual(plainSpec)
  expect(optionsFor(plainSpec)).toEqual({ people: [] })
  expect(specWords(plainSpec)).toBe('')
})

test.each([
  ['--mount-point /srv/data', { mountPoint: '/srv/data' }],
  ['--access-point genomics', { accessPoint: { kind: 'name', name: 'genomics' } }],
  ['--access-point fsap-0123456789abcdef0', { accessPoint: { kind: 'id', id: 'fsap-0123456789abcdef0' } }],
  [
    '--access-point genomics --access-point-on calc-1,tag:Team=a',
    {
      accessPoint: { kind: 'name', name: 'genomics' },
      accessPointOn: [
        { kind: 'name', name: 'calc-1' },
        { kind: 'tag', key: 'Team', value: 'a' },
      ],
    },
  ],
  ['--read-only', { readOnly: { kind: 'all' } }],
  ['--read-only-on calc-1', { readOnly: { kind: 'on', selectors: [{ kind: 'name', name: 'calc-1' }] } }],
  ['--iam', { iam: true }],
])('%s means what it says, and is said again so', (line, options) => {
  expect(optionsIn(line)).toEqual({ ...defaultMountOptions, ...options })
  expect(lineOf(optionsIn(line))).toBe(line)
})

test('an instance that is named twice is one', () => {
  expect(optionsIn('--read-only-on calc-1,calc-2,calc-1').readOnly).toMatchObject({
    selectors: [{ name: 'calc-1' }, { name: 'calc-2' }],
  })
})

test('what cannot be meant together is refused', () => {
  expect(refusal('--access-point-on calc-1')).toContain('--access-point-on needs --access-point')
  expect(refusal('--read-only --read-only-on calc-1')).toContain('--read-only and --read-only-on exclude each other')
  expect(refusal('--iam --allow-plain-nfs')).toContain('a role is shown over TLS alone')
  expect(refusal('--allow-plain-nfs')).toBe('taken')
  expect(refusal('--mount-point relative')).toContain('bad-mount-point')
})

test('read-only on some is each target’s own, read-only on all is everybody’s', () => {
  expect(specOf(optionsIn('--read-only')).readOnly).toBe(true)
  expect(specOf(optionsIn('--read-only-on calc-1')).readOnly).toBe(false)
})

test('which access point it is, is known when it was looked up', () => {
  expect(specOf(optionsIn('--access-point genomics'))).toEqual(plainSpec)
  expect(specOf(optionsIn('--access-point genomics'), { accessPoint: point })).toEqual({ ...plainSpec, accessPoint: point })
})

describe('an instance remembers', () => {
  test.each([
    ['an access point', { accessPoint: point }, '1~access-point=fsap-0123456789abcdef0', 'access point fsap-0123456789abcdef0'],
    ['read-only access', { readOnly: true }, '1~read-only', 'read-only access'],
    ['the role of its instance', { iam: true }, '1~iam', 'the role of its instance'],
  ])('%s by a word, and knows it again', (_, more, note, words) => {
    const spec = { ...plainSpec, ...more }
    expect(formatSpec(spec)).toBe(note)
    expect(parseSpec(note)).toEqual(spec)
    expect(specWords(spec)).toBe(words)
  })

  test('nothing by a word that is none', () => {
    expect(parseSpec('1~access-point=vol-1')).toBeUndefined()
    expect(parseSpec('1~access-point=')).toBeUndefined()
  })

  test('what a repair asks for again', () => {
    expect(optionsFor({ ...plainSpec, accessPoint: point, readOnly: true, iam: true })).toEqual({
      people: [],
      accessPoint: { kind: 'id', id: point.id },
      readOnly: { kind: 'all' },
      iam: true,
    })
  })
})

describe('what was said and what is remembered', () => {
  const merged = (said: string, noted: Partial<typeof plainSpec>, own = {}) =>
    mergeSpec(specOf(optionsIn(said), own), { ...plainSpec, ...noted }, optionsIn(said))

  test('read-only that is said for some means that the others write; else the note counts', () => {
    expect(merged('', { readOnly: true }).readOnly).toBe(true)
    expect(merged('--read-only', { readOnly: false }).readOnly).toBe(true)
    expect(merged('--read-only-on calc-1', { readOnly: true }).readOnly).toBe(false)
    expect(merged('--read-only-on calc-1', {}, { readOnly: true }).readOnly).toBe(true)
  })

  test('the access point that was said counts, else the one that is remembered, else none', () => {
    const other = pointById('fsap-0fedcba9876543210')
    expect(merged('', { accessPoint: point }).accessPoint).toEqual(point)
    expect(merged('--access-point a', { accessPoint: point }, { accessPoint: other }).accessPoint).toEqual(other)
    expect(merged('', {})).not.toHaveProperty('accessPoint')
  })

  test('a role counts if it was said or is remembered, and never over plain NFS', () => {
    expect(merged('', { iam: true }).iam).toBe(true)
    expect(merged('--iam', {}).iam).toBe(true)
    expect(merged('', {}).iam).toBe(false)
    expect(merged('--allow-plain-nfs', { iam: true }).iam).toBe(false)
  })
})
