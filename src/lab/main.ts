/**
 * The program behind `prism lab`. `up` starts a lab, prints `export NAME=value` lines for AWS clients (or one JSON
 * object with --json), a table of the instances on stderr, and stays until SIGINT or SIGTERM. `run` starts a lab, runs a command in its
 * environment and ends the lab with it.
 */
import { parseArgs } from 'node:util'
import { control, type Verb, verbs } from './control/client.ts'
import { startControl } from './control/server.ts'
import { labRepository, minPermissions } from './github/start.ts'
import { imageProfiles } from './instances/image-profiles.ts'
import type { InstanceSpec } from './instances/instance.ts'
import type { Distribution } from './ports.ts'
import { exitOf, labEnvironment, type Running, runCommand } from './run-command.ts'
import { type Lab, type LabOptions, startLab, teamInstances } from './start.ts'
import { usageOf } from './usage.ts'

/** Variables of a shell that would lead an AWS client away from the lab, whatever the lab's own say. */
const elsewhere = `AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE \
AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_IGNORE_CONFIGURED_ENDPOINT_URLS \
AWS_ENDPOINT_URL_EFS AWS_ENDPOINT_URL_EC2 AWS_ENDPOINT_URL_SSM AWS_ENDPOINT_URL_STS \
AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT AWS_CA_BUNDLE`

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
const say = (text: string): void => void process.stderr.write(`prism lab: ${text}\n`)

const isVerb = (word: string | undefined): word is Verb => verbs.some((verb) => verb === word)

try {
  const [verb, ...rest] = process.argv.slice(2)
  if (isVerb(verb) && rest[0] === '--help') process.stdout.write(usageOf(verb))
  else if (isVerb(verb)) process.exitCode = await control(verb, rest, process.env.PRISM_LAB)
  else if (verb === 'run') await run(rest)
  else await up(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function up(argv: readonly string[]): Promise<void> {
  const { help, json, start } = optionsFrom(argv)
  if (help) return void process.stdout.write(usageOf('up'))
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  const lab = await start()
  show(lab, json)
  const alive = setInterval(() => {}, 2 ** 30)
  await ended
  clearInterval(alive)
  await lab.stop()
  process.exit()
}

/** A signal is the command's; one that comes before the command does is taken for it. */
async function run(argv: readonly string[]): Promise<void> {
  const at = argv.includes('--') ? argv.indexOf('--') : argv.length
  const { help, start } = optionsFrom(argv.slice(0, at), (word) => `the command goes after --: prism lab run -- ${word} …`)
  if (help) return void process.stdout.write(usageOf('run'))
  const [program, ...args] = argv.slice(at + 1)
  if (program === undefined) throw new Error('run needs a command after --, for example: prism lab run -- prism instance list')
  let running: Running | undefined
  let early: NodeJS.Signals | undefined
  for (const signal of signals)
    process.on(signal, () => {
      if (running) running.signal(signal)
      else early ??= signal
    })
  const lab = await start()
  try {
    if (!early && process.stdin.isTTY && process.stderr.isTTY)
      say(`the lab is up, with ${Object.keys(lab.instances).join(', ')}; it ends with the command`)
    if (!early) running = runCommand([program, ...args], labEnvironment(process.env, lab.env), say)
    process.exitCode = running ? await running.status : exitOf(early!)
  } finally {
    await lab.stop()
  }
  process.exit()
}

/** `stray`: what is said of a word that is no option. */
function optionsFrom(
  argv: readonly string[],
  stray: (word: string) => string = (word) => `${JSON.stringify(word)} is no option; see prism lab up --help`,
): { readonly help: boolean; readonly json: boolean; readonly start: () => Promise<Lab> } {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      instances: { type: 'string' },
      'no-client': { type: 'boolean', default: false },
      approvals: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [word] = positionals
  if (word !== undefined) throw new Error(stray(word))
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`)
  const client = values['no-client'] ? 'absent' : 'installed'
  const specs = values.instances === undefined ? teamInstances : parseInstances(values.instances)
  return {
    help: values.help,
    json: values.json,
    start: () => startSteered({ instances: specs.map((spec) => ({ ...spec, client })), port }, values.approvals),
  }
}

/** A lab with its GitHub, and with PRISM_LAB and PRISM_LAB_GITHUB in its environment. */
async function startSteered(options: LabOptions, withApprovals: boolean): Promise<Lab> {
  // a ledger can be kept, so that a history can be asked for
  const app = { permissions: { ...minPermissions, contents: 'write' } }
  const lab = await startLab({ ...options, github: { app, repositories: [labRepository(withApprovals)] } })
  const steering = await startControl(lab, process.env.PRISM_APP_PROGRAM, withApprovals)
  const stop = async () => {
    await steering.stop()
    await lab.stop()
  }
  return { ...lab, env: { ...lab.env, PRISM_LAB: steering.path, ...(lab.github && { PRISM_LAB_GITHUB: lab.github.url }) }, stop }
}

function parseInstances(list: string): readonly InstanceSpec[] {
  return list.split(',').map((word) => {
    const [name = '', distribution = ''] = word.split('=')
    if (!Object.hasOwn(imageProfiles, distribution))
      throw new Error(
        `--instances: ${JSON.stringify(word)} is not NAME=DISTRIBUTION; distributions: ${Object.keys(imageProfiles).join(', ')}`,
      )
    return { name, distribution: distribution as Distribution }
  })
}

function show(lab: Lab, json: boolean): void {
  const rows = Object.values(lab.instances).map(({ name, id, platformName, platformVersion, availabilityZone, privateIp, spec }) => ({
    name,
    id,
    platform: `${platformName} ${platformVersion}`,
    login: imageProfiles[spec.distribution].login,
    availabilityZone,
    privateIp,
  }))
  if (json) process.stdout.write(`${JSON.stringify({ env: lab.env, instances: rows, pid: process.pid })}\n`)
  else {
    // asked directly, past any proxy of the shell's
    const { NO_PROXY = '', no_proxy = '' } = labEnvironment(process.env, {})
    const exports = Object.entries({ ...lab.env, NO_PROXY, no_proxy }).map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    process.stdout.write(`unset ${elsewhere}\n${exports.join('')}`)
  }
  for (const row of rows) process.stderr.write(`${row.name.padEnd(20)} ${row.id}  ${row.platform.padEnd(22)} ${row.login}\n`)
  process.stderr.write(`lab is up (pid ${process.pid}); end it with Ctrl-C or SIGTERM\n`)
  if (!json) process.stderr.write(`${elsewhereBy(process.stdout.isTTY)}\n`)
}

/** How another terminal comes to speak to the lab. */
function elsewhereBy(shown: boolean): string {
  if (!shown) return 'To use it in another terminal, read in there the file that this one writes to, for example: . ./lab.env'
  return `To use it in another terminal, paste the lines from "unset" to the last "export" there. Or in two commands:
  prism lab up > lab.env      in this one
  . ./lab.env                 in the other one, once the lab is up
\`prism lab run -- bash\` does without a second one.`
}

function quoted(value: string): string {
  return /^[\w:/.,@%+=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
