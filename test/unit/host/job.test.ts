import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { permissionTable } from '../../../src/domain/layout.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { ScriptName } from '../../../src/domain/plan.ts'
import { assemble, contracts } from '../../../src/host/assemble.ts'
import {
  burningJob,
  commandsFor,
  doctorParams,
  identitiesText,
  inspectParams,
  makeJob,
  migrateParams,
  mountParams,
  peopleParams,
  sharingTestParams,
  spacesParams,
  unmountParams,
} from '../../../src/host/job.ts'
import { ssmParameters } from '../../../src/host/parameters.ts'
import { keysOfSshKeygen } from '../../support/public-keys.ts'

const look = {
  fileSystemId: 'fs-0123456789abcdef0',
  region: 'us-gov-west-1',
  addresses: ['10.0.0.5', '10.0.16.5', '10.0.32.5'],
  mountPoint: '/mnt/research-data',
  accounts: Array.from({ length: 40 }, (_, i) => `account-with-a-rather-long-name${i}`.slice(-32).replace(/^[^a-z]/, 'a')),
  groupName: 'prism-shared',
  gid: 3000,
  paths: permissionTable(['ubuntu'], plainSpec),
  umask: '0002',
}
const [type, body] = keysOfSshKeygen.ed25519[0].split(' ') as ['ssh-ed25519', string]
const ada = {
  name: 'ada',
  uid: 65_536,
  shell: '/bin/bash',
  groups: [],
  keys: [{ type, body, fingerprint: keysOfSshKeygen.ed25519[1] }],
  sudo: false,
}
const params: Record<ScriptName, Record<string, string>> = {
  inspect: inspectParams({ ...look, depth: 'facts' }),
  mount: mountParams({
    ...look,
    client: {
      kind: 'package',
      manager: 'apt-get',
      packages: [],
      url: 'https://example.com/a.deb',
      sha256: 'a'.repeat(64),
      architectures: ['all', 'amd64'],
    },
    adopt: false,
    spec: { ...plainSpec, people: [{ name: 'ada' }], groups: [{ name: 'astro', gid: 4000, accounts: ['ada'] }], privateSpaces: true },
    nfsServer: 'fs-0123456789abcdef0.efs.us-gov-west-1.amazonaws.com',
    efsOptions: '_netdev,noresvport,tls,nosuid,nodev',
    nfsOptions: 'nfsvers=4.1,rsize=1048576',
  }),
  doctor: doctorParams({ ...look, name: 'fs-0123456789abcdef0.efs.us-gov-west-1.amazonaws.com', target: '172.31.0.10' }),
  unmount: unmountParams({ fileSystemId: look.fileSystemId, addresses: [], mountPoint: look.mountPoint, lazy: true }),
  migrate: migrateParams({
    fileSystemId: look.fileSystemId,
    addresses: look.addresses,
    mountPoint: look.mountPoint,
    gid: 3000,
    do: 'move',
    what: { kind: 'move', rule: { under: 'users/ubuntu', uid: 1000, gid: 1000, to: { uid: 65_536, gid: 65_536 }, itself: false } },
    id: '0123456789abcdef',
    after: 'ff'.repeat(4095),
    entries: 50_000,
    seconds: 240,
  }),
  people: peopleParams({
    people: Array.from({ length: 200 }, (_, i) => ({
      name: `person-${i}`,
      uid: 65_536 + i,
      shell: '/bin/bash',
      ends: 20_834,
      groups: ['genomics', 'imaging', 'teaching'],
      keys: [],
      sudo: i % 2 === 0,
    })),
    keysOf: Array.from({ length: 54 }, (_, i) => ({ ...ada, name: `person-${i}` })),
    sshGroup: 'prism-people',
    groups: [
      { name: 'genomics', gid: 70_000 },
      { name: 'imaging', gid: 70_001 },
    ],
    kept: ['prism-shared'],
    join: ['prism-shared'],
    adopt: ['person-7'],
    nologin: '/usr/sbin/nologin',
    change: true,
    left: [{ name: 'eve', uid: 70_002 }],
  }),
  spaces: spacesParams({
    fileSystemId: look.fileSystemId,
    mountPoint: look.mountPoint,
    addresses: look.addresses,
    gid: 3000,
    people: Array.from({ length: 200 }, (_, i) => ({ name: `person-${i}`, uid: 65_536 + i })),
    mounts: ['person-7'],
    spaceMode: '0700',
    others: Array.from({ length: 500 }, (_, i) => `elsewhere-${i}`),
    untried: 0,
    directories: Array.from({ length: 40 }, (_, i) => ({ name: `group-${i}`, gid: 70_000 + i, group: `group-${i}` })),
    holders: new Map(),
    umask: '0002',
    change: true,
    tries: true,
  }),
  'sharing-test': sharingTestParams({
    fileSystemId: look.fileSystemId,
    mountPoint: look.mountPoint,
    gid: 3000,
    addresses: [],
    phase: 'write',
    token: '0123456789abcdef',
    identities: identitiesText([{ instanceId: 'mi-0123456789abcdef0', account: 'ubuntu', uid: 1000, temporary: false }]),
  }),
}
const ofEveryJob = ['PRISM_JOB', 'PRISM_SCRIPT', 'PRISM_SHA', 'PRISM_NOT_AFTER', 'PRISM_BROUGHT']
const scripts = Object.keys(contracts) as ScriptName[]
const make = (script: ScriptName, more: Record<string, string> = {}) =>
  makeJob({ runId: '01K', n: 3, script, params: { ...params[script], ...more }, instanceIds: ['i-0123456789abcdef0'] })

