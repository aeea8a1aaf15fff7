/** How the volume is laid out: flags that are said, remembered and told. */
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import { caveatsOf, formatSpec, mergeSpec, optionsFor, parseSpec, specOf, specWords } from '../../../../src/domain/options/spec.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { lineOf, optionsIn } from '../../../support/said-options.ts'

test.each([
  ['--sticky', { sticky: true }, 'the sticky bit', '1~sticky'],
  ['--private', { privateSpaces: true }, 'private personal spaces', '1~private'],
  ['--allow-suid', { suid: true }, 'set-id programs allowed', '1~allow-suid'],
])('%s', (line, member, words, note) => {
  const options = optionsIn(line)
  expect(options).toEqual({ ...defaultMountOptions, ...member })
  expect(lineOf(options)).toBe(line)
  const spec = { ...plainSpec, ...member }
  expect(specOf(options)).toEqual(spec)
  expect([formatSpec(spec), specWords(spec)]).toEqual([note, words])
  expect(parseSpec(note)).toEqual(spec)
  expect(optionsFor(spec)).toEqual({ people: [], ...member })
  expect(mergeSpec(spec, plainSpec, options)).toEqual(spec)
  expect(mergeSpec(plainSpec, spec, defaultMountOptions)).toEqual(spec)
  expect(mergeSpec(plainSpec, plainSpec, defaultMountOptions)).toEqual(plainSpec)
})

test('--adopt is about this mount alone, so no instance remembers it', () => {
  expect(optionsIn('--adopt')).toEqual({ ...defaultMountOptions, adopt: true })
  expect(lineOf(optionsIn('--adopt'))).toBe('--adopt')
  expect(specOf(optionsIn('--adopt'))).toEqual(plainSpec)
})

test('that set-id programs work is told beside a verdict, once', () => {
  const suid = { ...plainSpec, suid: true }
  expect(caveatsOf([plainSpec])).toEqual([])
  expect(caveatsOf([suid, plainSpec, suid])).toEqual([
    'set-id programs on the volume work, as requested: root on one instance can become root on another',
  ])
})
