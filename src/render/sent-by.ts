/** By which document a run's commands went out, in a line each. */
import type { Way } from '../domain/documents.ts'
import type { Run } from '../domain/run.ts'
import { sentBy } from '../domain/sent-by.ts'

export const sentByLines = (run: Run): readonly string[] => sentBy(run).map(({ way }) => `sent by ${named(way)}`)

function named(way: Way): string {
  switch (way.kind) {
    case 'own-document':
      return `${way.document} version ${way.version} (sha256 ${way.sha256.slice(0, 16)}…)`
    case 'distributor':
      return 'AWS-ConfigureAWSPackage, to install the EFS client'
    case 'run-shell-script':
      return 'AWS-RunShellScript, which is root on everything it is allowed on; prism setup narrows it'
  }
}
