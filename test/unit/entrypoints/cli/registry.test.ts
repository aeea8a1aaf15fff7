import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keysOfSshKeygen, rsa1024 } from '../../../support/public-keys.ts'
import { prism, type Ran } from './stage.ts'

const [key, fingerprint] = keysOfSshKeygen.ed25519
let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prism-registry-'))
  file = join(folder, 'people.yml')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Nothing of it may begin a run. */
async function said(line: string): Promise<Ran> {
  const ran = await prism(`${line} --registry ${file}`, () => {
    throw new Error('nothing was to be executed')
  })
  expect(ran.requests).toEqual([])
  return ran
}
const text = () => readFileSync(file, 'utf8')
const json = async (line: string) => JSON.parse((await said(`${line} --json`)).stdout) as Record<string, unknown>

const team = `version: 1
# who is who
people:
  ada: # began it
    uid: 65536
    github: { id: 1001, login: ada-l }
    groups: [genomics]
  grace:
    uid: 65537
    groups: [genomics]
groups:
  genomics: { gid: 65600 } # since 2024
retired:
`

test('the first person makes the file, with the first number', async () => {
  writeFileSync(join(folder, 'ada.pub'), `${key} ada@laptop\n`)
  const ran = await said(
    `user add ada --github ada-l:1001 --hosts calc-*,tag:team=genomics --until 2027-06-30 --key ${join(folder, 'ada.pub')}`,
  )
  expect(ran.code).toBe(0)
  expect(ran.stdout).toContain(`+ ada (65536) joins\n    gets key ${fingerprint} (ssh-ed25519)\n    gets an account on calc-*\n`)
  expect(await json('user info ada')).toMatchObject({
    person: {
      uid: 65536,
      github: { id: 1001, login: 'ada-l' },
      until: '2027-06-30',
      hosts: [{ kind: 'pattern' }, { kind: 'tag' }],
      sudo: false,
    },
  })
})

describe('a file that people write', () => {
  beforeEach(() => writeFileSync(file, team))

  test('keeps its comments, its order and its mode; only what was said changes', async () => {
    chmodSync(file, 0o640)
    expect((await said('user modify grace --until 2027-01-31')).code).toBe(0)
    expect(text()).toBe(team.replace('65537\n    groups: [genomics]\n', '65537\n    groups: [genomics]\n    until: 2027-01-31\n'))
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  test('shows what it would write with --dry-run, and does not', async () => {
    const ran = await said('user add linus --groups genomics --dry-run')
    expect(ran.stdout).toContain('! linus has no key, and cannot log in by SSH before they have one: prism user modify linus --key FILE')
    expect(ran.stdout).toContain('+ linus (65601) joins\n    gets group genomics (65600)')
    expect(ran.stdout).toContain('Nothing was written')
    expect(text()).toBe(team)
  })

  test('whoever leaves keeps the number, for ever', async () => {
    const ran = await said('user remove grace')
    expect(ran.stdout).toContain('- grace (65537) leaves')
    expect(ran.stdout).toContain('1 of 2 people would lose their account')
    expect(text()).toMatch(/retired:\n {2}- \{number: 65537, name: grace, since: \d{4}-\d\d-\d\d\}\n$/)
    expect((await said('user add grace --uid 65537')).code).toBe(2)
    expect((await said('user add eve --uid 65537')).stderr).toMatch(/people\.yml:\d+: .*65537 is/)
    expect(await json('user add grace')).toMatchObject({ ok: false, findings: [{ code: 'name-retired' }] })
    expect(await json('user add eve')).toMatchObject({ changes: [{ name: 'eve', uid: 65601 }] })
  })

  test('a new group is told with its number, and one that goes', async () => {
    expect((await said('group add proteomics')).stdout).toMatch(/^\+ group proteomics \(65601\)\nIt changes nobody’s account/)
    expect((await said('group remove proteomics')).stdout).toMatch(/^- group proteomics \(65601\)\n/)
  })

  test('a group that goes is taken from its members, and its number is retired', async () => {
    expect(await json('group remove genomics')).toMatchObject({
      changes: [
        { name: 'ada', loses: ['group genomics (65600)'] },
        { name: 'grace', loses: ['group genomics (65600)'] },
      ],
    })
    expect(text()).toMatch(/number: 65600, name: genomics/)
  })

  test('members come and go', async () => {
    expect(await json('group remove-member genomics grace')).toMatchObject({
      changes: [{ name: 'grace', loses: ['group genomics (65600)'] }],
    })
    expect(await json('group add-member genomics grace')).toMatchObject({ changes: [{ name: 'grace', gains: ['group genomics (65600)'] }] })
    expect((await said('group list')).stdout).toMatch(/genomics\s+65600\s+ada, grace/)
  })

  test.each([
    ['user modify ada --uid 65540', /ada had 65536; a number never changes/],
    ['user add eve --uid 65536', /65536 is ada’s/],
    ['user add eve --uid 1000', /1000 is outside/],
    ['user add docker', /docker is a name that hosts give a meaning/],
    ['user add eve --github ADA-L:7', /ADA-L is ada’s login/],
    ['user add eve --groups wheel', /there is no group wheel/],
    ['group add ada', /ada is a person/],
    ['user add Eve', /lower-case/],
  ])('%s is refused with the line, and the file stays as it is', async (line, why) => {
    const ran = await said(line)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(why)
    expect(ran.stderr).toMatch(/people\.yml:\d+: /)
    expect(text()).toBe(team)
  })

  test.each([
    ['user add ada', 'registered-already'],
    ['user modify eve --sudo', 'is no person of the registry'],
    ['user remove eve', 'is no person of the registry'],
    ['user info eve', 'is no person of the registry'],
    ['group add-member wheel ada', 'is no group'],
  ])('%s is refused', async (line, why) => {
    const ran = await said(line)
    expect({ code: ran.code, why: ran.stderr.includes(why) }).toEqual({ code: 2, why: true })
    expect(text()).toBe(team)
  })

  test('a weak key is refused', async () => {
    const weak = join(folder, 'weak.pub')
    writeFileSync(weak, rsa1024)
    expect((await said(`user modify ada --key ${weak}`)).stderr).toContain('RSA of 1024 bits is weak')
    expect(text()).toBe(team)
  })

  test('check tells what a changed file would do, and what it may not', async () => {
    const applied = join(folder, 'applied.yml')
    writeFileSync(applied, team)
    expect((await said('registry check')).stdout).toContain('2 people, 1 group, 0 retired numbers')
    writeFileSync(file, team.replace('  grace:\n    uid: 65537\n', '  grace:\n    uid: 65537\n    sudo: true\n'))
    expect((await said(`registry check --before ${applied}`)).stdout).toContain('~ grace (65537) changes\n    gets root by sudo')
    writeFileSync(file, team.replace('65537', '65538'))
    const ran = await said(`registry check --before ${applied}`)
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code: 2,
      stderr: `✗ ${file}:9: people.grace.uid: grace had 65537; a number never changes, as the files keep the old one\n`,
    })
  })
})

