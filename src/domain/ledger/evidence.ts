/**
 * The files of evidence that entries speak of: each lies where its run and its own hash say, so that none is ever written over, and what lies
 * there is what its entry names, or it is found out. Pure: what was read of the files is given.
 */
import { type Entry, isOfRun, type KeptFile } from './entry.ts'
import type { Fault, Verified } from './verify.ts'

/** Of one branch: a folder for the runs of about twelve days. */
export const evidencePath = (run: string, sha256: string): string => `${evidenceFolder(run)}/${run}-${sha256}.jsonl.gz`
export const evidenceFolder = (run: string): string => `evidence/${run.slice(0, 4)}`

/** What was read of a file that lies under `evidence/`. */
export type FoundEvidence = {
  /** From the top of its branch. */
  readonly path: string
  readonly sha256: string
  /** What the file says; absent: it is no whole evidence of a run. `digest`: as `evidenceOf` makes it; absent: events were left out. */
  readonly says?: { readonly run: string; readonly digest?: string }
}

export type EvidenceSeen = {
  /** Files of evidence that lie beside the entries. */
  readonly beside: readonly FoundEvidence[]
  /** Of clones of other repositories' evidence, where any were given. */
  readonly elsewhere?: readonly FoundEvidence[]
}

type Kept = { readonly n: number; readonly run: string; readonly evidence?: string | undefined; readonly file: KeptFile }

/** The hashes of the files that entries name. */
export const namedEvidence = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.flatMap((e) => (isKept(e) && 'sha256' in e.file ? [e.file.sha256] : [])))

/** The verdict of the entries, and of the evidence that they name. */
export function withEvidence(verified: Verified, { beside, elsewhere }: EvidenceSeen): Verified {
  const told = verified.entries.flatMap((e): Kept[] => (isKept(e) ? [{ n: e.n, run: e.run, evidence: e.evidence, file: e.file }] : []))
  const faults: Fault[] = []
  const count = { found: 0, notLooked: 0, notKept: 0 }
  const at = { beside: byPath(beside), elsewhere: byPath(elsewhere ?? []) }
  const named = new Set<string>()
  for (const { n, run, evidence, file } of told) {
    if ('without' in file) count.notKept++
    else if (file.repository !== undefined && !elsewhere) count.notLooked++
    else {
      const path = evidencePath(run, file.sha256)
      if (file.repository === undefined) named.add(path)
      const there = (file.repository === undefined ? at.beside : at.elsewhere).get(path)
      const wrong = there ? wrongWith(there, { run, evidence, sha256: file.sha256 }) : 'is missing'
      if (wrong === undefined) count.found++
      else faults.push({ path, line: 0, what: `${wrong} (entry ${n})` })
    }
  }
  for (const { path } of beside) if (!named.has(path)) faults.push({ path, line: 0, what: 'is named by no entry' })
  // what other ledgers name may lie there too, and has to be what its name says all the same
  for (const { path, sha256 } of elsewhere ?? [])
    if (!path.includes(sha256)) faults.push({ path, line: 0, what: 'has another hash than its name says' })
  const all = [...verified.faults, ...faults]
  return { ...verified, faults: all, evidence: count, ...(all.length > 0 ? { verdict: 'broken' as const } : {}) }
}

const isKept = (entry: Entry): entry is Extract<Entry, { readonly run: string }> & { readonly file: KeptFile } =>
  isOfRun(entry) && entry.file !== undefined

const byPath = (found: readonly FoundEvidence[]): ReadonlyMap<string, FoundEvidence> => new Map(found.map((f) => [f.path, f]))

type Named = { readonly run: string; readonly evidence: string | undefined; readonly sha256: string }

function wrongWith({ sha256, says }: FoundEvidence, named: Named): string | undefined {
  if (sha256 !== named.sha256) return 'was changed: it has another hash than its entry says'
  if (!says) return 'is no whole evidence of a run'
  if (says.run !== named.run) return 'is the evidence of another run'
  return says.digest === undefined || says.digest === named.evidence ? undefined : 'holds other events than its entry says'
}
