import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { type DocumentVersion, documentOf, type LabDocument, makeVersion, versionOf } from './document-store.ts'
import * as shape from './shapes.ts'
import type { Ssm } from './state.ts'

const named = z.strictObject({
  Name: shape.documentName,
  DocumentVersion: shape.documentVersion.optional(),
  VersionName: shape.versionName.optional(),
})
const tags = z
  .array(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().min(1).max(256) }))
  .max(1000)
  .default([])

const format = z.enum(['JSON']).default('JSON')
/** A document holds 64 KB (facts). */
const sizeLimit = 64 * 1024
/** SSM keeps these for AWS. */
const reserved = /^(?:aws|amazon|amzn)/i
const maxVersions = 1000

export function documentOperations(ssm: Ssm): Operations {
  return {
    GetDocument: operation(named.extend({ DocumentFormat: format }), (input) => {
      const document = documentOf(ssm.documents, input.Name)
      const version = versionOf(document, { number: input.DocumentVersion, name: input.VersionName })
      return {
        Name: document.name,
        CreatedDate: version.createdAt,
        ...(version.name && { VersionName: version.name }),
        DocumentVersion: version.number,
        Status: document.status,
        Content: version.text,
        DocumentType: 'Command',
        DocumentFormat: 'JSON',
      }
    }),

    DescribeDocument: operation(named, (input) => {
      const document = documentOf(ssm.documents, input.Name)
      return { Document: describe(document, versionOf(document, { number: input.DocumentVersion, name: input.VersionName })) }
    }),

    CreateDocument: operation(
      z.strictObject({
        Name: shape.newDocumentName,
        Content: z.string().min(1),
        VersionName: shape.versionName.optional(),
        DocumentType: z.enum(['Command']).default('Command'),
        DocumentFormat: format,
        Tags: tags,
      }),
      (input) => {
        if (ssm.documents.has(input.Name) || reserved.test(input.Name))
          throw new AwsError('DocumentAlreadyExists', `Document with the specified name ${input.Name} already exists.`)
        checkSize(input.Content)
        const version = makeVersion('1', input.VersionName, input.Content, ssm.world.clock.now())
        const { account } = ssm.world
        const document = {
          name: input.Name,
          owner: account,
          versions: [version],
          tags: input.Tags,
          defaultVersion: '1',
          status: 'Creating',
        }
        ssm.documents.set(document.name, document)
        settle(ssm, document)
        return { DocumentDescription: describe(document, version) }
      },
    ),

    UpdateDocument: operation(
      z.strictObject({
        Name: shape.newDocumentName,
        Content: z.string().min(1),
        VersionName: shape.versionName.optional(),
        DocumentVersion: shape.documentVersion.optional(),
        DocumentFormat: format,
      }),
      (input) => {
        const document = oursToChange(ssm, input.Name)
        const latest = document.versions.at(-1)
        // an update has to say that it follows the newest one
        if (input.DocumentVersion !== '$LATEST' && input.DocumentVersion !== latest?.number)
          throw new AwsError('InvalidDocumentVersion', 'The document version is not the latest version of the document.')
        checkSize(input.Content)
        if (document.versions.length >= maxVersions)
          throw new AwsError('DocumentVersionLimitExceeded', 'The document has too many versions.')
        const number = String(Number(latest?.number ?? '0') + 1)
        const version = makeVersion(number, input.VersionName, input.Content, ssm.world.clock.now())
        if (document.versions.some((v) => v.hash === version.hash))
          throw new AwsError('DuplicateDocumentContent', 'The content of the document matches another version of it.')
        if (version.name !== undefined && document.versions.some((v) => v.name === version.name))
          throw new AwsError('DuplicateDocumentVersionName', `The version name ${version.name} is taken.`)
        document.versions.push(version)
        document.status = 'Updating'
        settle(ssm, document)
        return { DocumentDescription: describe(document, version) }
      },
    ),

    UpdateDocumentDefaultVersion: operation(
      z.strictObject({ Name: shape.newDocumentName, DocumentVersion: z.string().regex(/^[1-9][0-9]*$/) }),
      (input) => {
        const document = oursToChange(ssm, input.Name)
        const version = versionOf(document, { number: input.DocumentVersion })
        document.defaultVersion = version.number
        return {
          Description: { Name: document.name, DefaultVersion: version.number, ...(version.name && { DefaultVersionName: version.name }) },
        }
      },
    ),

    DeleteDocument: operation(z.strictObject({ Name: shape.newDocumentName }), (input) => {
      ssm.documents.delete(oursToChange(ssm, input.Name).name)
    }),

    AddTagsToResource: operation(
      z.strictObject({ ResourceType: z.enum(['Document']), ResourceId: z.string(), Tags: tags }),
      ({ ResourceId, Tags }) => {
        const document = ssm.documents.get(ResourceId)
        if (document === undefined) throw new AwsError('InvalidResourceId', 'InvalidResourceId')
        document.tags = [...document.tags.filter((tag) => Tags.every(({ Key }) => Key !== tag.Key)), ...Tags]
      },
    ),
  }
}

/** Throws InvalidDocument; a document of AWS's cannot be changed. */
function oursToChange(ssm: Ssm, name: string): LabDocument {
  const document = documentOf(ssm.documents, name)
  if (document.owner === 'Amazon') throw new AwsError('InvalidDocument', `The document ${name} is owned by AWS.`)
  return document
}

function checkSize(content: string): void {
  if (Buffer.byteLength(content) > sizeLimit) throw new AwsError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.')
}

function settle(ssm: Ssm, document: LabDocument): void {
  ssm.world.clock.after(ssm.world.timings.documentSettles, () => {
    document.status = 'Active'
  })
}

function describe(document: LabDocument, version: DocumentVersion): object {
  const { content } = version
  return {
    Hash: version.hash,
    HashType: 'Sha256',
    Name: document.name,
    ...(version.name && { VersionName: version.name }),
    Owner: document.owner,
    CreatedDate: version.createdAt,
    Status: document.status,
    DocumentVersion: version.number,
    Description: content.description,
    Parameters: Object.entries(content.parameters).map(([Name, p]) => ({
      Name,
      Type: p.type,
      ...(p.description !== undefined && { Description: p.description }),
      ...(p.default !== undefined && { DefaultValue: typeof p.default === 'string' ? p.default : JSON.stringify(p.default) }),
    })),
    PlatformTypes: ['Linux', 'MacOS'],
    DocumentType: 'Command',
    SchemaVersion: content.schemaVersion,
    LatestVersion: document.versions.at(-1)?.number,
    DefaultVersion: document.defaultVersion,
    DocumentFormat: 'JSON',
    Tags: document.tags,
  }
}
