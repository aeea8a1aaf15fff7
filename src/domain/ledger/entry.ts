/** One line of the ledger: what it says of a run, and its place in the chain. */
import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const text = z.string().max(300)

const actor = z.strictObject({ id: text, login: text })
const mounted = z.strictObject({
  id: text,
  name: text,
  /** What the report says of it: holds, differs, unknown. */
  verdict: text.optional(),
  /** Accounts that were given the volume there; absent: the instance's own login user. */
  people: z.array(text).optional(),
  /** Of a sync of people: `NAME NUMBER GROUPS` of accounts that it made, changed or opened, and of those that it closed; names of whom it failed. */
  opened: z.array(text).optional(),
  closed: z.array(text).optional(),
  failed: z.array(text).optional(),
  /** Of the same: `NAME NUMBER FINGERPRINT` of keys that let somebody in from then on, or no more, because they follow the person's account on GitHub. */
  newKeys: z.array(text).optional(),
  goneKeys: z.array(text).optional(),
  readOnly: z.literal(true).optional(),
  accessPoint: text.optional(),
})

/** Why the file of a run's evidence is nowhere in the repository. */
const without = z.enum(['policy', 'no policy', 'public', 'too large', 'refused'])
const file = z.union([
  /** `repository`: it lies in that one's branch of evidence; absent: beside the entries. */
  z.strictObject({ sha256, bytes: z.int().positive(), repository: text.optional() }),
  z.strictObject({ without, bytes: z.int().positive().optional() }),
])

/** What is said of one event of a run. */
const saidSchema = z.strictObject({
  at: text,
  event: text,
  run: text,
  /** The event's number in its run. */
  seq: z.int().positive(),
  /** `login` is what it was then; `id` stays. */
  actor,
  via: text,
  repository: text.optional(),
  issue: z.int().optional(),
  /** `sha256` of the body as it was acted on; absent where nobody kept it. */
  comment: z.strictObject({ id: z.int(), sha256: sha256.optional() }).optional(),
  /** As GitHub answered when it was asked for. */
  permission: z.strictObject({ base: text, role: text, teams: z.array(z.int()).optional() }).optional(),
  verb: text,
  dryRun: z.literal(true).optional(),
  volume: text.optional(),
  fileSystem: text.optional(),
  /** That was made or deleted. */
  accessPoint: text.optional(),
  region: text.optional(),
  mountPoint: text.optional(),
  instances: z.array(mounted).optional(),
  /** What policy answered, and the finding's code where it refused. */
  decision: text.optional(),
  code: text.optional(),
  /** Git's blob id of the policy that was in force. */
  policy: text.optional(),
  /** Git's blob id of the registry of people that counted. */
  registry: text.optional(),
  /** The plan's digest. */
  plan: text.optional(),
  /** `reaction`: the id of the 👍 by which it was given. */
  approvals: z.array(z.strictObject({ by: actor, digest: text, reaction: z.int().positive().optional() })).optional(),
  job: text.optional(),
  /** SSM's command ids. */
  commands: z.array(text).optional(),
  step: text.optional(),
  /** Of a volume that was locked or unlocked by hand: the lock, by the run that set it. */
  lock: z.strictObject({ run: text, by: actor, since: text, until: text.optional(), reason: text.optional() }).optional(),
  state: text.optional(),
  verdict: text.optional(),
  findings: z.array(text).optional(),
  /** SHA-256 of all events of the run, each as canonical JSON on a line of its own: what the store holds is compared with this. */
  evidence: sha256.optional(),
  /** Of the same events as a file of evidence: its own SHA-256 and where it lies, or why it is not kept here. Absent in older entries. */
  file: file.optional(),
})

const placeSchema = z.strictObject({ v: z.literal(1), n: z.int().positive(), prev: sha256 })

/** The first line: whose ledger this is. */
const beginningSchema = z.strictObject({ at: text, event: z.literal('begun'), repository: text, app: text })

export const entrySchema = z.union([
  z.strictObject({ ...placeSchema.shape, ...beginningSchema.shape }),
  z.strictObject({ ...placeSchema.shape, ...saidSchema.shape }),
])

export type Said = z.infer<typeof saidSchema>
export type KeptFile = z.infer<typeof file>
export type Without = z.infer<typeof without>
export type Beginning = z.infer<typeof beginningSchema>
export type Entry = z.infer<typeof entrySchema>
export type RunEntry = Extract<Entry, { readonly run: string }>

export const isOfRun = (entry: Entry): entry is RunEntry => 'run' in entry

/** All of them; with a day or a moment: those from then on. */
export const entriesSince = <T extends Entry>(entries: readonly T[], since: string | undefined): readonly T[] =>
  since === undefined ? entries : entries.filter((entry) => Date.parse(entry.at) >= Date.parse(since))
