/** Which document a job may go by. */
import { PrismError } from '../../../src/domain/catalogue.ts'
import { knowsEnvironmentParameters, oldestAgent, parseDocumentChoice } from '../../../src/domain/documents.ts'

test.each([
  [oldestAgent, true],
  ['3.3.2747.0', true],
  ['3.3.2746.1', true],
  ['3.4.0.0', true],
  ['4.0.0.0', true],
  ['4.0', true],
  ['3.3.2746', true],
  ['3.3.2745.9', false],
  ['3.2.9999.0', false],
  ['2.9.9999.9', false],
  ['3.3', false],
  ['', false],
  ['4', false],
  ['v4.0.0.0', false],
  ['4.0.0.0-rc', false],
  ['4.0.0.0.0', false],
  ['4..0', false],
])('an agent of version %j takes parameters as environment variables: %s', (version, knows) => {
  expect(knowsEnvironmentParameters(version)).toBe(knows)
})

test('the choice is one of three words, by itself auto', () => {
  expect([undefined, '', 'auto', 'own', 'run-shell-script'].map(parseDocumentChoice)).toEqual([
    'auto',
    'auto',
    'auto',
    'own',
    'run-shell-script',
  ])
  expect(() => parseDocumentChoice('mine')).toThrow(PrismError)
  expect(() => parseDocumentChoice('mine')).toThrow('documents: "mine" is not one of auto, own, run-shell-script')
})
