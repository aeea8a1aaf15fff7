/** Random hosts that are mounted and healthy, made by plain shell as an administrator would: none of them may be called broken. */
import type { InstanceSpec } from '../../src/lab/instances/instance.ts'
import { type Family, poses } from '../../src/lab/instances/poses.ts'
import type { Distribution } from '../../src/lab/ports.ts'
import { on, type Stage } from '../support/lab-stage.ts'
import { type Chance, chance } from './chance.ts'
import { spoken } from './lane.ts'

export type FalseAlarm = { readonly host: string; readonly recipe: string; readonly said: string }
export type HealthyOutcome = { readonly hosts: number; readonly falseAlarms: readonly FalseAlarm[]; readonly seed: number }

type Recipe = { readonly spec: InstanceSpec; readonly script: string }

const batch = 10

export async function tryHealthy(stage: Stage, hosts: number, seed: number): Promise<HealthyOutcome> {
  const dice = chance(seed)
  const falseAlarms: FalseAlarm[] = []
  for (let first = 0; first < hosts; first += batch) {
    const volume = await stage.volume()
    const recipes = Array.from({ length: Math.min(batch, hosts - first) }, (_, i) => healthyHost(dice, first + i, volume))
    const instances = await Promise.all(
      recipes.map(async ({ spec, script }) => {
        const instance = await stage.instance(spec.name, spec)
        await on(instance, script)
        return instance
      }),
    )
    const { report } = await stage.say(`verify ${volume.id} ${recipes.map((r) => r.spec.name).join(' ')} --no-sharing-test`)
    for (const { spec, script } of recipes) {
      const said = spoken(report, spec.name)
      if (said) falseAlarms.push({ host: spec.name, recipe: script, said: `${said.verdict} ${said.cause}, ${said.row}: ${said.observed}` })
    }
    await Promise.all(
      instances.map((instance) => {
        stage.lab.aws.removeInstance(instance.id)
        return instance.destroy()
      }),
    )
  }
  return { hosts, falseAlarms, seed }
}

function healthyHost(dice: Chance, number: number, volume: { readonly id: string; readonly name: string }): Recipe {
  const distribution = dice.one<Distribution>(['ubuntu', 'rocky', 'debian', 'amazon'])
  const { login, family } = poses[distribution]
  const place = `/mnt/${volume.name}`
  const people = Array.from({ length: dice.below(4) }, (_, i) => ({ name: `p${number}-${i}`, uid: 2000 + number * 10 + i }))
  const groups = Array.from({ length: dice.below(9) }, (_, i) => ({
    name: `team${i}`,
    gid: 4000 + i,
    members: dice.often(0.6) ? [login] : [],
  }))
  return {
    spec: { name: `healthy-${number}`, distribution, users: people, groups, client: 'installed' },
    script: [
      'set -e',
      dice.one([
        'groupadd -g 3000 prism-shared',
        'printf "prism-shared:x:3000:\\n" >>/etc/group; printf "prism-shared:!::\\n" >>/etc/gshadow',
      ]),
      dice.one([`usermod -aG prism-shared ${login}`, `gpasswd -a ${login} prism-shared`]),
      ...people.filter(() => dice.often(0.4)).map(({ name }) => `usermod -aG prism-shared ${name}`),
      ...otherMounts(dice),
      `mkdir -p ${place}`,
      `mount -t efs -o ${dice.one(['tls', '_netdev,tls', 'tls,noresvport', '_netdev,noresvport,tls'])} ${volume.id}:/ ${place}`,
      ...layout(dice, place, login),
      ...things(dice, place, login, number),
      ...fstab(dice, place, volume.id),
      ...umask(dice, family, login),
      ...customs(dice, login, people),
    ].join('\n'),
  }
}

function otherMounts(dice: Chance): string[] {
  const all = [
    'mkdir /data; mount -t tmpfs scratch /data',
    'mkdir /srv/a /srv/b; mount --bind /srv/a /srv/b',
    'mkdir /mnt/usb; mount -t tmpfs usb /mnt/usb',
  ]
  return all.filter(() => dice.often(0.3))
}

function layout(dice: Chance, place: string, login: string): string[] {
  return dice.one([
    [
      `install -d -o root -g 3000 -m 2775 ${place} ${place}/shared`,
      `install -d -o root -g 3000 -m 2755 ${place}/users`,
      `[ -d ${place}/users/${login} ] || install -d -o ${login} -g 3000 -m 0755 ${place}/users/${login}; chmod 00755 ${place}/users/${login}`,
    ],
    [
      `mkdir -p ${place}/shared ${place}/users/${login}`,
      `chown root:prism-shared ${place} ${place}/shared ${place}/users; chown ${login}:prism-shared ${place}/users/${login}`,
      `chmod 2775 ${place} ${place}/shared; chmod 2755 ${place}/users; chmod 00755 ${place}/users/${login}`,
    ],
  ])
}

