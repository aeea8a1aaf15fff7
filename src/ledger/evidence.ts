/**
 * The evidence of runs that ended, on its way into a repository. Beside the entries it comes in the entry's own commit; elsewhere it is committed
 * before the entry is, so that no entry names a file that is not there yet.
 */
import { createHash } from 'node:crypto'
import { GitHubError } from '../domain/github.ts'
import type { LedgerBranch, NewFile } from '../domain/ledger/branch.ts'
import type { KeptFile, Without } from '../domain/ledger/entry.ts'
import { evidencePath } from '../domain/ledger/evidence.ts'
import type { Origin } from '../domain/request.ts'
import type { RunEvent } from '../domain/run.ts'
import { withoutBeyond } from '../domain/without-beyond.ts'

/**
 * Where a run's evidence goes, by policy and by who can read there. `commit`: into another repository's branch; `holdsUp`: what is refused there for
 * good is waited for, as the ledger has the runs of that policy's repository alone.
 */
export type EvidencePlace =
  | { readonly kind: 'beside' }
  | { readonly kind: 'none'; readonly without: Without }
  | {
      readonly kind: 'elsewhere'
      readonly repository: string
      readonly holdsUp: boolean
      readonly commit: (files: readonly NewFile[]) => Promise<void>
    }

export type Evidence = {
  /** Throws `GitHubError` where it cannot be known now. */
  readonly placeOf: (origin: Origin) => Promise<EvidencePlace>
  /** The file of a run that has ended: gzip of JSON Lines. */
  readonly stream: (events: readonly RunEvent[]) => AsyncIterable<Buffer>
}

/**
 * Bytes of one file, gzip. GitHub refuses a commit of 40 MiB by the mutation (seen by others: it documents no limit), all in base64; and blobs over 100 MB in any way.
 */
export const largestFile = 8 * 1024 * 1024
/** Bytes of evidence in one commit, and files; a single one is smaller than this. */
export const largestCommit = 16 * 1024 * 1024
export const mostFiles = 50

export type Packed = { readonly file: KeptFile; readonly add?: NewFile }

/** What an entry says of its file, and the file. */
export async function packed(events: readonly RunEvent[], place: EvidencePlace, stream: Evidence['stream']): Promise<Packed> {
  if (place.kind === 'none') return { file: { without: place.without } }
  const chunks: Buffer[] = []
  let bytes = 0
  // what was sent to instances that the repository does not reach is nobody's there
  for await (const chunk of stream(withoutBeyond(events))) {
    bytes += chunk.length
    if (bytes <= largestFile) chunks.push(chunk)
  }
  if (bytes > largestFile) return { file: { without: 'too large', bytes } }
  const content = Buffer.concat(chunks)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return {
    file: { sha256, bytes, ...(place.kind === 'elsewhere' ? { repository: place.repository } : {}) },
    add: { path: evidencePath(events[0]!.runId, sha256), content },
  }
}

/** GitHub does not take the evidence where policy wants it: entries wait, and the footers say for what. */
export class EvidenceRefused extends Error {
  readonly repository: string
  readonly code: GitHubError['code']
  readonly retryAfterSeconds: number | undefined
  constructor(repository: string, cause: GitHubError) {
    super(`evidence into ${repository}: ${cause.message}`, { cause })
    this.name = 'EvidenceRefused'
    this.repository = repository
    this.code = cause.code
    this.retryAfterSeconds = cause.retryAfterSeconds
  }
  /** Takes a person. */
  get lasting(): boolean {
    return ['forbidden', 'not-found', 'unauthorised', 'refused'].includes(this.code)
  }
}

const readme = `# prism-evidence

What runs of Prism saw, one file a run: evidence/…/RUN-SHA256.jsonl.gz, gzip of JSON Lines. The entries that name them are in another repository's
branch prism-ledger. Nothing here is ever changed. \`prism report FILE\` shows one; \`prism ledger verify LEDGER --evidence THIS-CLONE\` checks them.
`

const attempts = 5

/** Commits what is not there yet; safe to repeat. Throws `EvidenceRefused`. */
export async function commitElsewhere(
  repository: string,
  branch: LedgerBranch,
  ourLogin: () => Promise<string>,
  files: readonly NewFile[],
): Promise<void> {
  try {
    const ours = await ourLogin()
    for (let attempt = 0; attempt < attempts; attempt++) {
      const head = (await branch.head()) ?? (await begun(branch))
      const { author, verified, oid } = head.commit
      if (author !== ours || !verified) throw new GitHubError('refused', `commit ${oid.slice(0, 12)} of its branch is not the App’s own`)
      const there = new Set<string>()
      for (const folder of new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/')))))
        for (const name of await branch.namesIn(oid, folder)) there.add(`${folder}/${name}`)
      const missing = files.filter(({ path }) => !there.has(path))
      if (missing.length === 0) return
      const headline = missing.length === 1 ? 'Evidence of a run' : `Evidence of ${missing.length} runs`
      if ((await branch.append(oid, missing, { headline })).kind === 'appended') return
    }
    throw new GitHubError('unavailable', 'the branch moved each time')
  } catch (error) {
    throw refusedThere(repository, error)
  }
}

/** Throws what is no `GitHubError`. */
export function refusedThere(repository: string, error: unknown): EvidenceRefused {
  if (error instanceof GitHubError) return new EvidenceRefused(repository, error)
  throw error
}

async function begun(branch: LedgerBranch) {
  await branch.begin(new Map([['README.md', readme]]), 'Begin the evidence')
  const head = await branch.head()
  if (!head) throw new GitHubError('unexpected', 'the branch is not there after it was made')
  return head
}
