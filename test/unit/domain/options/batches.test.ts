/** How many instances at a time, from words to options and back. */
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { lineOf, optionsIn } from '../../../support/said-options.ts'

test.each([
  ['--batch 50', { batch: { unit: 'instances', size: 50 } }],
  ['--batch 10%', { batch: { unit: 'percent', size: 10 } }],
  ['--batch 5 --max-errors 0', { batch: { unit: 'instances', size: 5 }, maxErrors: 0 }],
  ['--batch 5 --max-errors 12', { batch: { unit: 'instances', size: 5 }, maxErrors: 12 }],
])('%s', (line, options) => {
  expect(optionsIn(line)).toEqual({ ...defaultMountOptions, ...options })
  expect(lineOf(optionsIn(line))).toBe(line)
})

test('a number of errors is one of batches', () => {
  expect(() => optionsIn('--max-errors 2')).toThrow('--max-errors needs --batch')
})
