import { fromMarkdown } from 'mdast-util-from-markdown'
import { finding } from '../../../src/domain/catalogue.ts'
import type { FstabFact, HostFacts } from '../../../src/domain/facts.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import { planAdopt } from '../../../src/engine/plan-adopt.ts'
import { layOut } from '../../../src/render/lay-out.ts'
import { commentLimit } from '../../../src/render/markdown.ts'
import { pageOf } from '../../../src/render/print/page-of.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { answerView } from '../../../src/render/view/run.ts'
import { inComment } from '../../../src/render/view/say.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const asked: Operation = { ...operation, verb: 'adopt' }
const plan = (facts: HostFacts, more: Partial<Operation> = {}, runId = '01JDM3C0000000000000000000') =>
  planAdopt(runId, { ...asked, ...more }, [observed(ubuntuId, facts)])
const adoption = (facts: HostFacts, more: Partial<Operation> = {}) => plan(facts, more).adoptions![0]!

const line = (options: string, more: Partial<FstabFact> = {}): FstabFact => {
  const type = more.type ?? 'efs'
  const spec = more.spec ?? `${fileSystemId}:/`
  return {
    line: 3,
    spec,
    place: mountPoint,
    type,
    options,
    dump: '0',
    pass: '0',
    ours: false,
    volume: true,
    text: `${spec} ${mountPoint} ${type} ${options}`,
    ...more,
  }
}
const withLines = (...fstab: FstabFact[]): HostFacts => ({
  ...healthyFacts(),
  fstab,
  foreignFstab: { lines: fstab.filter((l) => !l.ours && l.place === mountPoint).length, sha256: 'a'.repeat(64) },
})

test('what Prism itself would have made has nothing to change, and its plan can be agreed to all the same', () => {
  const own = line('_netdev,noresvport,tls,nosuid,nodev,nofail,x-prism', { ours: true })
  const facts = { ...healthyFacts(), fstab: [{ ...own, text: `${own.text} 0 0` }] }
  expect(adoption(facts)).toMatchObject({ changes: [], conflicts: [] })
  expect(plan(facts).jobs).toHaveLength(1)
})

test('equal looks give equal digests whatever run asks; another host, request or digest of lines another', () => {
  const facts = withLines(line('tls'))
  const { digest } = plan(facts)
  expect(plan(facts, {}, '01JDM3C0000000000000000001').digest).toBe(digest)
  const others = [
    plan({ ...facts, paths: facts.paths.map((p) => (p.path === '.' ? { ...p, mode: '0775' } : p)) }),
    plan({ ...facts, foreignFstab: { lines: 1, sha256: 'b'.repeat(64) } }),
    plan(facts, saying(asked, { privateSpaces: true })),
    plan(facts, saying(asked, { people: [{ name: 'ada' }] })),
    plan(facts, { targets: asked.targets.slice(0, 1) }),
  ]
  expect(new Set([digest, ...others.map((p) => p.digest)]).size).toBe(others.length + 1)
})

test('what changes without our doing does not change the digest: amounts of data, the words of why another instance is out', () => {
  const facts = withLines(line('tls'))
  const busy = { ...facts, unmanaged: { ...facts.unmanaged, data: [{ gid: 1500, entries: 7 }] } }
  expect(plan(busy).digest).toBe(plan(facts).digest)
  const offline = (seen: string) =>
    planAdopt('01JDM3C0000000000000000000', asked, [
      observed(ubuntuId, facts),
      { kind: 'unobserved', instanceId: rockyId, finding: finding('not-delivered', { seen }) },
    ]).digest
  expect(offline('last seen 12:00')).toBe(offline('last seen 12:01'))
  expect(offline('last seen 12:00')).not.toBe(plan(facts).digest)
})

