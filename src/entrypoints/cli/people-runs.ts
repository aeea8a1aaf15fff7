/** Runs that change or look at people: the registry is read before them, and what they learn of those who left is written into it after them. */
import { machineClock } from '../../clock.ts'
import type { Prism } from '../../compose/prism.ts'
import { fail } from '../../domain/catalogue.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { quote } from '../../domain/names.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import type { Debts } from '../../domain/people/debts.ts'
import { unregistered } from '../../domain/people/unregistered.ts'
import type { Request } from '../../domain/request.ts'
import { retireEntry } from '../../registry/edit.ts'
import { readRegistry, registryFrom, writeRegistry } from '../../registry/file.ts'
import { keepDebts } from '../../registry/keep-debts.ts'
import { carryOut } from './carry-out.ts'
import { askLine } from './confirm.ts'
import { registryIn } from './registry-file.ts'
import type { Settings } from './settings.ts'
import type { World } from './streams.ts'

export type PeopleRequest = Extract<Request, { readonly verb: 'sync-people' | 'deprovision' | 'person-status' }>

/** `today`: `2026-11-29`. Throws `bad-registry`, `unregistered`, `confirm-name`. */
export async function runOfPeople(
  prism: Prism,
  request: PeopleRequest,
  settings: Settings,
  world: World,
  today: string,
): Promise<ExitCode> {
  const file = request.file ?? registryPath
  if (request.verb === 'deprovision') return deprovision(prism, request, file, settings, world, today)
  const asked = { ...request, registry: registryIn(request.file) }
  // status looks, and writes nothing
  return carryOut(prism, asked, settings, world, request.verb === 'sync-people' && !settings.dryRun ? keeping(file) : undefined)
}

/** The plan is shown first, then the name is asked for; the registry has the retired number before any instance is changed. */
async function deprovision(
  prism: Prism,
  request: Extract<Request, { readonly verb: 'deprovision' | 'person-status' }>,
  file: string,
  settings: Settings,
  world: World,
  today: string,
): Promise<ExitCode> {
  const { name } = request
  const stands = readRegistry(file)
  const text = retired(stands, file, name, today)
  const asked = { ...request, registry: registryFrom(text, file) }
  if (settings.dryRun) return carryOut(prism, asked, settings, world)
  if (!settings.yes) {
    if (settings.json || !world.stdin.isTTY)
      throw fail('confirm-name', {
        seen: settings.json ? '--json does not ask, and --yes is not given' : 'stdin is not a terminal and --yes is not given',
      })
    await carryOut(prism, asked, { ...settings, dryRun: true }, world)
    const typed = await askLine(`This ends ${name} on all of these, for ever. Type ${name} to continue: `, world)
    if (typed?.trim() !== name) throw fail('confirm-name', { seen: typed === undefined ? 'no answer' : quote(typed.trim()) })
  }
  if (text !== stands) writeRegistry(file, text, stands, machineClock.now())
  return carryOut(prism, asked, settings, world, keeping(file))
}

/** The file with their number under retired, where it is not yet. */
function retired(stands: string | undefined, file: string, name: string, today: string): string {
  if (stands === undefined) throw fail('bad-registry', { seen: `there is no ${quote(file, 200)}` })
  const registry = registryFrom(stands, file)
  const person = registry.people.find((p) => p.name === name)
  if (!person && !registry.retired.some((r) => r.name === name)) throw unregistered(name, registry)
  return person ? retireEntry(stands, 'people', name, person.uid, today) : stands
}

const keeping =
  (file: string) =>
  (debts: Debts): void =>
    keepDebts(file, debts, machineClock.now())
