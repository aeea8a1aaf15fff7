import { createHash } from 'node:crypto'
import { AwsError } from '../wire/errors.ts'
import { configurePackage } from './configure-package.ts'
import { type DocumentContent, parseContent } from './document-content.ts'
import { runShellScript } from './run-shell-script.ts'

export type DocumentVersion = {
  readonly number: string
  readonly name: string | undefined
  readonly text: string
  readonly content: DocumentContent
  readonly hash: string
  readonly createdAt: Date
}

export type LabDocument = {
  readonly name: string
  readonly owner: string
  readonly versions: DocumentVersion[]
  tags: { readonly Key: string; readonly Value: string }[]
  defaultVersion: string
  /** Creating, Updating, Active. */
  status: string
}

export type Documents = Map<string, LabDocument>

/** AWS's own are there from the beginning. */
export function initialDocuments(): Documents {
  return new Map(
    [runShellScript, configurePackage].map(({ name, content, published }) => {
      const version = makeVersion('1', undefined, content, published)
      return [name, { name, owner: 'Amazon', versions: [version], tags: [], defaultVersion: '1', status: 'Active' }]
    }),
  )
}

/** Throws InvalidDocumentContent and InvalidDocumentSchemaVersion. */
export function makeVersion(number: string, name: string | undefined, text: string, createdAt: Date): DocumentVersion {
  return { number, name, text, content: parseContent(text), hash: createHash('sha256').update(text).digest('hex'), createdAt }
}

/** By name or ARN. Throws InvalidDocument. */
export function documentOf(documents: Documents, name: string): LabDocument {
  const found = documents.get(name.split('/').at(-1) ?? '')
  if (found === undefined) throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`)
  return found
}

/** The default version unless one is asked for by number, by `$LATEST` or by its name. Throws InvalidDocumentVersion. */
export function versionOf(
  document: LabDocument,
  asked: { readonly number?: string | undefined; readonly name?: string | undefined },
): DocumentVersion {
  const number =
    asked.number === '$LATEST'
      ? document.versions.at(-1)?.number
      : asked.number === '$DEFAULT' || (asked.number === undefined && asked.name === undefined)
        ? document.defaultVersion
        : asked.number
  const found = document.versions.find(
    (v) => (number === undefined || v.number === number) && (asked.name === undefined || v.name === asked.name),
  )
  if (found === undefined) {
    const said = [asked.number, asked.name].filter((word) => word !== undefined).join(' ')
    throw new AwsError('InvalidDocumentVersion', `The document version ${said} of ${document.name} is not valid.`)
  }
  return found
}
