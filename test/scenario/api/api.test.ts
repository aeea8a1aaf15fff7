import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { finding } from '../../../src/domain/catalogue.ts'
import { evidenceFrom } from '../../../src/runs/evidence/read.ts'
import { openApi, token } from '../../support/api-stage.ts'

let stage: Awaited<ReturnType<typeof openApi>>
beforeEach(async () => {
  stage = await openApi({ readMilliseconds: 300 })
})
afterEach(() => stage.close())

const instances = ['ubuntu-instance', 'rocky-instance']
const wait = { prefer: 'wait=5' }
const makeVolume = () => stage.ask('/api/v1/volumes', { body: { name: 'research-data' }, headers: wait })
const mount = (headers: Record<string, string> = {}, body: object = { instances }) =>
  stage.ask('/api/v1/volumes/research-data/mount', { body, headers })

describe('a program that speaks REST', () => {
  test('mounts a volume: 202 with the run’s URL, under which the report appears', async () => {
    await makeVolume()
    const begun = await mount()
    expect(begun.status).toBe(202)
    expect(begun.json).toMatchObject({ verb: 'mount', volume: 'research-data', instances, requestedBy: { entrypoint: 'api', name: 'ada' } })
    const url = begun.headers.get('location')!
    expect(url).toBe(`/api/v1/runs/${begun.json.id}`)
    while (!(await stage.ask(url)).json.endedAt) await new Promise((resolve) => setTimeout(resolve, 5))
    const run = (await stage.ask(url)).json
    expect(run).toMatchObject({ state: 'done', answer: { kind: 'report', report: { verdict: 'holds' } } })
    expect(stage.mountedOn('research-data')).toEqual(instances)
  })

  test('takes the evidence of a run that has ended, which prism report shows', async () => {
    await makeVolume()
    const { id } = (await mount(wait)).json
    const url = `${stage.base}/api/v1/runs/${id}/evidence`
    const told = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    expect(told.headers.get('content-type')).toBe('application/gzip')
    expect(told.headers.get('content-disposition')).toBe(`attachment; filename="prism-${id}.jsonl.gz"`)
    const { events } = await evidenceFrom(Readable.from([Buffer.from(await told.arrayBuffer())]))
    expect(events).toEqual(JSON.parse(JSON.stringify(await stage.prism.events(id))))
    expect((await stage.ask('/api/v1/runs/nothing/evidence')).status).toBe(404)
    expect((await fetch(url)).status).toBe(401)
  })

  test('gets no evidence of a run that is under way', async () => {
    const begun = await stage.ask('/api/v1/volumes/endless/mount', { body: { instances } })
    const told = await stage.ask(`/api/v1/runs/${begun.json.id}/evidence`)
    expect(told.status).toBe(409)
    expect(told.json).toMatchObject({ code: 'run-not-ended' })
  })

  test('that prefers to wait gets the ended run at once, with the preference applied', async () => {
    await makeVolume()
    const ended = await mount({ prefer: 'respond-async, wait=30' })
    expect(ended.status).toBe(200)
    expect(ended.headers.get('preference-applied')).toBe('wait=30')
    expect(ended.json).toMatchObject({ state: 'done', answer: { report: { instances: [{ rows: [{ section: 'permissions' }] }] } } })
  })

  test('whose wait is over before the run is gets 202 and goes on by the URL', async () => {
    const begun = await stage.ask('/api/v1/volumes/endless/mount', { body: { instances }, headers: { prefer: 'wait=1' } })
    expect(begun.status).toBe(202)
    expect(begun.json.state).toBe('allowed')
  })

  test('makes, lists, looks at, verifies, unmounts and deletes a volume', async () => {
    expect((await makeVolume()).json.answer).toMatchObject({ kind: 'created', volume: { name: 'research-data' } })
    expect((await stage.ask('/api/v1/volumes')).json.volumes).toMatchObject([{ name: 'research-data' }])
    await mount(wait)
    const looked = (await stage.ask('/api/v1/volumes/research-data')).json
    expect(looked.mounted.map((m: { name: string }) => m.name)).toEqual(instances)
    const verified = await stage.ask('/api/v1/volumes/research-data/verify', { body: { instances }, headers: wait })
    expect(verified.json.answer.report.verdict).toBe('holds')
    const inUse = await stage.ask('/api/v1/volumes/research-data?confirm=research-data', { method: 'DELETE', headers: wait })
    expect(inUse.json).toMatchObject({ state: 'failed', findings: [{ code: 'volume-in-use' }] })
    await stage.ask('/api/v1/volumes/research-data/unmount', { body: { instances }, headers: wait })
    const deleted = await stage.ask('/api/v1/volumes/research-data?confirm=research-data', { method: 'DELETE', headers: wait })
    expect(deleted.json.answer).toMatchObject({ kind: 'deleted', volume: 'research-data' })
    expect((await stage.ask('/api/v1/volumes')).json.volumes).toEqual([])
  })

  test('verifies everything, or one volume everywhere, and needs to hear which', async () => {
    await makeVolume()
    const everything = await stage.ask('/api/v1/verify', { body: { sharingTest: false }, headers: wait })
    expect(everything.json.answer).toMatchObject({ kind: 'checks', checks: [{ volume: 'research-data' }] })
    const one = await stage.ask('/api/v1/volumes/research-data/verify', { body: { all: true, instances: ['web-1'] }, headers: wait })
    expect(one.json).toMatchObject({ verb: 'verify-all', volume: 'research-data', instances: ['web-1'] })
    const neither = await stage.ask('/api/v1/volumes/research-data/verify', { body: {}, headers: wait })
    expect(neither.json).toMatchObject({ status: 400, code: 'missing-input' })
  })

  test('says every option of a mount and a create once, and the core hears it', async () => {
    const client = { url: 'https://packages.example.org/efs.rpm', sha256: 'a'.repeat(64) }
    const body = {
      instances: ['tag:Team=physics'],
      accounts: ['ada', 'ada', 'grace'],
      mountPoint: '/srv/data',
      client,
      adopt: true,
      sticky: true,
      privateSpaces: true,
      sharingTest: false,
      dryRun: true,
    }
    await mount({}, body)
    expect(stage.requested.at(-1)).toMatchObject({
      dryRun: true,
      origin: { entrypoint: 'api', actor: { id: 'api:ada', name: 'ada' } },
      request: {
        selectors: [{ kind: 'tag', key: 'Team', value: 'physics' }],
        options: {
          people: [{ name: 'ada' }, { name: 'grace' }],
          mountPoint: '/srv/data',
          client: { kind: 'package', packages: [client] },
          adopt: true,
          sticky: true,
          privateSpaces: true,
          sharingTest: false,
        },
      },
    })
    const options = {
      performanceMode: 'generalPurpose',
      throughputMode: 'provisioned',
      provisionedThroughput: 64,
      kmsKeyId: 'alias/efs',
      backups: true,
      infrequentAccessAfterDays: 30,
      tags: { Team: 'physics' },
    }
    await stage.ask('/api/v1/volumes', { body: { name: 'v', ...options, subnets: ['subnet-01234567'], securityGroups: ['sg-01234567'] } })
    expect(stage.requested.at(-1)!.request).toMatchObject({
      options: { ...options, subnetIds: ['subnet-01234567'], securityGroupIds: ['sg-01234567'] },
    })
  })

  test('changes a volume’s settings, or tells what it would', async () => {
    await makeVolume()
    const ask = (body: object) => stage.ask('/api/v1/volumes/research-data', { method: 'PATCH', body })
    const body = {
      throughputMode: 'provisioned',
      provisionedThroughput: 64,
      archiveAfterDays: 'never',
      backOnAccess: false,
      backups: false,
    }
    const done = await ask(body)
    expect(done.status).toBe(202)
    expect(stage.requested.at(-1)!.request).toEqual({ verb: 'update', volume: { kind: 'name', name: 'research-data' }, options: body })
    await ask({ backups: true, backOnAccess: true, dryRun: true })
    expect(stage.requested.at(-1)!).toMatchObject({ request: { options: { backups: true, backOnAccess: true } }, dryRun: true })
    expect((await ask({})).status).toBe(400)
    expect((await ask({ encrypted: true })).status).toBe(400)
  })

  test('says of a volume by plain NFS that it is, with verify as with mount', async () => {
    await makeVolume()
    const body = { instances: ['web-1'], plainNfs: true }
    for (const verb of ['verify', 'doctor', 'mount']) {
      await stage.ask(`/api/v1/volumes/research-data/${verb}`, { body })
      expect(stage.requested.at(-1)!.request).toMatchObject({ verb, options: { client: { kind: 'plain-nfs' } } })
    }
  })

  test.each([
    [{ accounts: ['ada,root'] }, 'bad-option'],
    [{ readOnlyOn: ['web-1,web-2'] }, 'bad-option'],
    [{ groups: [{ name: 'astro:4000', gid: 5000 }] }, 'bad-group'],
    [{ groups: [{ name: 'astro', gid: 4000, accounts: ['ada,ben'] }] }, 'bad-group'],
  ])('makes no two names of one: %j', async (body, code) => {
    expect((await mount({}, { instances: ['web-1'], ...body })).json).toMatchObject({ code })
    expect(stage.requested).toEqual([])
  })

  test('sees the instances, all or the ones it means', async () => {
    expect((await stage.ask('/api/v1/instances')).json.instances).toHaveLength(2)
    const some = (await stage.ask('/api/v1/instances?selector=rocky-instance&selector=nowhere')).json
    expect(some.instances).toMatchObject([{ name: 'rocky-instance' }])
  })

  test('gets the description made once, and no more of it where it has it', async () => {
    const first = await stage.ask('/api/v1/openapi.json', { as: 'nobody' })
    const etag = first.headers.get('etag')!
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    let made = 0
    const { swagger } = stage.api.app
    Object.assign(stage.api.app, { swagger: () => void made++ })
    for (let i = 0; i < 20; i++) expect((await stage.ask('/api/v1/openapi.json', { as: 'nobody' })).text).toBe(first.text)
    const same = await stage.ask('/api/v1/openapi.json', { as: 'nobody', headers: { 'if-none-match': etag } })
    Object.assign(stage.api.app, { swagger })
    expect({ made, status: same.status, text: same.text, etag: same.headers.get('etag') }).toEqual({ made: 0, status: 304, text: '', etag })
  })

  test('sees the runs, newest first, and cancels one that is under way', async () => {
    const begun = await stage.ask('/api/v1/volumes/endless/mount', { body: { instances } })
    await stage.ask('/api/v1/instances')
    const { runs } = (await stage.ask('/api/v1/runs?limit=2')).json
    expect(runs.map((r: { verb: string }) => r.verb)).toEqual(['instances', 'mount'])
    const cancelled = await stage.ask(`/api/v1/runs/${begun.json.id}/cancel`, { method: 'POST' })
    expect(cancelled.json.cancelledCommands).toEqual(['c-1'])
    expect(cancelled.json.notCancelledCommands).toEqual([{ commandId: 'c-2', why: 'ssm:CancelCommand: no' }])
    expect(cancelled.json.run.state).toBe('unknown')
    const run = (await stage.ask(begun.json.url)).json
    expect(run).toMatchObject({ state: 'unknown', findings: [{ code: 'cancelled' }] })
    expect((await stage.ask(`/api/v1/runs/${begun.json.id}/cancel`, { method: 'POST' })).json.cancelledCommands).toEqual([])
  })

  test('gets a run as Markdown where a renderer is there, and is told where not', async () => {
    const begun = await mount()
    expect((await stage.ask(`${begun.json.url}?format=markdown`)).json).toMatchObject({ status: 406, code: 'no-markdown' })
    const rendering = await openApi({ markdown: (run) => `# ${run.id}` })
    const other = await rendering.ask('/api/v1/volumes/x/mount', { body: { instances } })
    const shown = await rendering.ask(`${other.json.url}?format=markdown`)
    expect(shown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(shown.text).toBe(`# ${other.json.id}`)
    await rendering.close()
  })
})

describe('the same Idempotency-Key', () => {
  const key = { 'idempotency-key': 'one-mount' }

  test('with the same request, at once or later, is the same run', async () => {
    await makeVolume()
    const before = stage.requested.length
    const both = await Promise.all([mount(key), mount(key)])
    const later = await mount({ ...key, ...wait }, { instances: [...instances] })
    expect(new Set([...both, later].map((a) => a.json.id)).size).toBe(1)
    expect(stage.requested.length - before).toBe(1)
    expect(later.headers.get('idempotency-replayed')).toBe('true')
  })

  test('with another body, path or method is refused, and nothing is begun', async () => {
    await mount(key)
    const before = stage.requested.length
    expect((await mount(key, { instances: ['ubuntu-instance'] })).json).toMatchObject({ status: 422, code: 'idempotency-key-reused' })
    const elsewhere = await stage.ask('/api/v1/volumes/research-data/verify', { body: { instances }, headers: key })
    expect(elsewhere.status).toBe(422)
    expect(stage.requested).toHaveLength(before)
  })

  test('of another caller is another key', async () => {
    const ada = await mount(key)
    const grace = await stage.ask('/api/v1/volumes/research-data/mount', { body: { instances }, headers: key, as: 'grace' })
    expect(grace.status).toBe(202)
    expect(grace.json.id).not.toBe(ada.json.id)
  })
})

describe('without a token that is known', () => {
  test.each([
    ['none', {}],
    ['a wrong one', { authorization: `Bearer ${token}x` }],
    ['its beginning', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: `Basic ${Buffer.from(`ada:${token}`).toString('base64')}` }],
    ['two in one', { authorization: `Bearer ${token}, Bearer ${token}` }],
  ])('(%s) nothing is told and nothing is done', async (_, headers) => {
    for (const path of ['/api/v1/volumes', '/api/v1/runs', '/api/v1/nothing-here', '/'])
      expect(await stage.ask(path, { as: 'nobody', headers })).toMatchObject({ status: 401, json: { code: 'unauthorised' } })
    const refused = await stage.ask('/api/v1/volumes/x/mount', { as: 'nobody', headers, raw: 'x'.repeat(1_000_000) })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain('Bearer')
    expect(stage.requested).toEqual([])
  })

  test('health and the description are available all the same', async () => {
    expect((await stage.ask('/healthz', { as: 'nobody' })).json).toEqual({ ok: true })
    expect((await stage.ask('/readyz', { as: 'nobody' })).json).toEqual({ ok: true })
    expect((await stage.ask('/api/v1/openapi.json', { as: 'nobody' })).json.openapi).toMatch(/^3\.1/)
  })
})

