/**
 * The program behind `prism lab up`: starts a lab, prints `export NAME=value` lines for AWS clients (or one JSON object with --json),
 * a table of the instances on stderr, and stays until SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util'
import type { InstanceSpec } from './instances/instance.ts'
import { poses } from './instances/poses.ts'
import type { Distribution } from './ports.ts'
import { type Lab, startLab, teamInstances } from './start.ts'

const usage = `Usage: prism lab up [--port N] [--json] [--instances NAME=DISTRIBUTION,...] [--no-client]

  --port N         the AWS endpoint's port (default: any free one)
  --json           one JSON object instead of export lines
  --instances L    e.g. web=ubuntu,calc=rocky; distributions: ${Object.keys(poses).join(', ')}
  --no-client      images without the EFS client

Example: prism lab up >lab.env & sleep 3; . ./lab.env; prism instance list
`

try {
  await up(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`prism lab: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function up(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      instances: { type: 'string' },
      'no-client': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void process.stdout.write(usage)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`)
  const client = values['no-client'] ? 'absent' : 'installed'
  const specs = values.instances === undefined ? teamInstances : parseInstances(values.instances)
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  const lab = await startLab({ instances: specs.map((spec) => ({ ...spec, client })), port })
  show(lab, values.json)
  const alive = setInterval(() => {}, 2 ** 30)
  await ended
  clearInterval(alive)
  await lab.stop()
  process.exit()
}

function parseInstances(list: string): readonly InstanceSpec[] {
  return list.split(',').map((word) => {
    const [name = '', distribution = ''] = word.split('=')
    if (!Object.hasOwn(poses, distribution)) throw new Error(`--instances: ${JSON.stringify(word)} is not NAME=DISTRIBUTION`)
    return { name, distribution: distribution as Distribution }
  })
}

function show(lab: Lab, json: boolean): void {
  const rows = Object.values(lab.instances).map(({ name, id, platformName, platformVersion, availabilityZone, privateIp, spec }) => ({
    name,
    id,
    platform: `${platformName} ${platformVersion}`,
    login: poses[spec.distribution].login,
    availabilityZone,
    privateIp,
  }))
  if (json) process.stdout.write(`${JSON.stringify({ env: lab.env, instances: rows, pid: process.pid })}\n`)
  else for (const [name, value] of Object.entries(lab.env)) process.stdout.write(`export ${name}=${quoted(value)}\n`)
  for (const row of rows) process.stderr.write(`${row.name.padEnd(20)} ${row.id}  ${row.platform.padEnd(22)} ${row.login}\n`)
  process.stderr.write(`lab is up (pid ${process.pid}); end it with Ctrl-C or SIGTERM\n`)
}

function quoted(value: string): string {
  return /^[\w:/.,@%+=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
