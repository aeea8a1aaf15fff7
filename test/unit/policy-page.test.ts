/** The schema for editors and the reference page are made from the schema that is parsed with. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { jsonSchema } from '../../src/policy/json-schema.ts'
import { stagePolicy } from '../support/rights.ts'

test('schema/prism.schema.json is up to date, and takes what is taken', () => {
  const text = readFileSync('schema/prism.schema.json', 'utf8')
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(jsonSchema())))
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(text))
  expect([
    fits(parse(stagePolicy)),
    fits({ version: 1, volume: {} }),
    fits({ version: 1, rights: [{ who: { team: 'x' }, may: ['mount'] }] }),
  ]).toEqual([true, false, false])
})

test('docs/policy.md is up to date', () => {
  expect(execFileSync(process.execPath, ['scripts/policy-page.mjs'], { encoding: 'utf8' })).toBe(readFileSync('docs/policy.md', 'utf8'))
})
