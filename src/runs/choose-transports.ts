/**
 * By which document a script goes to an instance. Asked once in a run: what SSM holds is looked at before the first command, and every
 * command then names the version and the hash that were seen, so that SSM itself refuses what was swapped since.
 */
import { type Finding, finding, PrismError } from '../domain/catalogue.ts'
import { type DocumentChoice, knowsEnvironmentParameters, type OwnDocument, oldestAgent, type Transport } from '../domain/documents.ts'
import type { ScriptName } from '../domain/plan.ts'
import type { Documents, FoundDocument } from '../domain/ports.ts'

export type Route = { readonly transport: Transport; readonly instanceIds: readonly string[] }

export type Transports = {
  /** Every instance is in one route, or in `refused` with its finding. Throws what AWS refuses. */
  readonly choose: (
    script: ScriptName,
    instanceIds: readonly string[],
  ) => Promise<{ readonly routes: readonly Route[]; readonly refused: readonly Finding[] }>
}

/** `own`: made where a host is asked, and not before: it costs what hashing five programs costs. */
type Options = { readonly choice: DocumentChoice; readonly documents: Documents; readonly own: () => readonly OwnDocument[] }

const shell: Transport = { kind: 'run-shell-script' }

export function chooseTransports({ choice, documents, own }: Options): Transports {
  let looked: Promise<ReadonlyMap<ScriptName, FoundDocument>> | undefined
  const agents = new Map<string, string>()

  async function agentsOf(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !agents.has(id))
    if (missing.length > 0) for (const [id, version] of await documents.agentVersions(missing)) agents.set(id, version)
  }

  return {
    choose: async (script, instanceIds) => {
      if (choice === 'run-shell-script') return { routes: [{ transport: shell, instanceIds }], refused: [] }
      looked ??= lookAtAll(choice, documents, own())
      const all = await looked
      const refusals = foreign(all) ?? (choice === 'own' ? absent(all, script) : undefined)
      if (refusals) return { routes: [], refused: instanceIds.map((instanceId) => ({ ...refusals, instanceId })) }
      const found = all.get(script)
      if (found?.kind !== 'ours') return { routes: [{ transport: shell, instanceIds }], refused: [] }
      const transport: Transport = { kind: 'own-document', document: found.document, version: found.version, sha256: found.sha256 }
      await agentsOf(instanceIds)
      // of an agent that SSM does not tell, the document itself finds out: it does nothing without its variables
      const old = instanceIds.filter((id) => agents.has(id) && !knowsEnvironmentParameters(agents.get(id) ?? ''))
      const fit = instanceIds.filter((id) => !old.includes(id))
      const routes = fit.length > 0 ? [{ transport, instanceIds: fit }] : []
      if (choice === 'auto') return { routes: old.length > 0 ? [...routes, { transport: shell, instanceIds: old }] : routes, refused: [] }
      const seen = (id: string) => `agent ${agents.get(id) ?? '?'}; Prism’s documents need ${oldestAgent}`
      return { routes, refused: old.map((id) => finding('agent-too-old', { seen: seen(id), instanceId: id })) }
    },
  }
}

/** Where the first is not there, the region was never set up; one that is there and is not ours stops everything before it begins. */
async function lookAtAll(
  choice: DocumentChoice,
  documents: Documents,
  own: readonly OwnDocument[],
): Promise<ReadonlyMap<ScriptName, FoundDocument>> {
  const [first, ...others] = own
  if (!first) return new Map()
  try {
    const found = await documents.look(first)
    const rest = found.kind === 'absent' ? [] : await Promise.all(others.map((d) => documents.look(d)))
    return new Map([found, ...rest].map((f, i) => [own[i]!.script, f]))
  } catch (error) {
    // a role that was made before there were documents may not look; it could not use them either
    if (choice === 'auto' && error instanceof PrismError && error.finding.code === 'aws-denied') return new Map()
    throw error
  }
}

function foreign(all: ReadonlyMap<ScriptName, FoundDocument>): Finding | undefined {
  const others = [...all.values()].flatMap((f) => (f.kind === 'other' ? [f.seen] : []))
  return others.length > 0 ? finding('document-foreign', { seen: others.join('; ') }) : undefined
}

function absent(all: ReadonlyMap<ScriptName, FoundDocument>, script: ScriptName): Finding | undefined {
  const found = all.get(script) ?? [...all.values()][0]
  return found?.kind === 'ours' ? undefined : finding('document-absent', { seen: `the document for ${script} does not exist` })
}