describe.each(scripts)('the %s job', (script) => {
  test('is settled on the instance by its key, whatever it is about', () => {
    const job = make(script)
    expect(burningJob(job, job.instanceIds)).toMatchObject({ script: 'inspect', params: { burn: job.key }, changes: false })
  })

  const commands = commandsFor(make(script), new Date('2026-01-01T00:00:00.999Z'))
  test('is a shebang, one line of parameters, the packed program and its start, small enough for SSM and free of its variables', () => {
    expect(commands[0]).toBe('#!/bin/sh')
    expect(commands[1]).toMatch(/^PRISM_PARAMETERS='[A-Za-z0-9+/=]+'$/)
    const text = commands.join('\n')
    expect(text).not.toContain('{{')
    expect(Buffer.byteLength(text)).toBeLessThan(62_500)
    // SSM does not say how it stores other characters
    expect(text).toMatch(/^[\t\n\x20-\x7e]*$/)
  })
  test('carries every declared parameter, its key, digest and time limit', () => {
    const lines = Buffer.from(/'(.*)'/.exec(commands[1]!)![1]!, 'base64')
      .toString()
      .trimEnd()
      .split('\n')
    const names = Object.values(contracts[script].parameters).map((p) => p.env)
    expect(lines.map((l) => l.split('=')[0])).toEqual([...names, 'PRISM_JOB', 'PRISM_SCRIPT', 'PRISM_SHA', 'PRISM_NOT_AFTER'])
    expect(lines.find((l) => l.startsWith('PRISM_JOB='))).toMatch(new RegExp(`=01K\\.${script}\\.3\\.[0-9a-f]{16}$`))
    expect(lines).toContain(`PRISM_SHA=${assemble(script).sha256}`)
    expect(lines).toContain('PRISM_NOT_AFTER=1767225600')
  })
  test('reads no parameter that its contract does not declare, and packs to what SSM takes with room to spare', () => {
    // the names that the module of parameters gives to everybody's
    const general = new Set(['FILE_SYSTEM', 'MOUNT_POINT', 'GROUP', 'GID', 'PATHS', 'GROUPS', 'ACCOUNTS'])
    const words = [...assemble(script).text.matchAll(/\.(?:text|flag|number|list)\(b"([A-Z0-9_]+)"\)/g)].map(([, name]) => name!)
    const used = words.filter((name) => !general.has(name)).map((name) => `PRISM_${name}`)
    const declared: string[] = [...Object.values(contracts[script].parameters).map((p) => p.env), ...ofEveryJob]
    for (const name of used) expect(declared).toContain(name)
    // of SSM's 64
    expect(Buffer.byteLength(JSON.stringify(commands))).toBeLessThan(script === 'mount' || script === 'people' ? 63_400 : 48 * 1024)
  })
  test.each(['; rm -rf /', '$(id)', '`id`', "'", '{{ssm:secret}}', 'a\nb', 'a\n', '\u0000', 'é', ' '])(
    'takes no %j for any parameter',
    (hostile) => {
      for (const [name, { pattern }] of Object.entries(contracts[script].parameters)) {
        expect(() => make(script, { [name]: hostile })).toThrow(`parameter ${name} does not match`)
        expect(() => make(script, { [name]: `${params[script][name]}${hostile}` })).toThrow(`parameter ${name} does not match`)
        // what SSM would be told to enforce is the same pattern
        expect(ssmParameters(contracts[script].parameters)).toHaveProperty([name, 'allowedPattern'], pattern.source)
      }
    },
  )
  test('wants all of its parameters and no other', () => {
    expect(() => make(script, { surprise: 'x' })).toThrow('parameter surprise is not declared')
    const first = Object.keys(params[script])[0]!
    const { [first]: _, ...rest } = params[script]
    expect(() => makeJob({ runId: '01K', n: 1, script, params: rest, instanceIds: [] })).toThrow(`parameter ${first} is missing`)
  })
  test('passes shellcheck as it is sent', () => {
    const dir = mkdtempSync(join(tmpdir(), 'prism-shellcheck-'))
    const file = join(dir, `${script}.sh`)
    writeFileSync(file, commands.join('\n'))
    try {
      execFileSync('shellcheck', ['--norc', '--shell=sh', file], { encoding: 'utf8' })
    } catch (error) {
      const { code, stdout } = error as { code?: string; stdout?: string }
      if (code === 'ENOENT') console.log('shellcheck is not installed: the assembled scripts were not checked')
      else throw new Error(stdout, { cause: error })
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})

test('a run id that is no name of a directory is refused', () => {
  expect(() => makeJob({ runId: '../x', n: 1, script: 'unmount', params: params.unmount, instanceIds: [] })).toThrow('job key')
})
test('only looks may be sent again freely', () => {
  expect(scripts.filter((s) => make(s).changes)).toEqual(['mount', 'unmount', 'sharing-test', 'people', 'spaces', 'migrate'])
  expect(make('people', { change: '0' }).changes).toBe(false)
  expect(['look', 'open'].map((what) => make('migrate', { do: what }).changes)).toEqual([false, false])
})

test('old data goes to a number of a registry alone, is nobody’s of root, and lies below the volume’s root', () => {
  for (const uid of ['0', '01', '-1', '1;id']) expect(() => make('migrate', { from: uid })).toThrow('parameter from')
  for (const uid of ['0', '1000', '65535', '94200']) expect(() => make('migrate', { to: uid })).toThrow('parameter to')
  for (const under of ['..', 'users/..', '/users', 'users/', './users', 'users//ada', '.hidden', '-rf', 'users/$(id)', 'a b'])
    expect(() => make('migrate', { under })).toThrow('parameter under')
})

test('no account and no group has a number outside of the registry’s space', () => {
  const one = (uid: number, gid = 70_000) => make('people', { people: `ada:${uid}:/bin/bash::docker:`, groups: `docker:${gid}`, adopt: '' })
  for (const number of [65_536, 65_599, 69_999, 94_199]) expect(() => one(number, number)).not.toThrow()
  for (const number of [0, 998, 1000, 65_535, 94_200, 100_000, 655_360]) {
    expect(() => one(number)).toThrow('parameter people')
    expect(() => one(70_000, number)).toThrow('parameter groups')
  }
})
