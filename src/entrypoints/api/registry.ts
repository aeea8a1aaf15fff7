/** The registry of people of a server without a repository: one file of its operator, read anew each time, and changed as the command line changes it. */
import { createHash } from 'node:crypto'
import type { RegistrySource } from '../../compose/registry.ts'
import { fail, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { changesOf, type PersonChange } from '../../domain/people/changes.ts'
import type { Debts } from '../../domain/people/debts.ts'
import type { RegistryChange } from '../../domain/people/registry-change.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin } from '../../domain/request.ts'
import { changeRegistry } from '../../registry/change.ts'
import { readRegistry, registryFrom, writeRegistry, wrongRegistry } from '../../registry/file.ts'
import { keepDebts } from '../../registry/keep-debts.ts'

export type AskedChange = {
  readonly change: RegistryChange
  /** A person's on GitHub. `id` may be left out where GitHub is asked. */
  readonly account?: { readonly login: string; readonly id?: number }
  readonly dryRun: boolean
  /** Numbers that nobody new is to get. */
  readonly taken: ReadonlySet<number>
  /** The same word is the same change, asked again. */
  readonly once: string
}

export type ChangedRegistry = {
  readonly changed: boolean
  readonly changes: readonly PersonChange[]
  /** The pull request that others review; absent: nothing was proposed, or the file itself was written. */
  readonly pull?: { readonly number: number; readonly url: string }
  /** Of the file that was written. */
  readonly blob?: string
}

/** Throws `policy-denied`, `bad-option`, `bad-registry`, `registry-full`, `registry-unread`, `registry-unwritten`. */
export type ChangeRegistry = (asked: AskedChange, origin: Origin) => Promise<ChangedRegistry>

/** What a run learnt of those who left, for the next one. Throws `bad-registry`, `registry-unwritten`: then the next one asks anew. */
export type KeepDebts = (debts: Debts) => void

/** Into the file, as after a command at a terminal. */
export const debtsIn =
  (file: string | undefined, clock: Pick<Clock, 'now'>): KeepDebts =>
  (debts) => {
    if (file !== undefined) keepDebts(file, debts, clock.now())
  }

/** Throws `registry-unread` where there is none, `bad-registry` with each line that is wrong. */
export function registryOf(file: string | undefined): RegistrySource {
  return async () => {
    const { text, path } = standing(file)
    if (text === undefined) throw fail('registry-unread', { seen: `there is no ${quote(path, 200)}` })
    return { blob: blobOf(text), registry: registryFrom(text, path), notes: [] }
  }
}

/** What is read, changed and written is done without a pause, so no two requests take the same number. */
export function changesIn(file: string | undefined, clock: Pick<Clock, 'now'>): ChangeRegistry {
  return async ({ change, account, dryRun, taken }) => {
    const { text, path } = standing(file)
    if (text === undefined && !(change.kind === 'set' && change.isNew))
      throw fail('registry-unread', { seen: `there is no ${quote(path, 200)}` })
    const today = clock.now().toISOString().slice(0, 10)
    const changed = changeRegistry(text, [account ? withGitHub(change, account) : change], today, taken)
    if (changed.kind === 'wrong') throw wrongRegistry(path, changed.errors)
    const changes = changesOf(changed.before, changed.after)
    if (changed.text === text || dryRun) return { changed: changed.text !== text, changes }
    writeRegistry(path, changed.text, text, clock.now())
    return { changed: true, changes, blob: blobOf(changed.text) }
  }
}

function withGitHub(change: RegistryChange, { login, id }: NonNullable<AskedChange['account']>): RegistryChange {
  if (id === undefined) throw fail('missing-input', { seen: `the id of ${quote(login)} on GitHub, which this server does not ask for it` })
  return change.kind === 'set' ? { ...change, words: { github: { id, login }, ...change.words } } : change
}

function standing(path: string | undefined): { readonly path: string; readonly text: string | undefined } {
  if (path === undefined) throw fail('registry-unread', { seen: 'PRISM_REGISTRY is not set on this server' })
  try {
    return { path, text: readRegistry(path) }
  } catch (error) {
    if (error instanceof PrismError) throw fail('registry-unread', { seen: error.finding.seen }, error)
    throw error
  }
}

/** What git would call it, so that it is found in a repository that the file was taken from. */
function blobOf(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** All that is done with it, for a server. */
export const inFile = (file: string | undefined, clock: Pick<Clock, 'now'>) => ({
  registry: registryOf(file),
  change: changesIn(file, clock),
  keep: debtsIn(file, clock),
})
