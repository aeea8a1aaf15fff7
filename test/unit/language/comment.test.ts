import { PrismError } from '../../../src/domain/catalogue.ts'
import { defaultMountOptions, type Request } from '../../../src/domain/request.ts'
import { commandsInComment, parseCommand } from '../../../src/language/comment.ts'
import { formatCommand } from '../../../src/language/format.ts'
import { anyRequest, randomFrom } from './random-requests.ts'

const command = '/prism mount research-data ubuntu-instance'

const lines = (body: string): readonly string[] => commandsInComment(body).map((c) => c.line)
const below = (body: string): readonly string[] => commandsInComment(body).map((c) => c.below)

/** The code that a line is refused with. */
function refusal(line: string): string {
  try {
    parseCommand(line)
  } catch (error) {
    if (error instanceof PrismError) return error.finding.code
    throw error
  }
  return 'accepted'
}

function seenIn(line: string): string {
  try {
    parseCommand(line)
  } catch (error) {
    if (error instanceof PrismError) return error.finding.seen
  }
  return ''
}

describe('which lines of a comment are commands', () => {
  test.each([
    ['alone', command],
    ['after text in the same paragraph', `Please do this:\n${command}\nThanks`],
    ['with Windows line ends', `Hello\r\n\r\n${command}\r\n`],
    ['indented by three spaces', `   ${command}`],
    ['with trailing blanks', `${command} \t `],
    ['above a line of dashes, as mail signatures have', `${command}\n--\nAda`],
    ['after a closed code block', `\`\`\`\nls\n\`\`\`\n${command}`],
    ['after a quote and an empty line', `> what now?\n\n${command}`],
    ['after a closed HTML comment', `<!-- hint -->\n\n${command}`],
    ['after a line with an unclosed backtick', `it\`s broken\n${command}`],
    ['after a line with an unclosed tag', `a <b and\n${command}`],
    ['after a no-break space', `\u00a0${command}`],
    ['after four no-break spaces', `\u00a0\u00a0\u00a0\u00a0${command}`],
    ['after an ideographic space', `\u3000${command}`],
    ['after a zero-width space', `\u200b${command}`],
    ['after a byte order mark', `\ufeff${command}`],
    ['after a word joiner and a left-to-right mark', `\u2060 \u200e${command}`],
    ['after a soft hyphen, in a paragraph', `Please:\n\u00ad${command}`],
    ['with the capital that a phone puts first', command.replace('/prism', '/Prism')],
    ['in capitals', command.replace('/prism', '/PRISM')],
    ['with a colon', command.replace('/prism', '/prism:')],
    ['with a colon and nothing after it', command.replace('/prism ', '/prism:')],
    ['with a full-width colon', command.replace('/prism ', '/prism：')],
    ['with a comma', command.replace('/prism', '/prism,')],
    ['with a no-break space after it', command.replace('/prism ', '/prism\u00a0')],
    ['with a zero-width space after it', command.replace('/prism', '/prism\u200b')],
  ])('%s', (_, body) => {
    expect(lines(body)).toEqual([command])
  })

  test.each([
    ['a block quote', `> ${command}`],
    ['a block quote that runs on without its mark', `> as said\n${command}`],
    ['a fenced code block', `\`\`\`\n${command}\n\`\`\``],
    ['a fenced code block that never ends', `~~~sh\n\n${command}`],
    ['an indented code block', `    ${command}`],
    ['an indented code block by tab', `text\n\n\t${command}`],
    ['inline code', `\`${command}\``],
    ['inline code over two lines', `see \`foo\n${command}\` there`],
    ['an HTML comment', `<!--\n${command}\n-->`],
    ['an HTML comment within a paragraph', `hint <!-- hidden\n${command}\n-->`],
    ['an HTML tag', `see <a title="\n${command}\n">here</a>`],
    ['an HTML block', `<details>\n${command}\n</details>`],
    ['a list', `- item\n  ${command}`],
    ['the middle of a line', `run ${command}`],
    ['a longer word', '/prismatic mount a b'],
    ['a path', '/prism/docs'],
    ['a longer name', '/prism-efs mount a b'],
    ['indented code, whatever else is blank', `    \u200b${command}`],
    ['a look-alike', '／prism mount a b\n/prіsm mount a b\n\n/priſm mount a b'],
  ])('not in %s', (_, body) => {
    expect(commandsInComment(body)).toEqual([])
  })

  test.each(['\u202e', '\u2067', '\u200b\u202a'])('behind %j, which turns what is read, it is refused and not passed over', (mark) => {
    const [line] = lines(`${mark}${command}`)
    expect(refusal(line!)).toBe('bad-command')
  })

  test('several commands come in order', () => {
    expect(lines('/prism status a\ntext\n\n/prism verify a b')).toEqual(['/prism status a', '/prism verify a b'])
  })

  test('a body longer than GitHub takes holds no command', () => {
    expect(commandsInComment(`${command}\n${'a'.repeat(1_000_000)}`)).toEqual([])
  })

  // how long they take: bench/comments.ts
  const long = 65_000
  test.each([
    ['nested quotes', '>'.repeat(long)],
    ['many quotes', '> a\n\n'.repeat(long / 5)],
    ['quotes in lists', '> - '.repeat(long / 4)],
    ['nested lists', '- '.repeat(long / 2)],
    ['nested lists and empty lines', `${'- '.repeat(long / 4)}${'\n'.repeat(long / 2)}`],
    ['many nested lists', '- + * - + * - + * a\n'.repeat(long / 20)],
    ['a megabyte of quotes', '> a\n\n'.repeat(200_000)],
  ])('%s are more than a person writes: what stands below them is not read', (_, hostile) => {
    expect(lines(`${hostile}\n\n${command}`)).toEqual([])
  })

  test.each([
    ['open brackets', '['.repeat(long)],
    ['emphasis', '*a _b '.repeat(long / 6)],
    ['open HTML comments', 'a <!-- '.repeat(long / 7)],
    ['open tags', '<a '.repeat(long / 3)],
    ['backtick runs of every length', Array.from({ length: 350 }, (_, i) => '`'.repeat(i + 1)).join('a')],
    ['backslashes', '\\'.repeat(long)],
  ])('%s hide no command below them', (_, hostile) => {
    expect(lines(`${hostile}\n\n${command}`)).toEqual([command])
  })
})

