/** An instance whose root lies in what its jobs print, over the lab's SSM. Its own rows it may forge; not anybody else's. */
import type { Attack } from '../attack.ts'

const lying = (lie: string, words: string, more: Partial<Attack> = {}): Attack => ({
  name: `over SSM, an instance that ${words}`,
  seat: 'liar',
  meanwhile: 'verify',
  // what ada writes for the test nobody can read, and that is what others must go on saying
  program: 'exec python3 -u $T/unreadable.py $P/shared 2001',
  sceneThere: `echo ${lie} >/attack/lie; echo $O >/attack/other; cp /attack/liar.py /attack/liar; chmod 755 /attack/liar
cd /usr/bin; mv sh real.sh; mv bash real.bash; cp /attack/liar sh; cp /attack/liar bash`,
  undo: 'cd /usr/bin; [ ! -e real.sh ] || { mv -f real.sh sh; mv -f real.bash bash; }',
  touches: /sharing/,
  untrue: /^other · sharing · ada on attacked to/,
  ...more,
})

/** No test of sharing is needed to see what comes of it. */
const seenAlone = { meanwhile: 'look', program: 'echo ready; exec sleep 600', untrue: /^$/ } as const
/** And no fact may come of it. */
const noFact = { ...seenAlone, untrue: /^attacked · (?:mount|umask|behaviour)/ } as const

export const liarAttacks: readonly Attack[] = [
  lying('twice', 'says everything twice', { full: 'a transcript: repeated' }),
  lying('cut', 'ends in the middle', seenAlone),
  lying('flood', 'floods', seenAlone),
  // what comes of these the reader alone decides, to whom the same is told without an instance
  lying('before', 'says something first', { ...noFact, full: 'a transcript: with a word before it' }),
  lying('digest', 'gives another digest', { ...noFact, full: 'a transcript: another digest' }),
  lying('job', 'answers for another job', { ...noFact, full: 'a transcript: of another job' }),
  lying('extra', 'tells rows of people whom it does not have'),
  lying('unknown', 'gives a verdict of its own', { full: 'a transcript: a kind that is none' }),
  lying('other', 'tells what people of another instance could read'),
  lying('control', 'has control characters and markup in its facts'),
  lying('greener', 'says refused is done'),
  lying('zone', 'says that it is another instance'),
]
