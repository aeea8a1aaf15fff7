/** Who gets the volume, and in which groups: as it is said, remembered and told. */
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import { formatSpec, mergeSpec, optionsFor, parseSpec, specOf, specWords } from '../../../../src/domain/options/spec.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { lineOf, optionsIn } from '../../../support/said-options.ts'

const [ada, ben] = [{ name: 'ada' }, { name: 'ben' }]
const astro = { name: 'astro', gid: 4000, accounts: ['ada', 'ben'] }
const lab = { name: 'lab', gid: 4001, accounts: [] }

test.each([
  ['--users ada,ben', { people: [ada, ben] }],
  ['--group lab:4001', { groups: [lab] }],
  ['--users ada,ben --group astro:4000:ada,ben --group lab:4001', { people: [ada, ben], groups: [astro, lab] }],
])('%s', (line, members) => {
  expect(optionsIn(line)).toEqual({ ...defaultMountOptions, ...members })
  expect(lineOf(optionsIn(line))).toBe(line)
  expect(specOf(optionsIn(line))).toEqual({ ...plainSpec, ...members })
})

test('whoever is named twice is one, and forty fit a transcript', () => {
  const many = (n: number) => `--users ${Array.from({ length: n }, (_, i) => `user${i}`).join(',')}`
  expect(optionsIn('--users ada,ben,ada').people).toEqual([ada, ben])
  expect(optionsIn(many(40)).people).toHaveLength(40)
  expect(() => optionsIn(many(41))).toThrow('41 accounts')
  expect(() => optionsIn('--users ada,root')).toThrow('root')
})

test('a group’s members are among the accounts that get the volume, where those are named', () => {
  expect(() => optionsIn('--users ben --group astro:4000:ada')).toThrow('ada is not among the accounts')
  expect(optionsIn('--group astro:4000:ada').groups).toEqual([{ ...astro, accounts: ['ada'] }])
})

describe('an instance remembers', () => {
  const spec = { ...plainSpec, people: [ada, ben], groups: [astro, lab] }

  test('accounts and groups by one word each', () => {
    expect(formatSpec(spec)).toBe('1~users=ada,ben~groups=astro:4000:ada+ben,lab:4001:')
    expect(parseSpec(formatSpec(spec))).toEqual(spec)
    expect(specWords(spec)).toBe('accounts ada, ben; group astro (gid 4000) for ada, ben; group lab (gid 4001)')
    expect(optionsFor(spec)).toEqual({ people: [ada, ben], groups: [astro, lab] })
  })

  test('nothing where nobody was named', () => {
    expect([formatSpec(plainSpec), specWords(plainSpec)]).toEqual(['1', ''])
    expect(optionsFor(plainSpec)).toEqual({ people: [] })
  })

  test('what counts where nothing was said; what was said wins', () => {
    const merged = (said: Partial<typeof spec>, noted: Partial<typeof spec>) =>
      mergeSpec({ ...plainSpec, ...said }, { ...plainSpec, ...noted }, defaultMountOptions)
    expect(merged({}, spec)).toEqual(spec)
    expect(merged({ people: [ben], groups: [lab] }, spec)).toEqual({ ...plainSpec, people: [ben], groups: [lab] })
  })
})