test('a description cannot reach the terminal as anything but text', async () => {
  writeFileSync(file, 'version: 1\ngroups:\n  ml: { gid: 65600, description: "\\e[31mred\\u202e" }\n')
  const { stdout } = await said('group list')
  expect(stdout).not.toContain('\u001b[31m')
  expect(stdout).not.toContain('\u202e')
})

test.each(['user list', 'registry check', 'user remove ada'])('%s: where there is no file, that is said', async (line) => {
  const ran = await said(line)
  expect({ code: ran.code, said: ran.stderr.includes('there is no') }).toEqual({ code: 2, said: true })
})

describe('a roster, a backup and what it brings back', () => {
  beforeEach(() => writeFileSync(file, team))
  const roster = () => join(folder, 'roster.csv')
  const backup = () => join(folder, 'october.yml')

  test('a class joins by one file; who was there keeps what they have', async () => {
    writeFileSync(roster(), 'name,github\nlinus,linus-t:2001\nada-l,ada-renamed:1001\n')
    const ran = await said(`user import ${roster()} --groups genomics --hosts lab-* --until 2027-02-28`)
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('+ linus (65601) joins\n    gets group genomics (65600)')
    expect(ran.stdout).toContain('1 new person, 1 in the registry already: those keep what they have, and gain groups alone.')
    expect(text()).toContain('    github: { id: 1001, login: ada-l }\n    groups: [genomics]\n  grace:')
    expect((await said(`user import ${roster()} --groups genomics`)).stdout).toContain('0 new people, 2 in the registry already')
  })

  test('what is wrong with a roster is told with its line, and nothing is written', async () => {
    writeFileSync(roster(), 'name,until\nlinus,soon\n')
    const ran = await said(`user import ${roster()}`)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(`${roster()}:2: until: a day such as 2027-01-31`)
    expect(text()).toBe(team)
    expect((await said(`user import ${join(folder, 'none.csv')}`)).code).toBe(2)
  })

  test('a backup is a copy that was checked, and replaces nothing', async () => {
    expect((await said(`registry backup ${backup()}`)).stdout).toContain('✓ 2 people, 1 group, 0 retired numbers, in ')
    expect(readFileSync(backup(), 'utf8')).toBe(team)
    expect((await said(`registry backup ${backup()}`)).code).toBe(2)
    writeFileSync(file, 'people: [')
    expect((await said(`registry backup ${join(folder, 'broken.yml')}`)).code).toBe(2)
    expect(existsSync(join(folder, 'broken.yml'))).toBe(false)
  })

  test('restoring shows who would leave, and retires their numbers', async () => {
    await said(`registry backup ${backup()}`)
    await said('user add linus')
    const shown = await said(`registry restore ${backup()} --dry-run`)
    expect(shown.stdout).toContain('- linus (65601) leaves')
    expect(text()).toContain('linus')
    expect((await said(`registry restore ${backup()}`)).code).toBe(0)
    expect(text()).toContain('{number: 65601, name: linus, since: ')
  })

  test('where the file is lost, what is not known is said', async () => {
    await said(`registry backup ${backup()}`)
    rmSync(file)
    const ran = await said(`registry restore ${backup()}`)
    expect(ran.stdout).toContain('what was given since the backup is not known here')
    expect(text()).toBe(team)
  })
})
