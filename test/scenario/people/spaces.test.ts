/** What a mount with a registry gives people on the volume: a space of their own, their groups’ directories, links in their homes; and what holds. */
import type { Registry } from '../../../src/domain/people/registry.ts'
import { defaultMountOptions, type MountOptions } from '../../../src/domain/request.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, openStage, type Said, type Saying, type Stage } from '../../support/lab-stage.ts'
import { registryOf } from '../../support/people-stage.ts'

const team: Registry = registryOf(`
version: 1
people:
  ada: {uid: 65536, hosts: [calc-*], groups: [genomics]}
  ben: {uid: 65537, hosts: [calc-*]}
  grace: {uid: 65538, hosts: [calc-2], groups: [imaging]}
groups:
  genomics: {gid: 65540, directory: genomics}
  imaging: {gid: 65541, directory: pictures}
  teaching: {gid: 65542}
retired:
  - {number: 65539, name: eve, since: 2026-01-01}
`)

onLab('what people have on a volume', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('spaces')
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage.stop())

  type Asking = Saying & { readonly options?: MountOptions; readonly registry?: Registry }
  const ask = (
    verb: 'mount' | 'verify',
    volume: string,
    on: readonly string[],
    { options = defaultMountOptions, registry = team, ...saying }: Asking = {},
  ) =>
    stage.ask(
      {
        verb,
        volume: { kind: 'name', name: volume },
        selectors: on.map((name) => ({ kind: 'name', name })),
        options,
        people: { file: 'people.yml', registry },
      },
      saying,
    )
  const said = async (host: Instance, script: string): Promise<string> => (await host.run(script)).stdout.trimEnd()

  test('each has a space of their own and their groups’ directories, on two instances that are mounted at once; each cell is tried', async () => {
    const { name: volume } = await stage.volume()
    const [one, two] = await Promise.all([stage.instance('calc-1'), stage.instance('calc-2', { distribution: 'rocky' })])
    const done = await ask('mount', volume, ['calc-1', 'calc-2'])
    expect(rows(done, 'calc-1')).toEqual({
      groups: '0:3000 2755',
      'groups/genomics': '0:65540 2770',
      'groups/pictures': '0:65541 2770',
      'users/ada': '65536:65536 0700',
      'users/ben': '65537:65537 0700',
      'ada · users/ada': 'reads, writes',
      'ada · spaces of others': expect.stringMatching(/^refused in [12]$/),
      'ada · group directories': 'as expected, each tried',
      'ada · ~/shared, ~/space': 'links to the volume',
      'ben · users/ben': 'reads, writes',
      'ben · spaces of others': expect.stringMatching(/^refused in [12]$/),
      'ben · group directories': 'as expected, each tried',
      'ben · ~/shared, ~/space': 'links to the volume',
      'ada · their file from elsewhere, calc-2': 'of uid 65536',
      'ben · their file from elsewhere, calc-2': 'of uid 65537',
    })
    expect(Object.keys(rows(done, 'calc-2'))).toContain('grace · users/grace')
    const pairs = done.report.sharing.cells.map((c) => `${c.writer.account}>${c.reader.account} ${c.verdict}`)
    expect(pairs).toEqual(expect.arrayContaining(['ada>grace shared', 'ubuntu>ada shared', 'grace>rocky shared', 'ada>ada same-identity']))
    expect(done.report.sharing.verdict).toBe('holds')
    expect(done.run.state).toBe('done')

    const at = `/mnt/${volume}`
    expect(await said(two, `cd ${at}; stat -c '%n %u:%g %04a' users/ada users/ben users/grace groups groups/*`)).toBe(
      [
        'users/ada 65536:65536 0700',
        'users/ben 65537:65537 0700',
        'users/grace 65538:65538 0700',
        'groups 0:3000 2755',
        'groups/genomics 0:65540 2770',
        'groups/pictures 0:65541 2770',
      ].join('\n'),
    )
    expect(await said(one, 'cd /home/ada; stat -c "%n %N" shared space | cut -d" " -f2-; stat -c %a .')).toBe(
      `'shared' -> '${at}/shared'\n'space' -> '${at}/users/ada'\n700`,
    )
    // through her link on one instance, seen as hers on the other, and as nobody else's
    await one.run(`su -s /bin/sh ada -c 'echo hers >~/space/hers'`)
    expect(
      await said(two, `stat -c %u ${at}/users/ada/hers; su -s /bin/sh grace -c 'cat ${at}/users/ada/hers' 2>/dev/null || echo refused`),
    ).toBe('65536\nrefused')
    expect(await said(one, `find ${at} -name '.prism-look-*'`)).toBe('')

    const again = await ask('mount', volume, ['calc-1', 'calc-2'])
    expect(again.executed.filter((e) => /^(?:people|spaces)/.test(e)).toSorted()).toEqual([
      'people calc-1',
      'people calc-2',
      'spaces calc-1',
      'spaces calc-2',
    ])
    expect(again.run.state).toBe('done')
    expect(rows(await ask('verify', volume, ['calc-1']), 'calc-1')['ada · spaces of others']).toBe('refused in 2')
  }, 240_000)

  test('spaces are readable where the registry says so: others read and do not write; without that they are closed again', async () => {
    const { name: volume } = await stage.volume()
    const one = await stage.instance('calc-1')
    const registry: Registry = { ...team, spaces: 'readable' }
    const seen = rows(await ask('mount', volume, ['calc-1'], { registry }), 'calc-1')
    expect(seen).toMatchObject({
      'users/ada': '65536:65536 0755',
      'users/ben': '65537:65537 0755',
      'ada · users/ada': 'reads, writes',
      'ada · spaces of others': 'write refused in 1',
    })
    const at = `/mnt/${volume}/users`
    const bens = `su -s /bin/sh ben -c 'cat ${at}/ada/hers; echo x >${at}/ada/his || echo refused' 2>/dev/null`
    await one.run(`su -s /bin/sh ada -c 'echo hers >~/space/hers'`)
    expect(await said(one, bens)).toBe('hers\nrefused')
    await one.run(`chmod 777 ${at}/ada`)
    expect(rows(await ask('verify', volume, ['calc-1'], { registry }), 'calc-1')).toMatchObject({
      'users/ada': 'space-differs: 65536:65536 0777',
      'ben · spaces of others': 'space-open: users/ada: reads, writes',
    })
    // what is readable is red by a registry that does not say so, and closed by its mount
    expect(rows(await ask('verify', volume, ['calc-1']), 'calc-1')['users/ben']).toBe('space-differs: 65537:65537 0755')
    expect(rows(await ask('mount', volume, ['calc-1']), 'calc-1')).toMatchObject({
      'users/ada': '65536:65536 0700',
      'ben · spaces of others': 'refused in 1',
    })
    expect(await said(one, bens)).toBe('refused')
  }, 240_000)

  test('what another number has is given to nobody, what somebody put into their home stays; the others have theirs', async () => {
    const { name: volume } = await stage.volume()
    const one = await stage.instance('calc-1')
    const at = `/mnt/${volume}`
    await stage.say(`mount ${volume} calc-1`)
    await one.run(`mkdir ${at}/users/ada ${at}/groups ${at}/groups/genomics; chown 65539:65539 ${at}/users/ada; chmod 700 ${at}/users/ada
      chgrp 65539 ${at}/groups/genomics; chmod 2770 ${at}/groups/genomics; ln -s /etc ${at}/groups/pictures; chown 0:3000 ${at}/groups; chmod 2755 ${at}/groups`)
    const done = await ask('mount', volume, ['calc-1'])
    const seen = rows(done, 'calc-1')
    expect(seen['users/ada']).toBe('space-foreign: 65539:65539 2700 (eve, who left)')
    expect(seen['groups/genomics']).toBe('space-foreign: 0:65539 2770 (eve, who left)')
    expect(seen['groups/pictures']).toBe('layout-not-ours: groups/pictures is a symbolic link')
    expect(seen['users/ben']).toBe('65537:65537 0700')
    expect(seen['ada · users/ada']).toBe('space-closed: read refused, write refused')
    expect(done.run.state).toBe('failed')
    expect(await said(one, `stat -c '%u:%g %a' ${at}/users/ada ${at}/groups/genomics; stat -c %u:%g /etc`)).toBe(
      '65539:65539 2700\n0:65539 2770\n0:0',
    )
    await one.run(`rm /home/ben/shared /home/ben/space; su -s /bin/sh ben -c 'echo mine >~/shared; ln -s /etc/shadow ~/space'`)
    const again = rows(await ask('mount', volume, ['calc-1']), 'calc-1')
    expect(again['ben · ~/shared, ~/space']).toBe('note: ~/shared, ~/space: something else of that name, left as it is')
    expect(await said(one, 'cat /home/ben/shared; readlink /home/ben/space; stat -c %U /etc/shadow')).toBe('mine\n/etc/shadow\nroot')
  }, 240_000)

  test('verify tells what was opened or taken away since, and changes nothing', async () => {
    const { name: volume } = await stage.volume()
    const one = await stage.instance('calc-1')
    const at = `/mnt/${volume}`
    await ask('mount', volume, ['calc-1'])
    await one.run(`cd ${at}; chmod 755 users/ada; chmod 2777 groups/pictures; chmod 2750 groups/genomics; rm /home/ada/space`)
    const seen = rows(await ask('verify', volume, ['calc-1']), 'calc-1')
    expect(seen).toMatchObject({
      'users/ada': 'space-differs: 65536:65536 0755',
      'groups/genomics': 'space-differs: 0:65540 2750',
      'groups/pictures': 'space-differs: 0:65541 2777',
      'ben · spaces of others': 'space-open: users/ada: reads, write refused',
      'ada · group directories': 'not-refused: groups/genomics: reads, write refused; groups/pictures: reads, writes',
      'ada · ~/shared, ~/space': 'home-links-differ: ~/space: not there',
    })
    expect(await said(one, `stat -c %a ${at}/users/ada`)).toBe('755')
    const shown = await ask('mount', volume, ['calc-1'], { dryRun: true })
    expect(shown.run.answer?.kind === 'plan' ? shown.run.answer.plan.differences.flatMap((d) => d.repair ?? []) : []).toEqual(
      expect.arrayContaining([
        'directory users/ada: 65536:65536 0700',
        'directory groups/genomics: 0:65540 2770',
        'directory groups/pictures: 0:65541 2770',
        'links in the home of ada',
      ]),
    )
    expect((await ask('mount', volume, ['calc-1'])).run.state).toBe('done')
  }, 240_000)

  test('of a mount that nobody can write to nobody is given anything', async () => {
    const { name: volume } = await stage.volume()
    await stage.instance('calc-1')
    const done = await ask('mount', volume, ['calc-1'], { options: { ...defaultMountOptions, readOnly: { kind: 'all' } } })
    expect(rows(done, 'calc-1')).toEqual({})
  }, 120_000)
})

/** Those of spaces, directories and links. */
const rows = (done: Said, host: string): Record<string, string> =>
  Object.fromEntries(
    (done.report.instances.find((i) => i.name === host)?.rows ?? [])
      .filter((r) => r.section === 'people' && !/^\S+ \(\d+/.test(r.subject))
      .map((r) => [r.subject, `${r.verdict === 'holds' ? '' : `${r.code ?? r.verdict}: `}${r.observed}`]),
  )
