/** Walks the declarations: an option that sets nothing on a host, or that no row proves, does not exist (law 12). */
import { mountedRows } from '../../../src/domain/compare.ts'
import { desiredFor } from '../../../src/domain/desired.ts'
import { plainSpec, pointById } from '../../../src/domain/mount-spec.ts'
import { effects, mountOptions } from '../../../src/domain/options/all.ts'
import { memberOf } from '../../../src/domain/options/option.ts'
import { formatSpec, mergeSpec, optionsFor, parseSpec, specOf, specWords } from '../../../src/domain/options/spec.ts'
import { type Operation, targetOf } from '../../../src/domain/plan.ts'
import type { Row } from '../../../src/domain/report.ts'
import { defaultMountOptions, type MountOptions } from '../../../src/domain/request.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { mount } from '../../../src/host/mount/contract.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, saying, ubuntuId } from '../../support/operation.ts'

/** How each is tried; what is looked up for a target stands beside what was said. */
const tried: Readonly<Record<string, readonly [words: ReadonlyMap<string, readonly string[]>, own?: Parameters<typeof specOf>[1]]>> = {
  users: [said('users', 'ada')],
  'mount-point': [said('mount-point', '/srv/data')],
  adopt: [said('adopt')],
  sticky: [said('sticky')],
  private: [said('private')],
  group: [said('group', 'astro:4000')],
  'access-point': [said('access-point', 'fsap-0123456789abcdef0'), { accessPoint: pointById('fsap-0123456789abcdef0') }],
  'read-only': [said('read-only')],
  client: [said('client', 'distributor')],
  'allow-plain-nfs': [said('allow-plain-nfs')],
  iam: [said('iam')],
  'allow-suid': [said('allow-suid')],
}
/** What they say is which of the targets, how the option above them is meant, or what is looked at: other suites hold those. */
const elsewhere: Readonly<Record<string, string>> = {
  'access-point-on': 'scenario/mount/enforced-user',
  'read-only-on': 'scenario/mount/read-only',
  'client-url': 'unit/domain/client-choice',
  'client-sha256': 'unit/domain/client-choice',
  'as-said': 'scenario/verify/remembers',
  scan: 'scenario/doctor/host',
  'no-sharing-test': 'unit/engine/sharing-test',
  batch: 'unit/engine/in-batches',
  'max-errors': 'unit/engine/in-batches',
}

function said(name: string, value = ''): ReadonlyMap<string, readonly string[]> {
  return new Map([[name, [value]]])
}

function optionsFrom(words: ReadonlyMap<string, readonly string[]>): MountOptions {
  let options = defaultMountOptions
  for (const { reads } of mountOptions) options = { ...options, ...reads(words, options) }
  return options
}

function asked(name: string): { readonly operation: Operation; readonly options: MountOptions } {
  const [words, own] = tried[name]!
  const options = optionsFrom(words)
  const { mountPoint = operation.mountPoint } = options
  const one = { ...operation, mountPoint, targets: operation.targets.slice(0, 1) }
  return { options, operation: saying(one, options, own) }
}
const plain: Operation = { ...operation, targets: operation.targets.slice(0, 1) }
// on a host without a client, so that where one comes from matters
const bare = { ...healthyFacts(), client: { nfs: true, stunnel: true, packageManager: 'apt-get' } as const }
const parametersOf = (of: Operation) => planMount('r', of, [observed(ubuntuId, bare)]).jobs.map((j) => j.params)
const rowsOf = (of: Operation): Row[] => mountedRows(desiredFor(of, targetOf(of, ubuntuId), healthyFacts()), healthyFacts())

test('each option of a mount is tried here, or says where it is', () => {
  expect(mountOptions.map((o) => o.name).sort()).toEqual([...Object.keys(tried), ...Object.keys(elsewhere)].sort())
})

test('the declaration of each that is tried here names the host parameter that it sets', () => {
  expect(mountOptions.flatMap(({ name, sets }) => (sets === undefined ? [] : name)).sort()).toEqual(Object.keys(tried).sort())
})

test.each(mountOptions.flatMap(({ name, sets }) => (sets === undefined ? [] : [[name, sets] as const])))(
  '--%s sets %s on the host',
  (name, sets) => {
    expect(Object.keys(mount.parameters)).toContain(sets)
    const [before, after] = [plain, asked(name).operation].map((of) => parametersOf(of).map((params) => params[sets]))
    expect(before).toHaveLength(1)
    expect(after).not.toEqual(before)
  },
)

test.each(mountOptions.flatMap(({ name, effect }) => (effect ? [[name, effect.row] as const] : [])))(
  '--%s is proved by %j',
  (name, row) => {
    const named = (of: Operation) => rowsOf(of).filter((r) => r.section === row.section && r.subject.endsWith(row.ends ?? ''))
    expect(named(asked(name).operation)).not.toEqual([])
    expect(named(asked(name).operation)).not.toEqual(named(plain))
  },
)

test.each(mountOptions.filter((o) => o.effect).map((o) => o.name))('--%s is remembered, told and merged', (name) => {
  const { operation: of, options } = asked(name)
  const { spec } = targetOf(of, ubuntuId)
  const again = parseSpec(formatSpec(spec))
  expect(again).toEqual(spec)
  expect(specWords(spec)).not.toBe('')
  // a repair asks for the same again; read-only is asked for where it is, for all that are so
  expect(specOf({ ...defaultMountOptions, ...optionsFor(spec) }, spec.accessPoint ? { accessPoint: spec.accessPoint } : {})).toEqual(spec)
  // whoever says nothing expects what is remembered
  expect(mergeSpec(plainSpec, spec, defaultMountOptions)).toEqual(spec)
  // and what was said is expected, whatever is remembered
  expect(mergeSpec(spec, plainSpec, options)).toEqual(spec)
})

test.each(Object.keys(tried))('--%s is said again in the words that mean it', (name) => {
  const { options } = asked(name)
  const words = mountOptions.flatMap((o) => o.words(options))
  const [word, value = ''] = words
  expect(optionsFrom(said(word!.slice(2), value))).toEqual(options)
})

test('no two options have one name, one member or one word of a note', () => {
  const members = mountOptions.flatMap((o) => (memberOf(o).part ? [] : memberOf(o).name))
  for (const names of [mountOptions.map((o) => o.name), members, effects.map((e) => e.word)]) expect(new Set(names).size).toBe(names.length)
})
