/** That the judges can see: each canary dies of a Prism that has a fault on purpose, or of words that are not inert. */
import type { Attack, Fault } from './attack.ts'
import { privately } from './attacks/links.ts'
import { notInertIn } from './shown.ts'
import { withFault, withLine } from './start-text.ts'
import type { Turn } from './suite.ts'

/** `dies`: what the judges have to say. */
type Trip = { readonly name: string; readonly attack: Omit<Attack, 'name'>; readonly fault?: Fault; readonly dies: RegExp }

const line =
  (words: string): Fault =>
  (script, place) =>
    withLine(script, words.replaceAll('$P', place))
const look = { seat: 'member', meanwhile: 'look' } as const
/** After a fault, so that it costs no new instances: they are looked at all the same. */
const asItWas = 'chown 0:0 /etc/profile.d; chmod 00755 /etc/profile.d; rm -rf /etc/profile.d/.prism*'

/** Whatever umask the kernel tells of a process, it is read as 0002. */
const everybodyHas0002 = `
import posix
def read(descriptor, most, real=posix.read):
    before, name, after = real(descriptor, most).partition(b"\\nUmask:\\t")
    return before + name + (b"0002" + after[4:] if name else b"")
posix.read = read
`
/** As the first version did it: what was made is given away by its path. Late, so that it does not hang on the machine who is first. */
const byPath = `
import posix
from select import select
made = []
def mkdir(name, mode=0o777, dir_fd=None, real=posix.mkdir):
    real(name, mode, dir_fd=dir_fd)
    if dir_fd is not None: made[:] = [posix.readlink(b"/proc/self/fd/%d" % dir_fd) + b"/" + name]
posix.mkdir = mkdir
def fchown(descriptor, uid, gid):
    select([], [], [], 0.02)
    posix.chown(made[0], uid, gid)
posix.fchown = fchown
posix.fchmod = lambda descriptor, mode: posix.chmod(made[0], mode)
`

/** Every directory of the volume passes for an empty one, so that a mount opens whatever has the name of one of its own. */
const allAreEmpty = `
import posix
class Nothing:
    def __enter__(self): return iter(())
    def __exit__(self, *why): pass
def scandir(path, real=posix.scandir):
    return Nothing() if path.startswith(b"/proc/self/fd/") else real(path)
posix.scandir = scandir
`

const trips: readonly Trip[] = [
  {
    name: 'a folder of the host gets another mode',
    attack: { ...look, undo: asItWas },
    fault: line('chmod 770 /etc/profile.d'),
    dies: /^changed on .*profile\.d/,
  },
  {
    name: 'a file of the host is written',
    attack: { ...look, undo: "sed -i '/^x$/d' /etc/group-" },
    fault: line('echo x >>/etc/group-'),
    dies: /^changed on .*group-/,
  },
  { name: 'root runs what a member planted', attack: look, fault: line('/usr/bin/bash $P/shared/pay'), dies: /ran as root: 0 pay/ },
  { name: 'it takes longer than it may', attack: { ...look, limit: 1 }, fault: line('sleep 1'), dies: /took \d+ s of 1/ },
  {
    name: 'a row is greener than the truth',
    attack: {
      ...look,
      alone: true,
      scene: '[ ! -d /home/ada ] || echo "umask 077" >>/home/ada/.profile',
      touches: /ada/,
      untrue: /umask · ada · su/,
    },
    fault: (script) => withFault(script, everybodyHas0002),
    dies: /umask · ada · su -: holds, which is not so/,
  },
  {
    name: 'a row changes that nothing touched',
    attack: { ...look, alone: true, first: 'mv $P/shared $P/shared.aside' },
    dies: /permissions · \$P\/shared.*: holds, then .*though nothing touched it/,
  },
  {
    name: 'a mount opens what it did not lay out',
    attack: {
      seat: 'member',
      meanwhile: 'mount',
      sceneThere: 'mkdir -m 700 $P/vault; echo x >$P/vault/secret',
      first: 'mv $P/shared $P/shared.aside; mv $P/vault $P/shared',
      keeps: privately,
      touches: /permissions|behaviour|contents/,
    },
    fault: (script) => withFault(script, allAreEmpty),
    dies: /^not kept: 0:3000 2700 → 0:3000 2775/,
  },
  {
    name: 'a sharing test that changes its folder by path, raced',
    attack: {
      seat: 'member',
      meanwhile: { races: 'write' },
      program: 'exec python3 -u $T/replace-new.py $P/shared .prism-sharing link /etc/profile.d inotify',
      touches: /permissions|behaviour|contents/,
      undo: asItWas,
    },
    fault: (script) => withFault(script, byPath),
    dies: /^changed on .*profile\.d/,
  },
]

const words: readonly (readonly [string, string])[] = [
  ['a mention', 'seen by @all'],
  ['a mention behind a backtick', '\\`@all'],
  ['a mention between two cells’ backticks', '| \\` | @all | \\` |'],
  ['an escaped mention', '\\@all'],
  ['an issue', 'of #12'],
  ['an address', 'www.example.com'],
  ['an entity', '&#64;all'],
  ['a tag', 'x <img src=x>'],
  ['a control character', 'x \u001b[31m'],
  ['text that turns', 'x \u202eabc'],
  ['a cell too many', '| a | b |\n| - | - |\n| 1 | 2 | holds |'],
  ['a comment that GitHub refuses', 'x'.repeat(65_537)],
]

export type Died = { readonly name: string; readonly died: boolean; readonly said: string; readonly left?: string }

export function tripWords(): Died[] {
  return words.map(([name, text]) => {
    const said = notInertIn(text).join('; ')
    return { name: `shown: ${name}`, died: said !== '', said }
  })
}

export function tripTurns(told: (died: Died) => void): Turn[] {
  return trips.map(({ name, attack, fault, dies }) => async (lane) => {
    const { why, left } = await lane.run({ name, ...attack }, fault)
    told({ name, died: dies.test(why), said: why, ...(left ? { left } : {}) })
    return []
  })
}