describe('what goes on below a command', () => {
  test.each([
    ['options that a mail program wrapped', `${command} --mount-point /srv/data\n--read-only --private`, '--read-only --private'],
    ['with Windows line ends', `${command}\r\n--read-only\r\n\r\nThanks`, '--read-only'],
    ['over several lines, however they are indented', `${command}\n   rocky-instance\n      --read-only`, 'rocky-instance --read-only'],
    ['after an empty line, as converters of mail put one after each line', `${command}\n\n--read-only\n\nThanks`, '--read-only'],
    ['after an empty line, with a dash that a phone made of two hyphens', `${command}\n\n—users ada`, '—users ada'],
    ['words to people', `${command}\nThanks`, 'Thanks'],
    ['code', `${command}\n\`--read-only\``, '`--read-only`'],
    ['in one code span with its end', `${command} \`x\ny\``, 'y`'],
    ['after a backslash', `${command} \\\nrocky-instance`, 'rocky-instance'],
    ['above a signature', `${command}\n--read-only\n-- \nAda`, '--read-only'],
  ])('%s', (_, body, goesOn) => {
    expect(below(body)).toEqual([goesOn])
  })

  test.each([
    ['nothing', command],
    ['a paragraph of its own', `${command}\n\nThanks`],
    ['a signature', `${command}\n-- \nAda`],
    ['a list', `${command}\n- one\n- two`],
    ['a block of code', `${command}\n\`\`\`\n--read-only\n\`\`\``],
    ['a quote', `${command}\n> --read-only`],
    ['a line', `${command}\n***\nThanks`],
  ])('not %s', (_, body) => {
    expect(below(body)).toEqual([''])
  })

  test('the next command is not part of it', () => {
    expect(below(`${command}\n${command}\n--read-only\n${command}`)).toEqual(['', '--read-only', ''])
  })
})

