/**
 * Whether a ledger's commits are as the App makes them: one after the other, each by the App's bot, signed by GitHub, adding one file of entries,
 * with the evidence of what they end, and changing none. Pure: what git and gpgv said is given.
 */
import { isOfRun } from './entry.ts'
import type { Fault, Verified } from './verify.ts'

export type SeenCommit = {
  readonly oid: string
  readonly parents: readonly string[]
  readonly author: string
  /** Fingerprint of the key that signed it; absent: nobody's that was given, with why. */
  readonly signer?: string
  readonly unsigned?: string
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

export type Clone = { readonly commits: readonly SeenCommit[]; readonly faults: readonly Fault[] }

/** The verdict of the files, and of the commits that they came with. */
export function withCommits(files: Verified, { commits, faults: own }: Clone, signers: readonly string[]): Verified {
  const first = files.entries[0]
  const app = first && !isOfRun(first) ? first.app : ''
  const faults = [...files.faults, ...own, ...commitFaults(commits, app, signers)]
  const signedBy = [...new Set(commits.flatMap(({ signer }) => signer ?? []))]
  return { ...files, faults, commits: commits.length, signedBy, ...(faults.length > 0 ? { verdict: 'broken' } : {}) }
}

/** `commits` oldest first; `app`: its slug, as the first entry names it. */
function commitFaults(commits: readonly SeenCommit[], app: string, signers: readonly string[]): Fault[] {
  return commits.flatMap((commit, i) =>
    wrongWith(commit, { app, signers, before: commits[i - 1] }).map((what) => ({
      path: `commit ${commit.oid.slice(0, 12)}`,
      line: 0,
      what,
    })),
  )
}

type Expected = { readonly app: string; readonly signers: readonly string[]; readonly before: SeenCommit | undefined }

function wrongWith({ parents, author, signer, unsigned, added, changed }: SeenCommit, { app, signers, before }: Expected): string[] {
  const entries = added.filter((path) => path.startsWith('entries/'))
  const others = added.filter((path) => !/^(?:entries|evidence)\//.test(path))
  const isFirst = before === undefined
  return [
    parents.length === (isFirst ? 0 : 1) && (isFirst || parents[0] === before.oid) ? '' : 'does not follow the commit before it alone',
    author === `${app}[bot]` ? '' : `is by ${JSON.stringify(author.slice(0, 80))}, not by ${app}[bot]`,
    signer === undefined ? `is not signed by a key that was given: ${unsigned ?? 'no signature'}` : '',
    signer !== undefined && !signers.includes(signer) ? `is signed by ${signer}, which is none of the signers` : '',
    changed.length === 0 ? '' : `changes or removes ${changed[0]}`,
    entries.length === 1 && (isFirst || others.length === 0) ? '' : `adds ${added.length} files, of which ${entries.length} of entries`,
  ].filter((what) => what !== '')
}
