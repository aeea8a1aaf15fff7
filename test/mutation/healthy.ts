/** Random hosts that are mounted and healthy, made by plain shell as an administrator would: none of them may be called broken. */
import type { FileSystem } from '../../src/domain/ports.ts'
import { imageProfiles } from '../../src/lab/instances/image-profiles.ts'
import type { InstanceSpec } from '../../src/lab/instances/instance.ts'
import type { Distribution } from '../../src/lab/ports.ts'
import { type Chance, chance } from '../support/chance.ts'
import { on, type Stage } from '../support/lab-stage.ts'
import { customs, otherMounts, things, umask } from './healthy-customs.ts'
import { spoken } from './lane.ts'

export type FalseAlarm = { readonly host: string; readonly recipe: string; readonly said: string }
export type HealthyOutcome = { readonly hosts: number; readonly falseAlarms: readonly FalseAlarm[]; readonly seed: number }

type Recipe = { readonly spec: InstanceSpec; readonly script: string }
type Volume = Pick<FileSystem, 'id' | 'name'>

/** What the hosts of one volume have in common: who is asked about, how the volume is laid out, which uid a login user has. */
type Custom = {
  /** Undefined: each host's login user. */
  readonly accounts: readonly string[] | undefined
  readonly sticky: boolean
  readonly privateSpaces: boolean
  readonly loginUid: number
}

const batch = 10
const ada = { name: 'ada', uid: 2001 }
const bob = { name: 'bob', uid: 2002 }

export async function tryHealthy(stage: Stage, hosts: number, seed: number): Promise<HealthyOutcome> {
  const dice = chance(seed)
  const falseAlarms: FalseAlarm[] = []
  const alarm = (it: FalseAlarm) => {
    falseAlarms.push(it)
    process.stderr.write(`false alarm, ${it.host}: ${it.said}\n${it.recipe}\n`)
  }
  for (let first = 0; first < hosts; first += batch) {
    const [volume, other] = await Promise.all([stage.volume(), stage.volume()])
    const custom = customOf(dice)
    const recipes = Array.from({ length: Math.min(batch, hosts - first) }, (_, i) => healthyHost(dice, first + i, custom, volume, other))
    const made = await Promise.all(recipes.map((recipe) => makeHost(stage, recipe)))
    const standing = recipes.filter((_, i) => typeof made[i] !== 'string')
    const { report } = await stage.say(wordsFor(custom, volume, standing))
    for (const [i, { spec, script }] of recipes.entries()) {
      const trouble = made[i]
      const said = typeof trouble === 'string' ? undefined : spoken(report, spec.name)
      if (typeof trouble === 'string') alarm({ host: spec.name, recipe: script, said: `the recipe did not work: ${trouble}` })
      if (said) alarm({ host: spec.name, recipe: script, said: `${said.verdict} ${said.cause}, ${said.row}: ${said.observed}` })
    }
    await Promise.all(
      made.map(async (instance) => {
        if (typeof instance === 'string') return
        stage.lab.aws.removeInstance(instance.id)
        await instance.destroy()
      }),
    )
  }
  return { hosts, falseAlarms, seed }
}

async function makeHost(stage: Stage, { spec, script }: Recipe) {
  const instance = await stage.instance(spec.name, spec)
  try {
    await on(instance, script)
    return instance
  } catch (error) {
    stage.lab.aws.removeInstance(instance.id)
    await instance.destroy()
    return String(error)
  }
}

function wordsFor({ accounts, sticky, privateSpaces }: Custom, volume: Volume, recipes: readonly Recipe[]): string {
  return [
    `verify ${volume.id} ${recipes.map((r) => r.spec.name).join(' ')} --no-sharing-test`,
    ...(accounts ? [`--users ${accounts.join(',')}`] : []),
    ...(sticky ? ['--sticky'] : []),
    ...(privateSpaces ? ['--private'] : []),
  ].join(' ')
}

function customOf(dice: Chance): Custom {
  const accounts = dice.often(0.4) ? [ada.name, bob.name] : undefined
  return {
    accounts,
    sticky: dice.often(0.3),
    // login users have other names on other distributions, and one uid: to EFS their spaces are one person's
    privateSpaces: accounts !== undefined && dice.often(0.6),
    loginUid: dice.one([1000, 1000, 1500]),
  }
}

const images: readonly { readonly distribution: Distribution; readonly version?: string }[] = [
  { distribution: 'ubuntu' },
  { distribution: 'rocky' },
  { distribution: 'debian' },
  { distribution: 'amazon' },
  { distribution: 'amazon', version: '2' },
  { distribution: 'sles' },
]

