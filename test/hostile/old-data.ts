/**
 * `prism migrate` beside somebody who means harm: below one folder, everything of the old number is to become ada's, and nothing else anywhere.
 * Canaries: owner, mode and hash of all that lies outside of the folder, what is of other numbers in it, no set-id program of the person's, a
 * report that is no greener than what `find` counts, and the time.
 */
import type { FileSystem } from '../../src/domain/ports.ts'
import type { Answer } from '../../src/domain/run.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Said, Stage } from '../support/lab-stage.ts'
import { registryOf } from '../support/people-stage.ts'
import type { Known, Outcome } from './attack.ts'
import { type OnOldData, oldData } from './attacks/old-data.ts'
import { programLines } from './hosts.ts'
import { notInert } from './shown.ts'

const limit = 60

const team = registryOf('version: 1\npeople:\n  ada: {uid: 65536, hosts: ["*"]}\n')
type Stand = { readonly host: Instance; readonly volume: FileSystem; readonly head: string }

const identity = (seat: OnOldData['seat']): string =>
  seat === 'root'
    ? ''
    : `setpriv --reuid ${seat === 'old' ? 1000 : 1666} --regid ${seat === 'old' ? 1000 : 1666} --groups ${seat === 'old' ? 1000 : 1666},3000 --no-new-privs `

async function on(host: Instance, script: string, args: readonly string[] = []): Promise<string> {
  const done = await host.run(script, { args, timeoutMs: 60_000 })
  if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  return done.stdout.trim()
}

/** All on one host: the folder is made anew for each. */
export async function onOldData(stage: Stage, meant: (one: Known) => boolean, told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const those = oldData.filter((one) => meant({ ...one, seat: 'old data' }))
  if (those.length === 0) return []
  const stand = await open(stage)
  const outcomes: Outcome[] = []
  for (const attack of those) {
    const start = performance.now()
    const why = await attackOn(stage, stand, attack).catch((error: unknown) => `could not be tried: ${String(error)}`)
    const outcome: Outcome = { name: attack.name, seat: 'old data', why, seconds: (performance.now() - start) / 1000 }
    told(outcome)
    outcomes.push(outcome)
  }
  stage.lab.aws.removeInstance(stand.host.id)
  await stand.host.destroy()
  return outcomes
}

async function open(stage: Stage): Promise<Stand> {
  const users = [
    { name: 'mallory', uid: 1666 },
    { name: 'eve', uid: 1777 },
  ]
  const [host, volume] = await Promise.all([stage.instance('old-data', { distribution: 'ubuntu', users }), stage.volume()])
  const { run } = await stage.say(`mount ${volume.name} old-data --users ubuntu,mallory --no-sharing-test`)
  if (run.findings.length > 0) throw new Error(`a new host is not green: ${JSON.stringify(run.findings)}`)
  await on(host, `${programLines()}\nchmod -R a+rX /attack; mkdir -p /attack/out; chmod 1777 /attack/out; touch /pwned; chmod 666 /pwned`)
  const head = `PATH=/usr/sbin:/usr/bin:/sbin:/bin P=/mnt/${volume.name} D=/mnt/${volume.name}/shared/old T=/attack\n`
  return { host, volume, head }
}

const laid = `
rm -rf $D $D.* /var/lib/prism/migrated $P/shared/.pipe /attack/out/*
mkdir -m 2775 $D; chown 1000:3000 $D; cd $D
for n in 1 2 3 4 5 6 7 8; do mkdir -m 2775 d0$n; for m in $(seq 60); do : >d0$n/f$m; done; chmod 664 d0$n/f*; done
chown -R 1000:3000 d0*
echo x >theirs; chown 1777:1777 theirs; mkdir -m 700 vault; echo x >vault/secret
for d in /home/ubuntu $P/users/ubuntu $P/shared; do echo x >$d/keep; chown 1000:1000 $d/keep; chmod 644 $d/keep; done`
/** Owner, mode and hash of what must stay as it is. */
const outside = `
find /etc /home /root /usr/local /var/lib/prism /opt -xdev ! -path '/var/lib/prism/j*' ! -path '/var/lib/prism/migrated*' ! -name lock -printf '%p %U:%G %m %y\\n' 2>/dev/null | grep -v '^/var/lib/prism' | sort
find $P -xdev ! -path "$D*" ! -path '*/.pipe' -printf '%p %U:%G %m %y\\n' | sort
stat -c '%n %u:%g %a' /etc/shadow $P/shared/keep; find $D/theirs $D/vault -printf '%p %U:%G %m\\n' 2>/dev/null | sort; cat /pwned`