test.each([
  'defaults',
  'defaults,_netdev,tls',
  'rw,relatime,vers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport',
  'tls,gid=3000',
  'nfsvers=4.1,x-systemd.requires=network-online.target',
  '',
])('a line with "%s" says nothing that Prism’s does not: it may be replaced', (options) => {
  expect(adoption(withLines(line(options))).conflicts).toEqual([])
  expect(plan(withLines(line(options))).jobs[0]?.params.takeOver).toBe('a'.repeat(64))
})

test.each(
  [
    ...[
      'tls,iam',
      'tls,accesspoint=fsap-0123456789abcdef0',
      'ro',
      'tls,noauto',
      'noexec',
      'soft',
      'user',
      'gid=100',
      'x-systemd.automount',
      'rw\\u{7f}',
      'a b',
    ].map((o) => line(o)),
    line('defaults', { type: 'none' }),
    line('defaults', { spec: `${fileSystemId}:/projects` }),
    line('defaults', { spec: 'LABEL=x', volume: false }),
    line(`${'tls,'.repeat(80)}ro`),
  ].map((l) => [l.text.slice(-60), l] as const),
)('a line like "%s" decides more than that: it is left to its author', (_, foreign) => {
  const { conflicts } = adoption(withLines(foreign))
  expect(conflicts).toHaveLength(1)
  expect(['fstab-differs', 'fstab-taken']).toContain(conflicts[0]?.code)
  expect(plan(withLines(foreign)).jobs).toEqual([])
})

test('a personal space that is closed is not opened, one that is open may be closed', () => {
  const closed = (mode: string): HostFacts => {
    const facts = healthyFacts()
    return { ...facts, paths: facts.paths.map((p) => (p.path.startsWith('users/') ? { ...p, mode } : p)) }
  }
  expect(adoption(closed('0700')).conflicts.map((c) => c.code)).toEqual(['space-would-open'])
  expect(adoption(closed('0750')).conflicts.map((c) => c.code)).toEqual(['space-would-open'])
  const privately = saying(asked, { privateSpaces: true })
  expect(adoption(closed('0700'), privately).conflicts).toEqual([])
  expect(adoption(closed('0755'), privately).changes.map((c) => `${c.before} → ${c.after}`)).toContain(
    'ubuntu:prism-shared 0755 → ubuntu:prism-shared 0700',
  )
})

test('a root that others could not enter says in the plan that they will', () => {
  const facts = healthyFacts()
  const shut = { ...facts, paths: facts.paths.map((p) => (p.path === '.' ? { ...p, mode: '0770' } : p)) }
  expect(adoption(shut).changes[0]?.note).toContain('may then enter')
})

test('without the volume at its place nothing of it is planned', () => {
  const facts: HostFacts = { ...healthyFacts(), mounts: [] }
  expect(adoption(facts)).toMatchObject({ changes: [], conflicts: [{ code: 'nothing-to-adopt' }] })
  const { fileSystemId: _, ...unidentified } = healthyFacts().mounts[0]!
  expect(adoption({ ...facts, mounts: [unidentified] }).conflicts[0]?.code).toBe('adopt-unidentified')
  expect(adoption({ ...facts, mounts: [{ ...healthyFacts().mounts[0]!, answers: 'timeout' }] }).conflicts[0]?.code).toBe('mount-hung')
})

test('read-only as asked is brought in and nothing set from there; read-only by itself is not', () => {
  const facts = withLines(line('tls,ro'))
  const mounts = [{ ...facts.mounts[0]!, readOnly: true }]
  expect(adoption({ ...facts, mounts }, saying(asked, {}, { readOnly: true })).conflicts).toEqual([])
  expect(adoption({ ...facts, mounts }).conflicts.map((c) => c.code)).toEqual(['read-only'])
  expect(adoption(facts, saying(asked, {}, { readOnly: true })).conflicts.map((c) => c.code)).toEqual(['not-read-only'])
})