function healthyHost(dice: Chance, number: number, custom: Custom, volume: Volume, other: Volume): Recipe {
  const image = dice.one(images)
  const { login, family } = imageProfiles[image.distribution]
  const place = `/mnt/${volume.name}`
  const passersBy = Array.from({ length: dice.below(4) }, (_, i) => ({ name: `p${number}-${i}`, uid: 3100 + number * 10 + i }))
  const members = custom.accounts ?? [login]
  const groups = Array.from({ length: dice.below(9) }, (_, i) => ({
    name: `team${i}`,
    gid: 4000 + i,
    members: dice.often(0.6) ? [login] : [],
  }))
  return {
    spec: { ...image, name: `healthy-${number}`, users: [ada, bob, ...passersBy], groups, client: 'installed' },
    script: [
      'set -e',
      `usermod -u ${custom.loginUid} ${login}; chown -R ${login} /home/${login}`,
      dice.one([
        'groupadd -g 3000 prism-shared',
        'printf "prism-shared:x:3000:\\n" >>/etc/group; printf "prism-shared:!::\\n" >>/etc/gshadow',
        // names of accounts that are gone, and a second name for the number behind ours
        'printf "prism-shared:x:3000:gone,left\\nscience:x:3000:\\n" >>/etc/group; printf "prism-shared:!::gone,left\\n" >>/etc/gshadow',
      ]),
      ...members.map((member) =>
        dice.one([`usermod -aG prism-shared ${member}`, `gpasswd -a ${member} prism-shared`, `usermod -g prism-shared ${member}`]),
      ),
      ...passersBy.filter(() => dice.often(0.4)).map(({ name }) => `usermod -aG prism-shared ${name}`),
      ...otherMounts(dice, other),
      `mkdir -p ${place}`,
      `mount -t efs -o ${dice.one(['tls', '_netdev,tls', 'tls,noresvport', '_netdev,noresvport,tls'])},nosuid,nodev ${volume.id}:/ ${place}`,
      ...layout(dice, place, members, custom),
      ...things(dice, place, members, number, custom),
      ...(dice.often(0.2) ? [`mkdir /srv/again; mount -t efs -o tls,nodev,nosuid ${volume.id}:/ /srv/again`] : []),
      ...(dice.often(0.2) ? [`mount --bind ${place} ${place}`] : []),
      ...fstab(dice, place, volume.id, other.id),
      ...umask(dice, family, members),
      // its start files come after PAM and go by the first group; a site says otherwise there
      ...(image.version === '2' ? [`printf '[ "$(id -u)" -lt 1000 ] || umask 002\\n' >/etc/profile.d/10-science.sh`] : []),
      ...customs(dice, family, members, passersBy),
    ].join('\n'),
  }
}

function layout(dice: Chance, place: string, members: readonly string[], { sticky, privateSpaces }: Custom): string[] {
  const open = sticky ? '3775' : '2775'
  const own = privateSpaces ? '0700' : '0755'
  return dice.one([
    [
      `install -d -o root -g 3000 -m ${open} ${place} ${place}/shared`,
      `install -d -o root -g 3000 -m 2755 ${place}/users`,
      ...members.map(
        (m) => `[ -d ${place}/users/${m} ] || install -d -o ${m} -g 3000 -m ${own} ${place}/users/${m}; chmod 0${own} ${place}/users/${m}`,
      ),
    ],
    [
      `mkdir -p ${place}/shared ${place}/users`,
      ...members.map((m) => `mkdir -p ${place}/users/${m}; chown ${m}:prism-shared ${place}/users/${m}; chmod 0${own} ${place}/users/${m}`),
      `chown root:prism-shared ${place} ${place}/shared ${place}/users`,
      `chmod ${open} ${place} ${place}/shared; chmod 2755 ${place}/users`,
    ],
  ])
}

function fstab(dice: Chance, place: string, id: string, other: string): string[] {
  const blank = dice.one([' ', '\\t', '   '])
  const options = dice.shuffled([
    '_netdev',
    'tls',
    'nofail',
    'x-prism',
    'nosuid',
    'nodev',
    ...[
      'noresvport',
      'noatime',
      'x-systemd.automount',
      'x-systemd.mount-timeout=30',
      'noexec',
      'rw',
      'iam',
      'region=us-east-1',
      'comment=team',
    ].filter(() => dice.often(0.4)),
  ])
  const mine = [
    `${id}${dice.one([':/', ''])}`,
    dice.one([place, place, `${place}/`, place.replace('/mnt/', '/mnt//'), place.replace('/mnt/', '\\\\057mnt/')]),
    'efs',
    options.join(','),
    ...dice.one([['0', '0'], ['0', '2'], ['0'], [], ['0', '0', '# of the team'], ['0', '0\\r']]),
  ].join(blank)
  const before = [
    '# managed by hand',
    'LABEL=root / ext4 defaults 0 1',
    '',
    'tmpfs /data tmpfs nofail 0 0',
    `#${id}:/ /mnt/old efs tls 0 0`,
    `# ${place} is the shared volume`,
    'this line nobody can read',
    `${other}:/ /srv/other efs _netdev,tls,nofail 0 0`,
    `${other}:/ /mnt/other efs _netdev,tls,nofail,x-prism 0 0`,
    `${id}:/ /srv/again efs _netdev,tls,nofail,noauto 0 0`,
  ]
  const after = ['/dev/sdf1 /mnt/usb vfat noauto,user 0 0', '# the end']
  const lines = [...before.filter(() => dice.often(0.5)), mine, ...after.filter(() => dice.often(0.5))]
  return [`printf '${lines.join('\\n')}${dice.one(['\\n', ''])}' >/etc/fstab`]
}
