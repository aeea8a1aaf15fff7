/** The schema for editors and the reference page are made from the schema that is parsed with. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { jsonSchema } from '../../src/policy/json-schema.ts'
import { jsonSchema as peopleJsonSchema } from '../../src/registry/json-schema.ts'
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

test('schema/people.schema.json is up to date, and takes what is taken', () => {
  const text = readFileSync('schema/people.schema.json', 'utf8')
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(peopleJsonSchema())))
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(text))
  expect([
    fits({ version: 1, people: { ada: { uid: 65536, hosts: ['calc-*'] } }, groups: { ml: { gid: 65537 } } }),
    fits({ version: 1, people: null }),
    fits({ version: 1, people: { Ada: { uid: 65536 } } }),
    fits({ version: 1, people: { ada: {} } }),
    fits({ version: 1, people: { ada: { uid: 65536, admin: true } } }),
  ]).toEqual([true, true, false, false, false])
})

test('docs/policy.md is up to date', () => {
  expect(execFileSync(process.execPath, ['scripts/policy-page.mjs'], { encoding: 'utf8' })).toBe(readFileSync('docs/policy.md', 'utf8'))
})
