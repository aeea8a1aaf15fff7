/** By which document a run's commands went out, in a line each. */
import type { Transport } from '../domain/documents.ts'
import type { Run } from '../domain/run.ts'
import { sentBy } from '../domain/sent-by.ts'

export const sentByLines = (run: Run): readonly string[] => sentBy(run).map(({ transport }) => `sent by ${named(transport)}`)

function named(transport: Transport): string {
  switch (transport.kind) {
    case 'own-document':
      return `${transport.document} version ${transport.version} (sha256 ${transport.sha256.slice(0, 16)}…)`
    case 'distributor':
      return 'AWS-ConfigureAWSPackage, to install the EFS client'
    case 'run-shell-script':
      return 'AWS-RunShellScript, which is root on everything it is allowed on; prism setup narrows it'
  }
}
