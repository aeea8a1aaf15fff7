/** `prism` from its arguments to its exit code. Everything that it touches comes in by `World`. */
import type { PrismOptions } from '../../compose/prism.ts'
import { type Finding, fail, PrismError } from '../../domain/catalogue.ts'
import { type ExitCode, exitCodeOfFindings } from '../../domain/meaning/exit.ts'
import type { Request } from '../../domain/request.ts'
import { pageOf, version } from '../../installation.ts'
import { type ParsedArguments, parseArguments } from './arguments.ts'
import type { Settings } from './settings.ts'
import type { SetupCommand } from './setup-options.ts'
import { lookOf, survivesLostOutput, type World, write } from './streams.ts'

/** Never throws. `argv` without the program’s own name. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  survivesLostOutput(world.stdout)
  survivesLostOutput(world.stderr)
  try {
    if (argv[0] === 'lab') {
      const { isLabVerb, startLab } = await import('./lab.ts')
      if (isLabVerb(argv[1])) return await startLab(argv[1], argv.slice(2), world.env)
    }
    const asked = parseArguments(argv, version(), world.stdout.columns ?? 100, pageOf('first-hour.md'))
    return await answer(asked, world)
  } catch (error) {
    return refuse(error, saysJson(argv), world)
  }
}

async function answer(asked: ParsedArguments, world: World): Promise<ExitCode> {
  if (asked.kind === 'text') {
    write(world.stdout, asked.text)
    return 0
  }
  if (asked.kind === 'setup') return answerSetup(asked.setup, world)
  if (asked.kind === 'registry') {
    const [{ answerRegistry }, { machineClock }] = await Promise.all([import('./registry.ts'), import('../../clock.ts')])
    return answerRegistry(asked.registry, world, machineClock.now().toISOString().slice(0, 10))
  }
  if (asked.kind === 'report') return (await import('./report.ts')).reportFrom(asked.file, asked.ledger, asked.settings, world)
  if (asked.kind === 'policy') return (await import('./policy.ts')).answerPolicy(asked.policy, world)
  if (asked.kind === 'plans') return (await import('./plans.ts')).answerPlans(asked.plans, world)
  if (asked.kind === 'ledger') {
    const [{ readLedger }, { machineClock }] = await Promise.all([import('./ledger.ts'), import('../../clock.ts')])
    return readLedger(asked.ledger, world, machineClock.now().toISOString().slice(0, 10))
  }
  if (asked.kind === 'store') return (await import('./store.ts')).careForStore(asked.store, world)
  const { settings } = asked
  const request = await confirmed(asked.request, settings, world)
  const { carryOut } = await import('./carry-out.ts')
  const prism = await world.compose({
    env: world.env,
    ...(world.env.PRISM_STORE ? await storeOf(world) : {}),
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...(settings.profile === undefined ? {} : { profile: settings.profile }),
    ...(settings.documents === undefined ? {} : { documents: settings.documents }),
  })
  if (request.verb === 'sync-people' || request.verb === 'deprovision' || request.verb === 'person-status') {
    const [{ runOfPeople }, { machineClock }] = await Promise.all([import('./people-runs.ts'), import('../../clock.ts')])
    return runOfPeople(prism, request, settings, world, machineClock.now().toISOString().slice(0, 10))
  }
  return carryOut(prism, request, settings, world)
}

/** What its store has; the command’s own runs are in no store. */
async function storeOf({ env }: World): Promise<Pick<PrismOptions, 'locks' | 'left'>> {
  const [{ leftInStore, locksOfStore }, { machineClock }] = await Promise.all([import('../../compose/store.ts'), import('../../clock.ts')])
  return { locks: locksOfStore(env, machineClock), left: leftInStore(env, machineClock) }
}

async function answerSetup(asked: SetupCommand, world: World): Promise<ExitCode> {
  if (asked.printIam) {
    const { printIam } = await import('../../compose/iam.ts')
    write(world.stdout, await printIam(asked.printIam))
    return 0
  }
  const { settings } = asked
  const [{ composeSetup }, { setUp }] = await Promise.all([import('../../compose/prism.ts'), import('./setup.ts')])
  const setup = composeSetup({
    env: world.env,
    version: version(),
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...(settings.profile === undefined ? {} : { profile: settings.profile }),
  })
  return setUp(setup, asked, world)
}

async function confirmed(request: Request, settings: Settings, world: World): Promise<Request> {
  if ((request.verb === 'mount' || request.verb === 'verify') && request.people) {
    const { file } = request.people
    return { ...request, people: { file, registry: (await import('./registry-file.ts')).registryIn(file) } }
  }
  if (request.verb === 'migrate' && request.what.kind === 'move')
    return { ...request, registry: (await import('./registry-file.ts')).registryIn(request.file) }
  if (request.verb !== 'delete' || settings.dryRun) return request
  if (settings.json && !settings.yes) throw fail('confirm-name', { seen: '--json does not ask, and --yes is not given' })
  const { confirmDelete } = await import('./confirm.ts')
  return { ...request, confirm: await confirmDelete(request.volume, settings.yes, world) }
}

/** Needed before the arguments are understood: their refusal has to be JSON too. */
const saysJson = (argv: readonly string[]): boolean =>
  argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).includes('--json')

async function refuse(error: unknown, json: boolean, world: World): Promise<ExitCode> {
  if (!(error instanceof PrismError)) return crash(error, json, world)
  const findings: readonly Finding[] = [error.finding, ...error.others]
  const exitCode = exitCodeOfFindings(findings)
  if (json) write(world.stdout, (await import('./json.ts')).formatJson({ ok: false, exitCode, findings }))
  else {
    const { renderFindings } = await import('../../render/terminal.ts')
    write(world.stderr, `${renderFindings(findings, lookOf(world.stderr, world.env))}\n`)
  }
  return exitCode
}

/** A bug of ours: reported as such, with its stack, never as the user\'s mistake. */
async function crash(error: unknown, json: boolean, world: World): Promise<ExitCode> {
  if (json) write(world.stdout, (await import('./json.ts')).formatJson({ ok: false, exitCode: 70, findings: [] }))
  write(world.stderr, `Prism failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 70
}
