/** AWS as one identity sees it: the process's own, or a role that is assumed for one person. */
import { assumeRole } from '../aws/assume-role.ts'
import type { CallBudgets } from '../aws/call-budget.ts'
import { type AwsClients, createClients } from '../aws/clients.ts'
import { createDocuments } from '../aws/documents.ts'
import { createFileSystems } from '../aws/file-systems.ts'
import { createInstances } from '../aws/instances.ts'
import type { AwsOptions } from '../aws/region.ts'
import { createRunCommand } from '../aws/run-command.ts'
import { createSurveyor } from '../aws/surveyor.ts'
import type { DocumentChoice } from '../domain/documents.ts'
import type { Clock } from '../domain/ports.ts'
import { regionNamed } from '../domain/region.ts'
import type { Actor } from '../domain/request.ts'
import { sourceIdentityOf } from '../domain/source-identity.ts'
import { ownDocuments, saysTheSame } from '../host/job.ts'
import { chooseTransports } from '../runs/choose-transports.ts'
import type { AsIdentity } from '../runs/execute.ts'

export type AwsIdentities = {
  readonly own: AsIdentity
  /** Of a role, for whoever asks; the same again for the same person. */
  readonly assumed: (role: string, actor: Actor) => AsIdentity
}

/** Those whose turn is longest ago are forgotten: they are assumed anew. */
const most = 100

/** Throws `aws-region`, `aws-proxy`; touches no network. */
export function createIdentities(
  options: AwsOptions & { readonly documents: DocumentChoice },
  budgets: CallBudgets,
  clock: Clock,
): AwsIdentities {
  const clients = createClients(options, budgets)
  const assumed = new Map<string, AsIdentity>()
  return {
    own: of(clients),
    assumed: (role, actor) => {
      const sourceIdentity = sourceIdentityOf(actor)
      const key = `${role} ${sourceIdentity}`
      const known =
        assumed.get(key) ?? of(createClients({ ...options, credentials: assumeRole(clients, { role, sourceIdentity }, clock) }, budgets))
      assumed.delete(key)
      assumed.set(key, known)
      for (const oldest of assumed.keys()) if (assumed.size > most) assumed.delete(oldest)
      return known
    },
  }

  function of(by: AwsClients): AsIdentity {
    return {
      cloud: {
        ...regionNamed(by.region),
        fileSystems: createFileSystems({ clients: by, clock }),
        instances: createInstances({ clients: by }),
        surveyor: createSurveyor({ clients: by }),
      },
      runCommand: createRunCommand({ clients: by, clock }),
      transports: () =>
        chooseTransports({ choice: options.documents, documents: createDocuments({ clients: by, saysTheSame }), own: ownDocuments }),
    }
  }
}
