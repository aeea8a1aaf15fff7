/** The two instances of a lane: where the attacker is, and the other one; how they are put back to what they were. */
import { dirname } from 'node:path'
import type { FileSystem } from '../../src/domain/ports.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { notHolding, on, type Stage } from '../support/lab-stage.ts'
import { allPrograms } from './programs.ts'
import { type Rows, rowsOf } from './rows.ts'

export type Hosts = {
  readonly lane: number
  readonly volume: FileSystem
  readonly place: string
  /** The attacker's; mallory is a member there, with ada. */
  readonly attacked: Instance
  /** ben and bea are members there, eve is not. */
  readonly other: Instance
  readonly honest: { readonly run: Run; readonly rows: Rows }
  /** What `find` said of the layout after the mount. */
  readonly layout: string
}

const people = {
  attacked: [
    { name: 'mallory', uid: 1666 },
    { name: 'ada', uid: 2001 },
    { name: 'eve', uid: 1777 },
  ],
  other: [
    { name: 'ben', uid: 2002 },
    { name: 'bea', uid: 2003 },
    { name: 'eve', uid: 1777 },
  ],
}
let made = 0

export async function openHosts(stage: Stage, lane: number): Promise<Hosts> {
  made += 1
  const [attacked, other, volume] = await Promise.all([
    stage.instance(`attacked-${made}`, { distribution: 'ubuntu', users: people.attacked }),
    stage.instance(`other-${made}`, { distribution: 'debian', users: people.other }),
    stage.volume(),
  ])
  const place = `/mnt/${volume.name}`
  for (const instance of [attacked, other]) {
    await on(
      instance,
      `${programLines()}
chmod -R a+rX /attack; chmod 755 /attack/*.sh; mkdir -p /attack/out /pwned; chmod 1777 /attack/out; chmod 777 /pwned; : >/pwned/ran; chmod 666 /pwned/ran
cp -a /home /attack/home
# what attacks move away and back again is in the overlay's upper layer from now on
cd /usr/bin && for each in sh bash; do mv $each real.$each && mv real.$each $each; done
cd /usr/local; for each in bin sbin lib/python3* lib/python3*/dist-packages; do [ ! -d $each ] || chown --reference=$each $each; done; mkdir /usr/local/lib/x && rmdir /usr/local/lib/x`,
    )
  }
  for (const [instance, users] of [
    [attacked, 'mallory,ada'],
    [other, 'ben,bea --group ml:3001:ben'],
  ] as const) {
    const { report } = await stage.say(`mount ${volume.name} ${instance.name} --users ${users} --no-sharing-test`)
    const red = notHolding(report, instance.name)
    if (red.length > 0) throw new Error(`a new host is not green: ${red.join('; ')}`)
  }
  const layout = await on(attacked, `cd ${place} && find . -printf '%m %U %G %p\\n'`)
  const { run } = await stage.say(`verify ${volume.name} ${attacked.name} ${other.name}`)
  return { lane, volume, place, attacked, other, honest: { run, rows: rowsOf(run, lane) }, layout }
}

/** Lines of the shell's that put the attackers' programs into /attack. */
export const programLines = (): string => allPrograms().map(written).join('\n')

const written = ({ path, text }: { readonly path: string; readonly text: string }): string =>
  `mkdir -p /attack/${dirname(path)}; base64 -d >/attack/${path} <<'END'\n${Buffer.from(text).toString('base64')}\nEND`

/** Ends what runs as anybody but root, lays the volume out anew, gives the homes back. */
export async function restore({ attacked, other, place, layout }: Hosts): Promise<void> {
  const entries = layout.split('\n').map((line) => line.split(' '))
  const each = (program: string, word: (entry: readonly string[]) => string): string =>
    Object.entries(Object.groupBy(entries, word))
      .map(([of, some = []]) => [program, of, ...some.map(([, , , path]) => path)].join(' '))
      .join('\n')
  // of five digits chmod takes a directory's setgid off too
  const lay = [
    each('mkdir', () => '-p'),
    each('chown', ([, uid, gid]) => `${uid}:${gid}`),
    each('chmod', ([mode]) => `${mode?.padStart(5, '0')}`),
  ].join('\n')
  const tidy = `pkill -CONT -U 1666,1777,2001,2002,2003; pkill -KILL -U 1666,1777,2001,2002,2003
for pid in $(cat /attack/out/pid 2>/dev/null); do kill -KILL -- -$pid 2>/dev/null; done
rm -rf /attack/out/* /tmp/* /tmp/.[!.]* /home; cp -a /attack/home /home; : >/pwned/ran; :`
  await on(other, tidy)
  await on(attacked, `${tidy}\ncd ${place} && find . -mindepth 1 -delete; ${lay}`)
}

export async function dispose(stage: Stage, { attacked, other }: Hosts): Promise<void> {
  for (const instance of [attacked, other]) {
    stage.lab.aws.removeInstance(instance.id)
    await instance.destroy()
  }
}
