import { PrismError } from '../../../src/domain/catalogue.ts'
import {
  defaultMountPoint,
  formatSelector,
  formatVolumeRef,
  isHybrid,
  parseAccount,
  parseMountPoint,
  parseSelector,
  parseVolumeName,
  parseVolumeRef,
  quote,
} from '../../../src/domain/names.ts'

const hostile = [
  '',
  ' ',
  ';reboot',
  '$(id)',
  '`id`',
  '{{ssm:x}}',
  'a b',
  'a\nb',
  'a\0b',
  '-rf',
  '../x',
  'ünïcode',
  'а',
  'a\u200bb',
  'x'.repeat(1_000_000),
  '--',
  "a'b",
  'a"b',
  'a|b',
  'a&b',
  '<script>',
  '@here',
]

test.each(hostile)('hostile text %# is no name of anything', (text) => {
  for (const parse of [parseVolumeRef, parseSelector, parseAccount, parseMountPoint]) {
    expect(() => parse(text)).toThrow(PrismError)
  }
})

test('names, ids and tags are told apart', () => {
  expect(parseVolumeRef('research-data')).toEqual({ kind: 'name', name: 'research-data' })
  expect(parseVolumeRef('fs-0123456789abcdef0')).toEqual({ kind: 'id', id: 'fs-0123456789abcdef0' })
  expect(parseSelector('i-0123456789abcdef0').kind).toBe('id')
  expect(parseSelector('rocky-instance').kind).toBe('name')
  expect(parseSelector('tag:Team=Genome Lab')).toEqual({ kind: 'tag', key: 'Team', value: 'Genome Lab' })
  expect(formatSelector(parseSelector('tag:Team=Genome Lab'))).toBe('tag:Team=Genome Lab')
})

test.each(['tag:Team=', 'tag:=x', 'tag:Team=a;b', 'tag:Team={{ssm:x}}', 'tag:Te\nam=x', 'fs-zzz'])('%s is refused', (text) => {
  expect(() => parseSelector(text.startsWith('fs-') ? `${text};` : text)).toThrow(PrismError)
})

test('a mangled file-system id is not taken for a name', () => {
  expect(() => parseVolumeRef('fs-0123')).toThrow('bad-volume-name')
})

test('root is never enrolled', () => {
  expect(() => parseAccount('root')).toThrow('root-account')
})

test.each(['ubuntu', 'ec2-user', '_apt', 'ada.lovelace', 'a', 'x'.repeat(32)])('%s is an account', (name) => {
  expect(parseAccount(name)).toBe(name)
})

test.each(['', '.ada', '..', '-ada', 'Ada', '1st', 'ada$', 'ada@corp', 'ada/..', 'ada lovelace', 'ada\n', 'ada;id', 'x'.repeat(33)])(
  '%j is none that Prism enrols',
  (name) => {
    expect(() => parseAccount(name)).toThrow('bad-account')
  },
)

test.each([
  '/',
  '/etc',
  '/etc/x',
  '/usr/local',
  '/var/lib',
  '/home',
  '/mnt',
  '/mnt/../etc',
  '/mnt//x',
  'mnt/x',
  '/mnt/x/',
  '/mnt/.hidden',
  '/tmp/x',
  '/run/x',
])('%s is no mount point', (path) => {
  expect(() => parseMountPoint(path)).toThrow('bad-mount-point')
})

test.each(['/mnt/research-data', '/srv/data', '/data', '/home/shared', '/opt/team.v2'])('%s is a mount point', (path) => {
  expect(parseMountPoint(path)).toBe(path)
})

test('quoted text is short, printable and on one line', () => {
  expect(quote('a\n\u202eb')).toBe('"a\\u{a}\\u{202e}b"')
  expect(quote('x'.repeat(1_000_000)).length).toBeLessThan(100)
})

test('what was parsed is written again as it was said', () => {
  const id = 'fs-0123456789abcdef0'
  expect([id, 'research-data'].map((text) => formatVolumeRef(parseVolumeRef(text)))).toEqual([id, 'research-data'])
  for (const text of ['i-0123456789abcdef0', 'mi-0123456789abcdef0', 'rocky-instance', 'tag:Team=Genome Lab', 'tag:a=b=c'])
    expect(formatSelector(parseSelector(text))).toBe(text)
  expect(defaultMountPoint('research-data')).toBe('/mnt/research-data')
})

test.each<[(text: string) => unknown, string, string]>([
  [parseVolumeName, 'two words', 'bad-volume-name: "two words"'],
  [parseSelector, 'two words', 'bad-instance-name: "two words"'],
  // a name may not hold what only a tag has
  [parseSelector, 'my-tag:Team=x', 'bad-instance-name: "my-tag:Team=x"'],
  [parseSelector, 'tag:Team=x\ny', 'bad-instance-name: "tag:Team=x\\u{a}y"'],
  [parseAccount, 'root', 'root-account: root'],
  [parseAccount, 'Ada', 'bad-account: "Ada"'],
  [parseMountPoint, '/etc', 'bad-mount-point: "/etc"'],
])('what is refused is said with what was given: %#', (parse, text, message) => expect(() => parse(text)).toThrow(message))

test('only a node of SSM’s own is hybrid', () => {
  expect(['mi-0123456789abcdef0', 'i-0123456789abcdef0', 'i-0123456789abcmi-'].map(isHybrid)).toEqual([true, false, false])
})

test('what is quoted is cut behind sixty characters, and its length told', () => {
  expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`)
  expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…(61 characters)"`)
  expect(quote('abc', 2)).toBe('"ab…(3 characters)"')
})
