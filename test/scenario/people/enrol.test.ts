/** `prism volume mount … --registry FILE`: whoever the registry gives an account there gets it, and the volume, with the mount. */
import type { Row } from '../../../src/domain/report.ts'
import { defaultMountOptions } from '../../../src/domain/request.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, openStage, type Said, type Saying, type Stage } from '../../support/lab-stage.ts'
import { registryOf as registry } from '../../support/registered.ts'

const team = `
version: 1
people:
  ada: {uid: 65536, hosts: [calc-*], groups: [genomics]}
  grace: {uid: 65537, hosts: [calc-2], shell: /bin/sh}
groups:
  genomics: {gid: 65540}
`
const withoutGrace = team.replace(/ {2}grace.*\n/, '').concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n')

onLab('a mount with a registry', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('enrol')
  }, 60_000)
  afterEach(() => stage.clear())
  afterAll(() => stage.stop())

  const both = (): Promise<[Instance, Instance]> =>
    Promise.all([stage.instance('calc-1'), stage.instance('calc-2', { distribution: 'rocky' })])
  const ask = (
    verb: 'mount' | 'verify',
    volume: string,
    text: string | undefined,
    on: readonly string[],
    saying: Saying = {},
  ): Promise<Said> =>
    stage.ask(
      {
        verb,
        volume: { kind: 'name', name: volume },
        selectors: on.map((name) => ({ kind: 'name', name })),
        options: defaultMountOptions,
        ...(text === undefined ? {} : { people: { file: 'people.yml', registry: registry(text) } }),
      },
      saying,
    )
  const said = async (host: Instance, script: string): Promise<string> => (await host.run(script)).stdout.trimEnd()

  test('enrols the people whose hosts match, once, and says that the login user is the machine’s', async () => {
    const { name: volume } = await stage.volume()
    const [one, two] = await both()
    const shown = await ask('mount', volume, team, ['calc-1', 'calc-2'], { dryRun: true })
    expect(shown.executed.toSorted()).toEqual(['inspect calc-1', 'inspect calc-2', 'people calc-1', 'people calc-2'])
    expect(repairs(shown).toSorted()).toEqual([
      'group genomics',
      'group genomics',
      'group prism-people',
      'group prism-people',
      'make ada',
      'make ada',
      'make grace',
      'sshd prism-people',
      'sshd prism-people',
    ])
    expect(await said(one, 'getent passwd ada || true')).toBe('')

    const done = await ask('mount', volume, team, ['calc-1', 'calc-2'])
    expect(done.run.state).toBe('done')
    expect(done.executed.filter((e) => e.startsWith('people')).toSorted()).toEqual([
      'people calc-1',
      'people calc-1',
      'people calc-2',
      'people calc-2',
    ])
    expect(await said(one, 'id ada; getent passwd grace || true')).toBe(
      'uid=65536(ada) gid=65536(ada) groups=65536(ada),3000(prism-shared),65540(genomics),94199(prism-people)',
    )
    expect(await said(two, 'id -nG ada; id -nG grace')).toBe('ada prism-shared genomics prism-people\ngrace prism-shared prism-people')
    expect(await said(one, `su -s /bin/sh ada -c 'echo hers > /mnt/${volume}/shared/hers'; stat -c %u:%g /mnt/${volume}/shared/hers`)).toBe(
      '65536:3000',
    )
    expect(people(done, 'calc-1')).toEqual({
      'ada (65536)': 'as in the registry, and tried',
      'ubuntu (1000)': 'note: the machine’s account: whoever may log in as it',
    })
    expect(Object.keys(people(done, 'calc-2'))).toEqual(['ada (65536)', 'grace (65537)', 'rocky (1000)'])

    const owed = `${team}retired:\n  - {number: 65600, name: linus, since: 2026-10-01}\nowed:\n  - {name: linus, number: 65600, instance: i-0aaaaaaaaaaaaaaaa, region: us-east-1, since: 2026-10-01}\n`
    const told = 'linus (65600) left on 2026-10-01 and was not yet seen gone from i-0aaaaaaaaaaaaaaaa: prism user deprovision linus'
    const again = await ask('mount', volume, owed, ['calc-1', 'calc-2'])
    expect(again.report.notes).toContain(told)
    expect((await ask('verify', volume, owed, ['calc-1'])).report.notes).toContain(told)
    expect(again.run.state).toBe('done')
    expect(again.executed.filter((e) => e.startsWith('people'))).toHaveLength(2)
  }, 240_000)

  test('verify has a row for each, and tells who was changed by hand', async () => {
    const { name: volume } = await stage.volume()
    const [one] = await both()
    await ask('mount', volume, team, ['calc-1'])
    const unasked = await ask('verify', volume, undefined, ['calc-1'])
    expect(unasked.report.notes.join('\n')).toContain(
      'people were not looked at, nor their groups, keys and sudo: calc-1 has a record of 1 of',
    )
    await one.run('gpasswd -d ada genomics; gpasswd -d ada prism-shared; usermod -s /bin/sh ada')
    const seen = await ask('verify', volume, team, ['calc-1'])
    expect(seen.run.state).toBe('failed')
    expect(people(seen, 'calc-1')['ada (65536)']).toBe(
      'account-differs: groups: prism-people, not genomics, prism-people; shared group: none, not prism-shared; shell: /bin/sh, not /bin/bash; tried: uid 65536, gid 65536, groups prism-people, not uid 65536, gid 65536, groups genomics, prism-people',
    )
    expect(await said(one, 'getent passwd ada')).toContain('/bin/sh')
  }, 240_000)

  test('a file that would lock most of them out, or gives a number twice, is refused before anything is mounted', async () => {
    const { name: volume } = await stage.volume()
    const [, two] = await both()
    await ask('mount', volume, team, ['calc-2'])
    const { name: other } = await stage.volume()
    const refused = await ask('mount', other, withoutGrace, ['calc-2'])
    expect(refused.run.findings.map((f) => f.code)).toEqual(['removals-unconfirmed'])
    const stolen = await ask('mount', other, team.replace('grace:', 'zoe:'), ['calc-2'])
    expect(stolen.run.findings.map(({ code, seen }) => [code, seen])).toEqual([
      ['number-changed', 'people.zoe.uid: 65537 was grace’s; a number is never given again'],
    ])
    expect(await said(two, `getent passwd grace | cut -d: -f7; findmnt /mnt/${other} || true`)).toBe('/bin/sh')
  }, 240_000)

  test('what somebody else made is not taken over by a mount; the volume is mounted all the same', async () => {
    const { name: volume } = await stage.volume()
    const [one] = await both()
    await one.run('groupadd -g 65536 ada; useradd -u 65536 -g 65536 -m ada')
    const done = await ask('mount', volume, team, ['calc-1'])
    expect(people(done, 'calc-1')['ada (65536)']).toMatch(/^account-not-ours: /)
    expect(done.run.state).toBe('failed')
    expect(await said(one, `findmnt -no TARGET /mnt/${volume}; id -nG ada`)).toBe(`/mnt/${volume}\nada`)
  }, 240_000)
})

const rows = (done: Said, host: string): readonly Row[] =>
  (done.report.instances.find((i) => i.name === host)?.rows ?? []).filter((r) => r.section === 'people' && /^\S+ \(\d+/.test(r.subject))

const people = (done: Said, host: string): Record<string, string> =>
  Object.fromEntries(rows(done, host).map((r) => [r.subject, `${r.verdict === 'holds' ? '' : `${r.code ?? r.verdict}: `}${r.observed}`]))

function repairs({ run }: Said): string[] {
  if (run.answer?.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(run.findings)}`)
  return run.answer.plan.differences.flatMap((d) => (d.code === 'account-differs' ? [d.repair ?? ''] : []))
}
