/** The Documents port: what SSM holds under the names of Prism's own documents. */
import type { DocumentDescription } from '@aws-sdk/client-ssm'
import type { OwnDocument } from '../domain/documents.ts'
import type { Documents, FoundDocument } from '../domain/ports.ts'
import type { AwsClients, Ssm } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import { managedByIds } from './managed-instances.ts'

export type DocumentsOptions = {
  readonly clients: Pick<AwsClients, 'ssm'>
  /** Whether a content means the same as ours, however it is laid out or packed. */
  readonly saysTheSame: (document: OwnDocument, content: string) => boolean
}

export function createDocuments({ clients, saysTheSame }: DocumentsOptions): Documents {
  return {
    look: async (own) => lookAt(await clients.ssm(), own, saysTheSame),
    agentVersions: async (ids) => new Map((await managedByIds(await clients.ssm(), ids)).map((m) => [m.id, m.agentVersion])),
  }
}

/** The default version is ours after a setup; where another Prism shares the account, ours is found by its version's name. */
async function lookAt(ssm: Ssm, own: OwnDocument, saysTheSame: DocumentsOptions['saysTheSame']): Promise<FoundDocument> {
  const standing = await describeDocument(ssm, own.name)
  if (!standing) return { kind: 'absent', document: own.name }
  if (isOurs(standing, own)) return ours(standing, own)
  const named = standing.VersionName === own.versionName ? standing : await describeDocument(ssm, own.name, own.versionName)
  if (named && isOurs(named, own)) return ours(named, own)
  const candidate = named ?? standing
  const content = await contentOf(ssm, own.name, candidate.DocumentVersion)
  if (saysTheSame(own, content)) return ours(candidate, own)
  return { kind: 'other', document: own.name, seen: `${shown(candidate, own)}; expected sha256 ${own.sha256}` }
}

/** Undefined where there is no such document or version. */
export async function describeDocument({ client, sdk }: Ssm, name: string, versionName?: string): Promise<DocumentDescription | undefined> {
  try {
    const input = { Name: name, ...(versionName ? { VersionName: versionName } : {}) }
    return (await ask('ssm:DescribeDocument', () => client.send(new sdk.DescribeDocumentCommand(input)))).Document
  } catch (error) {
    if (causeIs(error, 'InvalidDocument', 'InvalidDocumentVersion')) return undefined
    throw error
  }
}

export async function contentOf({ client, sdk }: Ssm, name: string, version: string | undefined): Promise<string> {
  const input = { Name: name, ...(version ? { DocumentVersion: version } : {}), DocumentFormat: 'JSON' as const }
  return (await ask('ssm:GetDocument', () => client.send(new sdk.GetDocumentCommand(input)))).Content ?? ''
}

const isOurs = (d: DocumentDescription, own: OwnDocument): boolean => d.HashType === 'Sha256' && d.Hash === own.sha256

function ours(d: DocumentDescription, own: OwnDocument): FoundDocument {
  const { DocumentVersion: version, Hash: sha256, HashType } = d
  // both are checked by SSM at the send: without them there is nothing to hold it to
  if (!version || !sha256 || HashType !== 'Sha256' || !/^[0-9a-f]{64}$/.test(sha256) || !/^[1-9][0-9]{0,9}$/.test(version))
    return { kind: 'other', document: own.name, seen: `${shown(d, own)}, for which SSM reports no SHA-256` }
  return { kind: 'ours', document: own.name, version, sha256, isDefault: d.DefaultVersion === version }
}

const shown = (d: DocumentDescription, own: OwnDocument): string =>
  `${own.name} version ${plain(d.DocumentVersion)} has ${plain(d.HashType)} ${plain(d.Hash)}`

const plain = (text: string | undefined): string => (/^[A-Za-z0-9]{1,128}$/.test(text ?? '') ? (text as string) : '?')