test('hostile words of a host neither format a comment nor move a cursor, and no command is made of them', () => {
  const evil = '```\n<b>@team</b> $(reboot) `id` | x \\u{1b}[2J'
  const facts: HostFacts = {
    ...withLines(line(evil, { text: evil })),
    elsewhere: [{ ...healthyFacts().mounts[0]!, place: `/x y;reboot ${evil}` }],
    group: { gidHolder: '$(reboot)', members: [] },
    unmanaged: {
      managers: [{ kind: 'systemd', file: `/etc/systemd/system/$(reboot) ${evil}.mount`, text: evil }],
      umaskLines: [{ file: evil, line: 1, text: evil }],
      data: [{ gid: 7, group: evil, entries: 1 }],
    },
  }
  const made = plan(facts)
  const { conflicts } = made.adoptions![0]!
  expect(conflicts.map((c) => c.code)).toEqual(['fstab-differs', 'gid-taken', 'managed-elsewhere'])
  expect(conflicts.flatMap((c) => c.settle).join('\n')).not.toContain('reboot')
  const gone = plan({ ...facts, mounts: [] })
  expect(gone.adoptions![0]!.conflicts.flatMap((c) => c.settle).join('\n')).not.toContain('reboot')
  for (const p of [made, gone]) {
    const text = layOut({ ...pageOf(answerView({ kind: 'plan', plan: p }, inComment), ''), foot: '' }, commentLimit)
    // a dollar stands in one, as GitHub asks where it begins no formula
    const tree = JSON.stringify(fromMarkdown(text.replaceAll('<span>$</span>', '$')))
    expect(tree).not.toMatch(/"type":"(html|link|image)"/)
    expect(text.replace(/`[^`\n]*`/g, '')).not.toMatch(/@[A-Za-z]/)
    expect(text.match(/^ *```/gm)?.length).toBe(2 * p.adoptions![0]!.conflicts.length)
    const shown = renderTerminal({ kind: 'plan', plan: p }, { color: false, width: 100 })
    expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  }
})

describe('who is left out', () => {
  const both = (...looks: Parameters<typeof planAdopt>[2]) => planAdopt('01JDM3C0000000000000000000', asked, looks)
  test('by what the look says: one that was not seen', () => {
    const why = finding('not-delivered', { seen: 'x' })
    const { refused, jobs, adoptions, clients } = both(
      { kind: 'unobserved', instanceId: ubuntuId, finding: why },
      observed(rockyId, withLines(line('tls'))),
    )
    expect(refused).toEqual([{ ...why, instanceId: ubuntuId }])
    expect(jobs.flatMap((j) => j.instanceIds)).toEqual([rockyId])
    expect(adoptions!.map((a) => a.instanceId)).toEqual([rockyId])
    expect(clients).toStrictEqual([{ instanceId: rockyId, source: 'present', why: 'amazon-efs-utils 3.2.0 is there' }])
  })

  test('one with nobody to try things as, one in a zone without a target, one whose client does not fit', () => {
    const { login: _, ...nobody } = withLines(line('tls'))
    expect(plan(nobody).refused.map((f) => [f.code, f.instanceId])).toEqual([['no-login-user', ubuntuId]])
    const elsewhere = { ...withLines(line('tls')), zone: { availabilityZone: 'us-east-1f', region: 'us-east-1', instanceId: ubuntuId } }
    expect(plan(elsewhere).refused.map((f) => [f.code, f.instanceId])).toEqual([['no-mount-target', ubuntuId]])
    const { efsUtils: __, ...client } = healthyFacts().client
    const arm = { url: 'https://packages.example/efs.deb', sha256: 'a'.repeat(64), architecture: 'aarch64' } as const
    const unfit = plan({ ...withLines(line('tls')), client }, saying(asked, { client: { kind: 'package', packages: [arm] } }))
    expect(unfit.refused.map((f) => [f.code, f.instanceId])).toEqual([['client-not-for-host', ubuntuId]])
    for (const { jobs, clients } of [plan(nobody), plan(elsewhere), unfit]) expect([jobs, clients]).toEqual([[], []])
  })
})

