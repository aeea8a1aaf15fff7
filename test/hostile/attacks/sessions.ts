/** What a member writes into an own start file: it may cost that one's own rows, and nobody else's. */
import type { Attack } from '../attack.ts'

/** mallory's own rows, and what others see of mallory's files. */
const own = /· mallory|mallory on|to mallory|umask · ubuntu/
const profile = (name: string): string =>
  `cd ~ && cat $T/profiles/${name}.sh >.p && cat .profile >>.p && cp .p .profile && cp .p .bash_profile && cat $T/profiles/${name}.sh .bashrc >.b && cp .b .bashrc && cp .b .zshenv`

const standsFor = (words: string) => ({ full: `a start file that ${words}` })
const named = (name: string, words: string, more: Partial<Attack> = {}): Attack => ({
  name: `a start file that ${words}`,
  seat: 'member',
  meanwhile: 'look',
  alone: true,
  first: profile(name),
  touches: own,
  ...more,
})

export const sessionAttacks: readonly Attack[] = [
  named('transcript', 'prints transcripts'),
  {
    ...named('done', 'says “read done”, where nothing can be read'),
    meanwhile: 'verify',
    // what ada writes nobody else may read
    scene: '[ ! -d /home/ada ] || echo "umask 077" >>/home/ada/.profile',
    touches: /mallory|ada|sharing/,
    untrue: /sharing · ada on attacked to (?:mallory|ben|bea)|umask · ada · su/,
  },
  named('endless', 'prints without end'),
  named('sleep', 'sleeps and cannot be told to end'),
  named('exec-sh', 'becomes another shell'),
  named('exec-zero', 'becomes an endless print of NULs', standsFor('prints without end')),
  named('no-path', 'takes PATH away', standsFor('puts own programs before all others')),
  named('own-path', 'puts own programs before all others', { meanwhile: 'verify' }),
  named('preload', 'preloads a library'),
  named('kill-parent', 'stops and kills its parents'),
  named('daemons', 'leaves daemons that hold what they were given'),
  named('descriptors', 'writes to its parents’ descriptors'),
  named('functions', 'has functions for what is asked', standsFor('puts own programs before all others')),
  named('limits', 'takes its own limits away'),
  named('many', 'starts sixty processes', standsFor('leaves daemons that hold what they were given')),
  named('reads', 'reads standard input to its end', standsFor('sleeps and cannot be told to end')),
  named('control', 'prints control characters and fails', standsFor('prints transcripts')),
  named('stopped', 'stops itself', standsFor('sleeps and cannot be told to end')),
  named('full', 'closes its output', { meanwhile: 'verify', touches: /mallory|sharing/ }),
  named('busy', 'leaves a busy loop', { meanwhile: 'verify', ...standsFor('leaves daemons that hold what they were given') }),
  named('x', 'is a fifo', { first: 'cd ~ && rm -f .profile .bash_profile .bashrc && mkfifo .profile .bash_profile .bashrc' }),
  named('x', 'is a link to /dev/zero', {
    first: 'cd ~ && ln -sf /dev/zero .profile; ln -sf /dev/zero .bash_profile; ln -sf /dev/zero .bashrc',
  }),
  named('x', 'has no home to lie in', { first: 'cd / && chmod 000 ~' }),
]