test('a server whose store of runs does not answer lives, and is not ready; nobody is told where the store is', async () => {
  Object.assign(stage.prism, { runs: () => Promise.reject(new Error('/var/lib/prism: disk I/O error')) })
  const told = await stage.ask('/readyz', { as: 'nobody' })
  expect(told).toMatchObject({ status: 503, json: { code: 'not-ready' } })
  expect(told.text).not.toContain('/var/lib')
  expect(stage.logged.join('')).toContain('/var/lib/prism: disk I/O error')
  expect((await stage.ask('/healthz', { as: 'nobody' })).status).toBe(200)
})

describe('bad input', () => {
  const hostile = [
    '$(touch /tmp/x)',
    'a;reboot',
    '{{ssm:x}}',
    'a\nb',
    'ｆｕｌｌ',
    '../../..',
    '__proto__',
    '-rf',
    'a b',
    '\u0000',
    'x'.repeat(900),
  ]

  test.each(hostile)('%j is no volume, instance, account or mount point, and nothing is begun', async (text) => {
    const inPath = await stage.ask(`/api/v1/volumes/${encodeURIComponent(text)}/mount`, { body: { instances } })
    expect([404, 422]).toContain(inPath.status)
    for (const body of [
      { instances: [text] },
      { instances, accounts: [text] },
      { instances, mountPoint: text },
      { instances, client: { url: text, sha256: text } },
    ])
      if (!('accounts' in body) || text !== '__proto__') {
        const told = await mount({}, body)
        expect([400, 422]).toContain(told.status)
        expect(told.headers.get('content-type')).toContain('application/problem+json')
        expect(told.json).toMatchObject({ code: expect.any(String), next: expect.any(String), requestId: told.headers.get('x-request-id') })
        expect(told.text).not.toMatch(/[^\x20-\x7e’–…]/)
      }
    expect((await stage.ask('/api/v1/volumes', { body: { name: text } })).status).toBe(422)
    expect((await stage.ask(`/api/v1/instances?selector=${encodeURIComponent(text)}`)).status).toBe(422)
    expect(stage.requested).toEqual([])
  })

  test.each<[string, string, number, string]>([
    ['not JSON', '{"instances":', 400, 'malformed-json'],
    ['empty', '', 400, 'malformed-json'],
    ['a prototype’s key', '{"instances":["a"],"__proto__":{"adopt":true}}', 400, 'malformed-json'],
    ['a constructor’s prototype', '{"instances":["a"],"constructor":{"prototype":{"x":1}}}', 400, 'malformed-json'],
    ['no instances', '{}', 400, 'missing-input'],
    ['an option that is not one', '{"instances":["a"],"adoptt":true}', 400, 'bad-option'],
    ['a string for a list', '{"instances":"a"}', 400, 'bad-option'],
    ['a string for a truth', '{"instances":["a"],"adopt":"true"}', 400, 'bad-option'],
    ['more than 64 KB', JSON.stringify({ instances: ['x'.repeat(1_000_000)] }), 413, 'too-large'],
    ['root', '{"instances":["a"],"accounts":["root"]}', 422, 'root-account'],
    ['the system’s own place', '{"instances":["a"],"mountPoint":"/etc"}', 422, 'bad-mount-point'],
    [
      '41 accounts',
      JSON.stringify({ instances: ['a'], accounts: Array.from({ length: 41 }, (_, n) => `u${n}`) }),
      422,
      'too-many-accounts',
    ],
  ])('a body with %s', async (_, raw, status, code) => {
    const told = await stage.ask('/api/v1/volumes/research-data/mount', { method: 'POST', raw })
    expect(told.json).toMatchObject({ status, code, type: `urn:prism:problem:${code}` })
    expect(told.status).toBe(status)
    expect(stage.requested).toEqual([])
  })

  test('other than JSON is not read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
      expect((await stage.ask('/api/v1/volumes/x/mount', { raw: 'instances=a', headers: { 'content-type': type } })).status).toBe(415)
  })

  test('a delete without the name a second time, or with another, touches nothing', async () => {
    for (const query of ['', '?confirm=', '?confirm=research', '?confirm=research-data&confirm=research-data'])
      expect([400, 422]).toContain((await stage.ask(`/api/v1/volumes/research-data${query}`, { method: 'DELETE' })).status)
    expect(stage.requested).toEqual([])
  })

  test('paths, methods and runs that are not there are 404 as a problem', async () => {
    for (const [path, method] of [
      ['/nothing', 'GET'],
      ['/api/v1/volumes', 'PUT'],
      ['/api/v1/runs/01J', 'GET'],
      ['/api/v1/runs/constructor', 'GET'],
      ['/api/v1/runs/01J/cancel', 'POST'],
    ] as const)
      expect(await stage.ask(path, { method })).toMatchObject({ status: 404, json: { status: 404 } })
    expect((await stage.ask('/api/v1/runs?limit=0')).status).toBe(400)
    expect((await stage.ask('/api/v1/volumes/x/mount', { body: { instances }, headers: { 'idempotency-key': 'a b' } })).status).toBe(400)
  })

  test('a URL or a request that is not HTTP is a problem too', async () => {
    expect((await stage.ask('/api/v1/volumes/%zz')).json).toMatchObject({ status: 400, code: 'bad-url' })
    const socket = connect(stage.port, '127.0.0.1')
    socket.end('NONSENSE\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toContain('application/problem+json')
    socket.destroy()
  })
})

