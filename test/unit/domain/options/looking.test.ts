/** What a look covers and expects, from words to options and back. */
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import { specOf } from '../../../../src/domain/options/spec.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { lineOf, optionsIn } from '../../../support/said-options.ts'

test.each([
  ['--no-sharing-test', { sharingTest: false }],
  ['--as-said', { asSaid: true }],
  ['--scan', { scan: true }],
])('%s is of this look alone', (line, member) => {
  const options = optionsIn(line)
  expect(options).toEqual({ ...defaultMountOptions, ...member })
  expect(lineOf(options)).toBe(line)
  expect(specOf(options)).toEqual(plainSpec)
})
