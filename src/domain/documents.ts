/** SSM documents of Prism's own, and by which document a job goes to an instance. */
import { fail } from './catalogue.ts'
import { quote } from './names.ts'
import type { ScriptName } from './plan.ts'

/** What `prism setup` puts into SSM for one job of the host program. */
export type OwnDocument = {
  /** `Prism-Mount`. */
  readonly name: string
  readonly script: ScriptName
  /** JSON, ASCII only. */
  readonly content: string
  /** SHA-256 of `content`: what SSM reports as the document's hash. */
  readonly sha256: string
  /** Names this content among the document's versions; the same wherever it was made. */
  readonly versionName: string
  /**
   * What people compare: every field as sorted JSON, then the lines that run. A program that is packed as this Prism packs it is shown as its plain
   * text; any other stays as it is.
   */
  readonly readable: string
}

/** By what a command was sent. */
export type Transport =
  | { readonly kind: 'own-document'; readonly document: string; readonly version: string; readonly sha256: string }
  | { readonly kind: 'run-shell-script' }
  /** AWS-ConfigureAWSPackage, for a job that is none of the host program's. */
  | { readonly kind: 'distributor' }

/** auto: Prism's own document where it is there, else AWS-RunShellScript. */
export const documentChoices = ['auto', 'own', 'run-shell-script'] as const
export type DocumentChoice = (typeof documentChoices)[number]

export const runShellScript = 'AWS-RunShellScript'

/** The first agent that hands parameters over as environment variables (AWS's announcement of `interpolationType`). */
export const oldestAgent = '3.3.2746.0'

/** Whether an agent's version is at least `oldestAgent`; a version that cannot be read is not. */
export function knowsEnvironmentParameters(agentVersion: string): boolean {
  if (!/^[0-9]+(?:\.[0-9]+){1,3}$/.test(agentVersion)) return false
  const numbers = agentVersion.split('.').map(Number)
  for (const [i, least] of oldestAgent.split('.').map(Number).entries()) {
    const number = numbers[i] ?? 0
    if (number !== least) return number > least
  }
  return true
}

/** Throws `bad-option`; the default is `auto`. */
export function parseDocumentChoice(text: string | undefined): DocumentChoice {
  if (!text) return 'auto'
  const choice = documentChoices.find((c) => c === text)
  if (choice) return choice
  throw fail('bad-option', { seen: `documents: ${quote(text)} is not one of ${documentChoices.join(', ')}` })
}