describe('what fails behind the API', () => {
  test.each([
    ['aws-denied', 502],
    ['aws-throttled', 503],
    ['aws-credentials', 502],
    ['denied', 403],
    ['volume-not-found', 404],
    ['volume-ambiguous', 409],
    ['outcome-unknown', 504],
  ] as const)('%s is answered with %i', async (code, status) => {
    stage.deny(finding(code, { seen: 'as seen' }))
    const told = await stage.ask('/api/v1/volumes')
    expect(told.json).toMatchObject({ status, code, detail: 'as seen' })
    expect(told.headers.has('retry-after')).toBe(status === 503)
  })

  test('a reading that takes too long is answered with its run’s URL', async () => {
    const slow = await openApi({ readMilliseconds: 1 })
    const told = await slow.ask('/api/v1/volumes')
    expect(told.status).toBe(202)
    expect(told.headers.get('location')).toBe(told.json.url)
    await slow.close()
  })

  test('a fault of ours shows nothing of our insides, is logged, and the server goes on', async () => {
    const begun = await stage.ask('/api/v1/volumes/bug/mount', { body: { instances }, headers: wait })
    expect(begun.status).toBe(202)
    expect(begun.text).not.toContain('secret internals')
    expect(stage.logged.join()).toContain('executing a run failed')
    expect(stage.logged.join()).not.toContain(token)
    expect((await stage.ask('/healthz')).status).toBe(200)
  })

  test('a shutdown waits for what is under way, then interrupts it', async () => {
    const begun = await stage.ask('/api/v1/volumes/endless/mount', { body: { instances } })
    await stage.api.close(50)
    const run = await stage.prism.run(begun.json.id)
    expect(run).toMatchObject({ state: 'unknown', findings: [{ code: 'cancelled' }] })
  })
})