async function attackOn(stage: Stage, { host, volume, head }: Stand, attack: OnOldData): Promise<string> {
  const begin = attack.program
    ? `setsid ${identity(attack.seat)}bash -c "$1" </dev/null >/attack/out/said 2>&1 & echo $! >/attack/out/pid
for n in $(seq 1000); do [ ! -s /attack/out/said ] || break; sleep 0.01; done; [ -s /attack/out/said ]`
    : ':'
  const dead: string[] = []
  try {
    await on(host, `${head}set -e\n${laid}`)
    if (attack.first) await on(host, `exec ${identity(attack.seat)}bash -c "$1"`, [`${head}set -e\n${attack.first}`])
    const before = await on(host, head + outside)
    await on(host, `${head}${begin}`, attack.program ? [`${head}${attack.program}`] : [])
    const start = performance.now()
    const move = { kind: 'move', uid: 1000, under: 'shared/old', to: 'ada' } as const
    let said = await agreed(stage, volume, move)
    if (attack.tampered) {
      // a busy host is not asked for open files in time, and nothing is begun: without a list there is nothing to attack
      for (let n = 0; n < 3 && said.answer.report?.undo === undefined; n++) said = await agreed(stage, volume, move)
      const id = said.answer.report?.undo
      if (id === undefined) throw new Error(`nothing was migrated: ${said.words}`)
      await on(host, `${head}set -e\n${attack.tampered}`)
      said = await agreed(stage, volume, { kind: 'undo', id })
    }
    const seconds = (performance.now() - start) / 1000
    if (seconds > limit) dead.push(`took ${Math.round(seconds)} s of ${limit}`)
    if (attack.program) {
      const raced = await on(
        host,
        'kill -0 $(cat /attack/out/pid) && { cat /attack/out/raced 2>/dev/null || echo; } || cat /attack/out/said',
      )
      if (raced === '0' || /Error/.test(raced)) dead.push(`did not race: ${raced}`)
      await on(host, 'kill -KILL -- -$(cat /attack/out/pid) 2>/dev/null; sleep 0.05')
      await on(host, `${head}[ ! -L $D ] || { rm $D; mv $D.link $D; }`)
    }
    const after = await on(host, head + outside)
    if (after !== before) dead.push(`changed: ${differing(before, after)}`)
    const own = await on(host, `${head}find $P -xdev -uid 65536 -perm /6000 -type f`)
    if (own !== '') dead.push(`runs as the person: ${own}`)
    const left = Number(await on(host, `${head}find $D/ -uid 1000 2>/dev/null | wc -l`))
    dead.push(...said.asks.flatMap((one) => notInert(one.run)), ...judged(attack, said, left))
  } finally {
    await host.run(`${head}kill -KILL -- -$(cat /attack/out/pid 2>/dev/null) 2>/dev/null; ${attack.undo ?? ':'}`)
  }
  return dead.slice(0, 4).join('; ')
}

type OfMigration = Extract<Answer, { readonly kind: 'migration' }>
type Agreed = { readonly answer: OfMigration; readonly asks: readonly Said[]; readonly words: string }

/** The plan, and where it has something to do, exactly that; anew where it changed meanwhile, three times. */
async function agreed(stage: Stage, volume: FileSystem, what: Parameters<typeof asking>[1]): Promise<Agreed> {
  const asks: Said[] = []
  const once = async (plan: string | undefined): Promise<OfMigration | undefined> => {
    const said = await stage.ask({ ...asking(volume, what), ...(plan === undefined ? {} : { plan }) })
    asks.push(said)
    return said.run.answer?.kind === 'migration' ? said.run.answer : undefined
  }
  const ask = async (plan?: string): Promise<OfMigration | undefined> => {
    let answer = await once(plan)
    // instances of other attacks end in the middle of this, of the plan as of what was agreed to
    for (let n = 0; n < 3 && answer?.plan.refused.some((f) => f.code === 'migrate-unknown'); n++) answer = await once(plan)
    return answer
  }
  let answer = await ask()
  for (let n = 0; n < 3 && answer && !answer.report && answer.plan.jobs.length > 0; n++)
    answer = (await ask(answer.plan.digest.slice(0, 16))) ?? answer
  if (!answer) throw new Error(`no migration: ${JSON.stringify(asks.at(-1)?.run.findings)}`)
  const all = [...asks.flatMap((s) => s.run.findings), ...answer.plan.refused, ...(answer.report?.findings ?? [])].map(
    (f) => `${f.code} ${f.seen}`,
  )
  const stays = [...answer.counted.left, ...(answer.report?.after.left ?? [])].map((l) => `${l.why} ${l.path}`)
  return { answer, asks, words: [...all, ...stays].join('\n') }
}

const asking = (volume: FileSystem, what: { kind: 'undo'; id: string } | { kind: 'move'; uid: number; under: string; to: string }) =>
  ({
    verb: 'migrate',
    volume: { kind: 'name', name: volume.name },
    selectors: [{ kind: 'name', name: 'old-data' }],
    registry: team,
    what,
  }) as const

/** `left`: entries of the old number that are in the folder now. */
function judged({ program, tampered, says }: OnOldData, { answer, words }: Agreed, left: number): string[] {
  const holds = answer.report?.verdict === 'holds'
  if (says) return [...(holds ? ['green'] : []), ...(says.test(words) ? [] : [`said ${words || 'nothing'}`])]
  // what somebody moves away and back while it is counted was not there when it was
  if (program || tampered) return []
  return [...(holds ? [] : [`not green: ${words || 'no report'}`]), ...(holds && left > 0 ? [`green with ${left} of the old number`] : [])]
}

function differing(before: string, after: string): string {
  const [was, is] = [new Set(before.split('\n')), new Set(after.split('\n'))]
  return [...[...was].filter((l) => !is.has(l)).map((l) => `− ${l}`), ...[...is].filter((l) => !was.has(l)).map((l) => `+ ${l}`)]
    .slice(0, 6)
    .join(', ')
}