describe('what a command asks for', () => {
  test('mount with its defaults', () => {
    expect(parseCommand('/prism mount research-data ubuntu-instance rocky-instance')).toEqual({
      verb: 'mount',
      volume: { kind: 'name', name: 'research-data' },
      selectors: [
        { kind: 'name', name: 'ubuntu-instance' },
        { kind: 'name', name: 'rocky-instance' },
      ],
      options: { people: [], client: { kind: 'auto' }, adopt: false, sharingTest: true },
    })
  })

  test('mount with everything, options anywhere, values after a space or an equals sign', () => {
    const sum = 'a'.repeat(64)
    const line = `/prism mount --users=ada,grace fs-01234567 --adopt tag:Team=bio i-01234567 --sticky --private --mount-point /srv/data --client-url https://example.org/efs.deb --client-sha256 ${sum} --no-sharing-test`
    expect(parseCommand(line)).toEqual({
      verb: 'mount',
      volume: { kind: 'id', id: 'fs-01234567' },
      selectors: [
        { kind: 'tag', key: 'Team', value: 'bio' },
        { kind: 'id', id: 'i-01234567' },
      ],
      options: {
        mountPoint: '/srv/data',
        people: [{ name: 'ada' }, { name: 'grace' }],
        client: { kind: 'package', packages: [{ url: 'https://example.org/efs.deb', sha256: sum }] },
        adopt: true,
        sticky: true,
        privateSpaces: true,
        sharingTest: false,
      },
    })
  })

  test('doctor, and what it looks for besides', () => {
    const options = { ...defaultMountOptions, scan: true } as const
    const request = { verb: 'doctor', volume: { kind: 'name', name: 'a' }, selectors: [{ kind: 'name', name: 'b' }], options } as const
    expect(parseCommand('/prism doctor a b --scan')).toEqual(request)
    expect(formatCommand(request)).toBe('/prism doctor a b --scan')
  })

  test('verify, unmount and status', () => {
    expect(parseCommand('/prism verify a b --allow-plain-nfs')).toMatchObject({
      verb: 'verify',
      options: { client: { kind: 'plain-nfs' } },
    })
    expect(parseCommand('/prism unmount a b --lazy')).toMatchObject({ verb: 'unmount', options: { lazy: true } })
    expect(parseCommand('/prism status a')).toEqual({ verb: 'status', volume: { kind: 'name', name: 'a' } })
  })

  test('an instance named twice is one', () => {
    expect((parseCommand('/prism verify a b b c b') as Extract<Request, { verb: 'verify' }>).selectors).toHaveLength(2)
  })

  test.each([
    ['/prism', undefined],
    ['/prism help', undefined],
    ['/prism help mount', 'mount'],
    ['/prism unmount a --help', 'unmount'],
  ])('%s asks for help', (line, topic) => {
    expect(parseCommand(line)).toEqual({ kind: 'help', ...(topic ? { topic } : {}) })
  })

  const refused: readonly (readonly [line: string, code: string])[] = [
    ['/prism moutn a b', 'bad-command'],
    ['/prism constructor a b', 'bad-command'],
    ['/prism help __proto__', 'bad-command'],
    ['/prism delete a', 'bad-command'],
    ['/prism mount', 'missing-input'],
    ['/prism mount a', 'missing-input'],
    ['/prism verify a b --scan', 'bad-option'],
    ['/prism status a b', 'bad-command'],
    ['/prism mount a b --lazy', 'bad-option'],
    ['/prism status a --users b', 'bad-option'],
    ['/prism mount a b --usres c', 'bad-option'],
    ['/prism mount a b -x', 'bad-option'],
    ['/prism mount a b --', 'bad-option'],
    ['/prism mount a b --adopt=yes', 'bad-option'],
    ['/prism mount a b --users c --users d', 'bad-option'],
    ['/prism mount a b --access-point-on b', 'bad-option'],
    ['/prism mount a b --users', 'missing-input'],
    ['/prism mount a b --users root', 'root-account'],
    ['/prism mount a b --users Ada', 'bad-account'],
    ['/prism mount a b --users ada,,grace', 'bad-account'],
    [`/prism mount a b --users ${Array.from({ length: 41 }, (_, i) => `u${i}`).join()}`, 'too-many-accounts'],
    ['/prism mount a b --mount-point /etc', 'bad-mount-point'],
    ['/prism mount a b --mount-point /mnt/../etc', 'bad-mount-point'],
    ['/prism mount a b --client-url http://example.org/x.deb --client-sha256 1', 'bad-option'],
    ['/prism mount a b --client-url https://example.org/x.deb', 'missing-input'],
    [`/prism mount a b --client-sha256 ${'0'.repeat(64)}`, 'missing-input'],
    [`/prism mount a b --allow-plain-nfs --client-url https://example.org/x.deb --client-sha256 ${'0'.repeat(64)}`, 'bad-option'],
    ['/prism mount "research data" b', 'bad-volume-name'],
    ['/prism mount a $(reboot)', 'bad-instance-name'],
    ['/prism mount a;reboot b', 'bad-volume-name'],
    ['/prism mount a {{ssm:secret}}', 'bad-instance-name'],
    ['/prism mount a `id`', 'bad-instance-name'],
    ['/prism mount a b\u200b', 'bad-instance-name'],
    ['/prism mount rеsearch b', 'bad-volume-name'],
    ['/prism mount a\u0000 b', 'bad-volume-name'],
    ['/prism mount a\nb c', 'bad-volume-name'],
    ['/prism mount a\u00a0b c', 'bad-volume-name'],
    ['/prism mount a b --users ada\u202e', 'bad-account'],
    [`/prism mount a ${'b '.repeat(3_000)}`, 'too-large'],
    ['mount a b', 'bad-command'],
  ]
  test.each(refused.map(([line, code]) => [JSON.stringify(line.slice(0, 70)), code, line]))('%s is refused as %s', (_, code, line) => {
    expect(refusal(line)).toBe(code)
  })

  test('a slip gets the word that was meant, never what was typed by somebody else', () => {
    expect(seenIn('/prism moutn a b')).toContain('did you mean mount?')
    expect(seenIn('/prism mount a b --user c')).toContain('did you mean --users?')
    expect(seenIn('/prism frobnicate a b')).not.toContain('did you mean')
    expect(seenIn('/prism delete a')).toContain('prism volume delete')
  })

  test.each(['—', '–', '―', '‒', '−', '‑', '－', '——', '—-', '-—'])(
    'an option behind %j, which a phone made of hyphens, is known again',
    (dash) => {
      for (const line of [`/prism mount a b ${dash}users ada`, `/prism mount a b ${dash}users=ada`, `/prism mount ${dash}user ada a b`]) {
        expect(refusal(line)).toBe('bad-option')
        expect(seenIn(line)).toContain('did you mean --users?')
      }
      expect(seenIn(`/prism unmount a b ${dash}`)).toMatch(/two hyphens|no option/)
    },
  )

  test('what is said of hostile words is printable ASCII', () => {
    expect(seenIn(`/prism mount a\u001b[31m\u202e b`)).toMatch(/^[ -~]+$/)
  })
})