function things(dice: Chance, place: string, login: string, number: number): string[] {
  const mine = `${place}/shared/of-${number}`
  const all = [
    `install -m 0664 -o ${login} -g 3000 /dev/null ${mine}.txt`,
    `install -m 0775 -o ${login} -g 3000 /dev/null "${mine} run me.sh"`,
    `install -d -m 2775 -o ${login} -g 3000 ${mine}.d; install -m 0660 -o ${login} -g 3000 /dev/null ${mine}.d/notes`,
    `ln -s nowhere ${mine}.link`,
    `mkfifo ${mine}.pipe`,
    `install -m 0600 -o ${login} -g ${login} /dev/null ${place}/users/${login}/private-${number}`,
    `install -d -m 0755 -o 1700 -g 3000 ${place}/users/colleague`,
  ]
  return all.filter(() => dice.often(0.4))
}

function fstab(dice: Chance, place: string, id: string): string[] {
  const blank = dice.one([' ', '\\t', '   '])
  const options = dice.shuffled([
    '_netdev',
    'tls',
    'nofail',
    'x-prism',
    ...['noresvport', 'noatime', 'x-systemd.automount'].filter(() => dice.often(0.4)),
  ])
  const mine = [
    `${id}${dice.one([':/', ''])}`,
    dice.one([place, place, `${place}/`]),
    'efs',
    options.join(','),
    '0',
    dice.one(['0', '2']),
  ].join(blank)
  const before = [
    '# managed by hand',
    'LABEL=root / ext4 defaults 0 1',
    '',
    'tmpfs /data tmpfs nofail 0 0',
    `#${id}:/ /mnt/old efs tls 0 0`,
  ]
  const after = ['/dev/sdf1 /mnt/usb vfat noauto,user 0 0', '# the end']
  const lines = [...before.filter(() => dice.often(0.5)), mine, ...after.filter(() => dice.often(0.5))]
  return [`printf '${lines.join('\\n')}${dice.one(['\\n', ''])}' >/etc/fstab`]
}

/** The members' umask the way the distribution's administrators set it: in the session stacks, or for the account itself. */
function umask(dice: Chance, family: Family, login: string): string[] {
  const stacks = family === 'debian' ? 'common-session common-session-noninteractive' : 'system-auth password-auth'
  // Red Hat's postlogin comes after the two, with a pam_umask of its own
  const last = family === 'debian' ? '' : ' postlogin'
  const append = (lines: string) => `for f in ${stacks}${last}; do printf '${lines}' >>"/etc/pam.d/$f"; done`
  return [
    dice.one([
      append(
        'session [success=ignore default=1] pam_succeed_if.so quiet user ingroup prism-shared\\nsession optional pam_umask.so umask=0002\\n',
      ),
      append('session optional pam_umask.so umask=002\\n'),
      append('session\\toptional\\tpam_umask.so\\tumask=0002\\n'),
      `${append('session optional pam_umask.so\\n')}; usermod -c '${login},,,,umask=002' ${login}`,
    ]),
  ]
}

/** What hosts have besides: umasks of other people, cron jobs, keys, sshd's further configuration, start files. */
function customs(dice: Chance, login: string, people: readonly { readonly name: string }[]): string[] {
  const home = `/home/${login}`
  const all = [
    "sed -i 's/^UMASK.*/UMASK 077/' /etc/login.defs",
    `printf '* * * * * root umask 077; true\\n' >/etc/cron.d/site`,
    `printf '0 3 * * * /bin/true\\n' >/var/spool/cron/crontabs/${login}`,
    'mkdir -p /etc/ssh/sshd_config.d; printf "PasswordAuthentication no\\n" >/etc/ssh/sshd_config.d/site.conf',
    `install -d -m 700 -o ${login} ${home}/.ssh; printf 'ssh-ed25519 AAAA nobody\\n' >${home}/.ssh/authorized_keys`,
    `printf 'alias ll="ls -l"\\n# umask 022\\n' >>${home}/.bashrc`,
    `printf 'echo "welcome to $(hostname)"\\n' >>${home}/.profile`,
    `printf 'export EDITOR=vi\\n' >/etc/profile.d/site.sh`,
    `printf '[ "$(id -u)" -ge 2000 ] && umask 027\\n' >/etc/profile.d/people.sh`,
  ]
  return [
    ...all.filter(() => dice.often(0.35)),
    ...people.filter(() => dice.often(0.5)).map(({ name }) => `printf 'umask 077\\n' >>/home/${name}/.profile`),
  ]
}
