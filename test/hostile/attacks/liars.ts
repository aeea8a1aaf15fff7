/** An instance whose root lies in what its jobs print, over the lab's SSM. Its own rows it may forge; not anybody else's. */
import type { Attack } from '../attack.ts'

const lying = (lie: string, words: string, more: Partial<Attack> = {}): Attack => ({
  name: `over SSM, an instance that ${words}`,
  seat: 'liar',
  meanwhile: 'verify',
  // what ada writes for the test nobody can read, and that is what others must go on saying
  silent: true,
  program: 'while :; do find $P/shared -mindepth 1 -user 2001 -type f -exec chmod 0 {} + 2>/dev/null; sleep 0.02; done',
  sceneThere: `echo ${lie} >/attack/lie; echo $O >/attack/other; cp /attack/liar.py /attack/liar; chmod 755 /attack/liar
cd /usr/bin; mv sh real.sh; mv bash real.bash; cp /attack/liar sh; cp /attack/liar bash`,
  undo: 'cd /usr/bin; [ ! -e real.sh ] || { mv -f real.sh sh; mv -f real.bash bash; }',
  touches: /sharing/,
  untrue: /^other · sharing · ada on attacked to/,
  ...more,
})

export const liarAttacks: readonly Attack[] = [
  lying('twice', 'says everything twice'),
  lying('cut', 'ends in the middle'),
  lying('flood', 'floods'),
  lying('before', 'says something first'),
  lying('digest', 'gives another digest'),
  lying('job', 'answers for another job'),
  lying('extra', 'tells rows of people whom it does not have'),
  lying('unknown', 'gives a verdict of its own'),
  lying('other', 'tells what people of another instance could read'),
  lying('control', 'has control characters and markup in its facts'),
  lying('greener', 'says refused is done'),
  lying('zone', 'says that it is another instance'),
]
