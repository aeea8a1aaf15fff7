/** What a setup of Prism's own SSM documents would change, and changed. */
import type { Finding } from './catalogue.ts'
import type { OwnDocument } from './documents.ts'

export type DocumentChange = { readonly document: OwnDocument } & (
  | { readonly kind: 'unchanged'; readonly version: string }
  | { readonly kind: 'create' }
  /** `from` is what stands there, in the form that people compare. */
  | { readonly kind: 'update'; readonly version: string; readonly from: string }
  /** Ours is there already, as a version that is not the default. */
  | { readonly kind: 'make-default'; readonly version: string; readonly instead: string; readonly from: string }
  | { readonly kind: 'refused'; readonly finding: Finding }
)

/** As SSM holds it after the change. */
export type SetUpDocument = { readonly document: string; readonly version: string; readonly sha256: string }

export type Setup = {
  readonly region: string
  /** Only looks. */
  readonly plan: () => Promise<readonly DocumentChange[]>
  /** Does one change and looks again; repeated after an answer was lost, it goes on where it stopped. Throws `document-…` and aws-…. */
  readonly apply: (change: DocumentChange) => Promise<SetUpDocument>
}
