/** Creates and updates Prism's own SSM documents. Only documents that carry our tag are ever changed. */
import type { DocumentDescription, UpdateDocumentCommandOutput } from '@aws-sdk/client-ssm'
import { fail, finding } from '../domain/catalogue.ts'
import type { OwnDocument } from '../domain/documents.ts'
import type { Clock, Documents } from '../domain/ports.ts'
import type { DocumentChange, SetUpDocument, Setup } from '../domain/setup.ts'
import type { AwsClients, Ssm } from './clients.ts'
import { contentOf, describeDocument } from './documents.ts'
import { ask, causeIs } from './failures.ts'
import { ourTag } from './provision-step.ts'
import { type Patience, waitUntil } from './wait-until.ts'

export type SetupOptions = {
  readonly clients: Pick<AwsClients, 'ssm' | 'region'>
  readonly clock: Clock
  readonly documents: Documents
  readonly own: readonly OwnDocument[]
  /** Prism's release, for the tag. */
  readonly version: string
  /** A content as people compare it. Throws where it is no document. */
  readonly readable: (content: string) => string
}

const patience: Patience = { seconds: 60, first: 200, longest: 2000 }
const versionTag = 'prism-version'

export function createSetup(options: SetupOptions): Setup {
  const { clients, own } = options
  return {
    region: clients.region,
    plan: async () => {
      const ssm = await clients.ssm()
      return Promise.all(own.map((document) => changeOf(ssm, options, document)))
    },
    apply: async (change) => apply(await clients.ssm(), options, change),
  }
}

async function changeOf(ssm: Ssm, options: SetupOptions, document: OwnDocument): Promise<DocumentChange> {
  const standing = await describeDocument(ssm, document.name)
  if (!standing) return { kind: 'create', document }
  if (!isTagged(standing)) {
    const seen = `${document.name} version ${standing.DocumentVersion ?? '?'} has no tag ${ourTag.Key}=${ourTag.Value}`
    return { kind: 'refused', document, finding: finding('document-unmarked', { seen }) }
  }
  const found = await options.documents.look(document)
  const version = standing.DocumentVersion ?? ''
  switch (found.kind) {
    case 'absent':
      return { kind: 'create', document }
    case 'ours':
      if (found.isDefault) return { kind: 'unchanged', document, version: found.version }
      return {
        kind: 'make-default',
        document,
        version: found.version,
        instead: version,
        from: await shownOf(ssm, options, document, version),
      }
    case 'other':
      return { kind: 'update', document, version, from: await shownOf(ssm, options, document, version) }
  }
}

const isTagged = (d: DocumentDescription): boolean => (d.Tags ?? []).some((t) => t.Key === ourTag.Key && t.Value === ourTag.Value)

async function shownOf(ssm: Ssm, { readable }: SetupOptions, { name }: OwnDocument, version: string): Promise<string> {
  const content = await contentOf(ssm, name, version)
  try {
    return readable(content)
  } catch {
    // not a document of our form: shown as it is
    return `${content}\n`
  }
}

async function apply(ssm: Ssm, options: SetupOptions, change: DocumentChange): Promise<SetUpDocument> {
  const { client, sdk } = ssm
  const { document } = change
  const { name: Name, content: Content, versionName: VersionName } = document
  const tags = [ourTag, { Key: versionTag, Value: options.version }]
  switch (change.kind) {
    case 'refused':
      throw fail(change.finding.code, { seen: change.finding.seen })
    case 'unchanged':
      break
    case 'create': {
      const input = { Name, Content, VersionName, DocumentType: 'Command' as const, DocumentFormat: 'JSON' as const, Tags: tags }
      await ask('ssm:CreateDocument', () => client.send(new sdk.CreateDocumentCommand(input)))
      break
    }
    case 'update': {
      await makeDefault(ssm, Name, await addVersion(ssm, options.clock, document))
      await ask('ssm:AddTagsToResource', () =>
        client.send(new sdk.AddTagsToResourceCommand({ ResourceType: 'Document', ResourceId: Name, Tags: tags })),
      )
      break
    }
    case 'make-default':
      await makeDefault(ssm, Name, change.version)
  }
  await untilActive(ssm, options.clock, document)
  // nothing is claimed that SSM does not show
  const found = await options.documents.look(document)
  if (found.kind === 'ours') return { document: Name, version: found.version, sha256: found.sha256 }
  throw fail('document-foreign', { seen: found.kind === 'other' ? found.seen : `${Name} does not exist after it was created` })
}

/** Returns the new version's number, when SSM has it ready. */
async function addVersion(ssm: Ssm, clock: Clock, document: OwnDocument): Promise<string | undefined> {
  const { client, sdk } = ssm
  const update = async (more: { VersionName?: string }) => {
    const input = { Name: document.name, Content: document.content, DocumentVersion: '$LATEST', DocumentFormat: 'JSON' as const, ...more }
    return ask('ssm:UpdateDocument', () => client.send(new sdk.UpdateDocumentCommand(input)))
  }
  let made: UpdateDocumentCommandOutput
  try {
    made = await update({ VersionName: document.versionName })
  } catch (error) {
    // ours is the newest already, without its name and not the default
    if (causeIs(error, 'DuplicateDocumentContent')) return (await describeDocument(ssm, document.name))?.LatestVersion
    // somebody gave our version's name to another content: ours goes without a name, and is known by its hash
    if (!causeIs(error, 'DuplicateDocumentVersionName')) throw error
    made = await update({})
  }
  await untilActive(ssm, clock, document)
  return made.DocumentDescription?.DocumentVersion
}

async function makeDefault({ client, sdk }: Ssm, name: string, version: string | undefined): Promise<void> {
  const input = { Name: name, DocumentVersion: version }
  await ask('ssm:UpdateDocumentDefaultVersion', () => client.send(new sdk.UpdateDocumentDefaultVersionCommand(input)))
}

async function untilActive(ssm: Ssm, clock: Clock, { name }: OwnDocument): Promise<void> {
  let last: DocumentDescription | undefined
  const active = await waitUntil(clock, patience, async () => {
    last = await describeDocument(ssm, name)
    if (last?.Status === 'Failed') return false
    return last?.Status === 'Active' ? true : undefined
  })
  if (!active) throw fail('aws-error', { seen: `${name} is ${last?.Status ?? 'not there'}: ${last?.StatusInformation ?? 'no details'}` })
}