describe('for any line', () => {
  const scraps =
    'mount verify unmount status help a b-1 fs-01234567 i-01234567 tag:A=b tag: = , --users --users= --mount-point /mnt/x /etc --lazy --private -- - \u0000 \u202e é 𝒶 {{ssm:x}} ;$(id) `id` "a b" \\ \' | > <!-- [x](y)'.split(
      ' ',
    )

  test('the parser answers or refuses with a finding, nothing else', () => {
    const random = randomFrom(7)
    for (let i = 0; i < 3_000; i++) {
      const words = Array.from({ length: random.below(8) }, () => random.pick(scraps))
      expect(() => refusal(`/prism ${words.join(random.pick([' ', '  ', '\t', '\n']))}`)).not.toThrow()
    }
  })

  test('saying a request and hearing it gives the same request', () => {
    const random = randomFrom(11)
    for (let i = 0; i < 1_000; i++) {
      const request = anyRequest(random)
      const line = formatCommand(request)
      expect(parseCommand(line)).toEqual(request)
      expect(commandsInComment(`text\n\n${line}`)).toEqual([{ line, below: '' }])
    }
  })
})

test('one person is provisioned by a sync of all instances that their hosts mean, and of no others', () => {
  const asked = { verb: 'sync-people', selectors: [], person: 'ada', confirmRemovals: false }
  expect(parseCommand('/prism user provision ada')).toEqual(asked)
  expect(parseCommand(formatCommand(asked as unknown as Request))).toEqual(asked)
  expect(parseCommand('/prism user provision ada --confirm-removals')).toMatchObject({ person: 'ada', confirmRemovals: true })
  expect(refusal('/prism user provision')).toBe('missing-input')
  expect(parseCommand('/prism user provision ada calc-1')).toMatchObject({ person: 'ada', selectors: [{ kind: 'name', name: 'calc-1' }] })
})

test('blanks are taken off an end, and a long run of them costs no more than its length: a comment’s worth of them, fifty times', () => {
  const run = '\t '.repeat(32_000)
  expect(lines(`/prism mount${run}`)).toEqual(['/prism mount'])
  for (let n = 0; n < 50; n++) expect(lines(`/prism mount${run}x`)).toEqual([`/prism mount${run}x`])
})