test('the client that is to come there is planned with the rest', () => {
  const { efsUtils: _, ...client } = healthyFacts().client
  const without = { ...withLines(line('tls')), client, host: { ...healthyFacts().host, version: '20.04' } }
  const { clients, jobs } = plan(without)
  expect(clients).toMatchObject([{ instanceId: ubuntuId, source: 'repository', otherwise: 'distributor' }])
  expect(jobs.map((j) => [j.script, j.params.client])).toEqual([['mount', 'repository']])
})

test('the job refuses where the host is otherwise by then: it is told of the paths as they were, and mounts nothing anew', () => {
  const facts = withLines(line('tls'))
  expect(plan(facts).jobs).toMatchObject([
    {
      script: 'mount',
      params: {
        adopt: '1',
        keepMount: '1',
        takeOver: 'a'.repeat(64),
        before: '.:0:3000:2775,shared:0:3000:2775,users:0:3000:2755,users/ubuntu:1000:3000:0755',
      },
    },
  ])
  // without a line of somebody else's there is none to replace
  expect(plan(healthyFacts()).jobs[0]!.params).toMatchObject({ takeOver: '', keepMount: '1' })
})

describe('the line that it would write', () => {
  const written = (more: Partial<Operation> = {}, facts = withLines(line('tls'))) =>
    adoption(facts, more).changes.find((c) => c.what === '/etc/fstab')?.after
  test('is that of the EFS client, or, where that was allowed, of plain NFS', () => {
    expect(written()).toBe(`${fileSystemId}:/ ${mountPoint} efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`)
    const { efsUtils: _, ...client } = healthyFacts().client
    const facts = { ...withLines(line('defaults', { type: 'nfs4', spec: '10.0.0.5:/' })), client }
    const mounts = [{ ...facts.mounts[0]!, encrypted: 'no' as const }]
    expect(written(saying(asked, { client: { kind: 'plain-nfs' } }), { ...facts, mounts })).toBe(
      `${fileSystemId}.efs.us-east-1.amazonaws.com:/ ${mountPoint} nfs4 nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev,nosuid,nodev,nofail,x-prism 0 0`,
    )
  })
})

describe('the commands that would settle it', () => {
  const settle = (facts: HostFacts, more: Partial<Operation> = {}) =>
    adoption(facts, more)
      .conflicts.flatMap((c) => c.settle)
      .join('\n')
  const none: HostFacts = { ...healthyFacts(), mounts: [], elsewhere: [{ ...healthyFacts().mounts[0]!, place: '/srv/other' }] }
  const accessPoint = { id: 'fsap-0123456789abcdef0', name: 'p', path: '/p' }

  test('name the volume and the instance by id, and a mount point only where one was said', () => {
    expect(settle(none)).toContain(`prism volume adopt ${fileSystemId} ${ubuntuId} --mount-point /srv/other`)
    const nowhere = { ...none, elsewhere: [] }
    expect(settle(nowhere)).toMatch(new RegExp(`prism volume mount ${fileSystemId} ${ubuntuId}$`, 'm'))
    const said = { options: { ...asked.options, mountPoint } }
    expect(settle(nowhere, said)).toMatch(new RegExp(`prism volume mount ${fileSystemId} ${ubuntuId} --mount-point ${mountPoint}$`, 'm'))
  })

  test('name the access point where one was asked for', () => {
    const through = saying(asked, {}, { accessPoint })
    expect(settle(none, through)).toContain(
      `prism volume adopt ${fileSystemId} ${ubuntuId} --access-point ${accessPoint.id} --mount-point /srv/other`,
    )
    expect(settle({ ...none, elsewhere: [] }, through)).toMatch(
      new RegExp(`prism volume mount ${fileSystemId} ${ubuntuId} --access-point ${accessPoint.id}$`, 'm'),
    )
  })
})