describe('access points', () => {
  const wait = { prefer: 'wait=5' }
  const at = '/api/v1/volumes/research-data/access-points'

  test('are made, listed and deleted by name', async () => {
    await stage.ask('/api/v1/volumes', { body: { name: 'research-data' }, headers: wait })
    const made = await stage.ask(at, { body: { name: 'genomics', path: '/projects/genomics' }, headers: wait })
    expect(made.json.answer).toMatchObject({ kind: 'access-point', point: { name: 'genomics', path: '/projects/genomics' } })
    expect((await stage.ask(at)).json.accessPoints).toHaveLength(1)
    expect((await stage.ask(`${at}/genomics`, { method: 'DELETE', headers: wait })).json.state).toBe('done')
    expect((await stage.ask(at)).json.accessPoints).toEqual([])
    expect((await stage.ask(`${at}/genomics`, { method: 'DELETE', headers: wait })).json.findings[0].code).toBe('access-point-not-found')
  })

  test('a dry run of deleting one deletes nothing; a misspelt one is refused', async () => {
    await stage.ask('/api/v1/volumes', { body: { name: 'research-data' }, headers: wait })
    await stage.ask(at, { body: { name: 'chem', path: '/projects/chem' }, headers: wait })
    const planned = await stage.ask(`${at}/chem?dryRun=true`, { method: 'DELETE', headers: wait })
    expect(planned.json).toMatchObject({ state: 'done', dryRun: true, answer: { steps: [{ status: 'planned' }] } })
    expect((await stage.ask(`${at}/chem?dry-run=true`, { method: 'DELETE', headers: wait })).status).toBe(400)
    expect((await stage.ask(at)).json.accessPoints).toHaveLength(1)
    expect((await stage.ask(`${at}/chem?dryRun=false`, { method: 'DELETE', headers: wait })).json.state).toBe('done')
    expect((await stage.ask(at)).json.accessPoints).toEqual([])
  })

  test('one that enforces a user says which, and may lead into the layout', async () => {
    await stage.ask('/api/v1/volumes', { body: { name: 'research-data' }, headers: wait })
    const body = { name: 'ada', path: '/users/ada', user: { uid: 5001, gid: 3000, groups: [3200, 3100] }, mode: '750' }
    const { json } = await stage.ask(at, { body, headers: wait })
    expect(json.answer.point).toMatchObject({
      path: '/users/ada',
      user: { uid: 5001, gid: 3000, groups: [3100, 3200] },
      folder: { uid: 5001, gid: 3000, mode: '0750' },
    })
  })

  test.each([
    { user: { uid: 0, gid: 3000 } },
    { user: { uid: 5001, gid: 0 } },
    { user: { uid: 5001, gid: 3000, groups: [0] } },
    { user: { uid: 5001, gid: 3000, groups: Array.from({ length: 17 }, (_, i) => 3001 + i) } },
    { user: { uid: 4_294_967_295, gid: 3000 } },
    { user: { uid: 5001, gid: 3000 }, mode: '0999' },
    { mode: '2775' },
    { owner: { uid: 5001, gid: 3000 } },
  ])('the user %j is refused', async (said) => {
    const { status, json } = await stage.ask(at, { body: { name: 'x', path: '/projects/x', ...said } })
    expect([status, json.code]).toEqual([422, 'bad-access-point-user'])
  })

  test.each(['/', '/users/ada', '/a/b/c/d/e', '/a/../b', '/$(reboot)', 'relative', `/${'a'.repeat(64)}/${'b'.repeat(64)}`])(
    'the path %s is refused',
    async (path) => {
      const { status, json } = await stage.ask(at, { body: { name: 'x', path } })
      expect([status, json.code]).toEqual([422, 'bad-access-point'])
    },
  )
})

describe('the description', () => {
  test('has every route that the server has, and no other', () => {
    const described = Object.entries(stage.description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`),
    )
    const served = stage.routes.map((r) => r.replaceAll(/:(\w+)/g, '{$1}'))
    expect(served.toSorted()).toEqual(described.toSorted())
    expect(served).toContain('POST /api/v1/volumes/{name}/mount')
  })
})
