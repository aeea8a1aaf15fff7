/** The program of a job as it is sent: of small modules, and of the real ones how much they weigh. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ScriptName } from '../../../src/domain/plan.ts'
import { assemble, contracts } from '../../../src/host/assemble.ts'

const packer = new URL('../../../../scripts/host-program.mjs', pathToFileURL(fileURLToPath(import.meta.url)))
const { hostProgram } = (await import(packer.href)) as { hostProgram: (folder: string, job: string) => { readonly text: string } }

/** What is sent of these modules. */
function sent(modules: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'prism-packing-'))
  try {
    for (const [path, text] of Object.entries(modules)) {
      mkdirSync(dirname(join(folder, 'prism', path)), { recursive: true })
      writeFileSync(join(folder, 'prism', path), `${text}\n`)
    }
    return hostProgram(folder, 'job').text
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('what is sent', () => {
  test('has the names of modules and functions short, and those that somebody says in a call as they were', () => {
    const text = sent({
      'core/say.py':
        'def say(kind: bytes, **fields: object) -> bytes:\n    """Says it."""\n    return kind + b"".join(fields)\n\n\ndef unused() -> None: ...\n',
      'jobs/job.py':
        'from prism.core.say import say\n\n\ndef do(place: bytes, late: bool = False) -> None:\n    words = say(place, place=place, late=late)\n    say(words)\n\n\ndo(b"x", late=True)\n',
    })
    expect(text).toBe(
      [
        'def A0(a,**b):return a+b"".join(b)',
        'def A2(place,late=False):',
        ' a=A0(place,place=place,late=late)',
        ' A0(a)',
        'A2(b"x",late=True)',
        '',
      ].join('\n'),
    )
  })

  test('keeps attributes, Python’s own names, and what a function shares with its module, but no slots and no method that nobody calls', () => {
    const text = sent({
      'jobs/job.py': [
        'import posix',
        'from select import select',
        'count = 0',
        'class Held:',
        '    __slots__ = ("path",)',
        '    most = 3',
        '    def __init__(self, path: bytes) -> None:',
        '        self.path = path',
        '    def first(self, most: int) -> "list[int]":',
        '        global count',
        '        count += 1',
        '        pick = lambda one, other=most: [len(path) + other for path in one]',
        '        with posix.scandir(self.path) as entries:',
        '            for entry, (left, right) in enumerate(entries):',
        '                select([left], [], [], right)',
        '        try:',
        '            a = b = self.most',
        '        except OSError as error:',
        '            raise ValueError(error)',
        '        return pick([b"x"], a + b)',
        '    @property',
        '    def nobody_asks(self) -> int:',
        '        return self.most',
        'Held(b"/").first(2)',
      ].join('\n'),
    })
    expect(text).toBe(
      [
        'import posix',
        'from select import select',
        'A0=0',
        'class A1:',
        ' most=3',
        ' def __init__(a,b):a.path=b',
        ' def first(a,b):',
        '  global A0',
        '  A0+=1',
        '  c=lambda d,e=b:[len(f)+e for f in d]',
        '  with posix.scandir(a.path)as g:',
        '   for h,(i,j)in enumerate(g):select([i],[],[],j)',
        '  try:k=l=a.most',
        '  except OSError as m:raise ValueError(m)',
        '  return c([b"x"],k+l)',
        'A1(b"/").first(2)',
        '',
      ].join('\n'),
    )
  })
})

/** As SSM counts the 64 KB of a document. */
const kilobyte = 1024

test.each(Object.keys(contracts) as ScriptName[])('%s is light enough to be sent', (script) => {
  const { text, packed } = assemble(script)
  expect(packed.length).toBeLessThanOrEqual((script === 'inspect' || script === 'doctor' ? 40 : 48) * kilobyte)
  expect(text).toMatch(/^[\n\x20-\x7e]*$/)
})
