/** Who is who to EFS: in one line what changes the meaning of a green verdict, and, to be looked up, whose space is open to whom. */
import { identityNotes } from '../../domain/identity.ts'
import type { AccountAt, IdentityReport, Report } from '../../domain/report.ts'
import { accessWords, accountWords, ownerWords } from '../identity-words.ts'
import { namesIn } from './names.ts'
import { type Block, counted, type Fold, type Line, listed, type Text, table, text } from './view.ts'

/** Uids that several people have, beyond which they are counted. */
const maxUids = 3
/** Notes beyond which they are counted. */
const maxNotes = 6

const onePerson = 'who is one person to EFS'

/** Several names with one number are one person to EFS, and each of them has what the others have. */
export function onePersonText({ identity }: Pick<Report, 'identity'>): Text {
  const shared = (identity?.people ?? []).flatMap(({ uid, accounts }) => {
    const names = [...new Set(accounts.map((a: AccountAt) => a.account))]
    return names.length > 1 ? [{ uid, names }] : []
  })
  const lines = shared.slice(0, maxUids).map(({ uid, names }): Line => {
    const spaces = (identity?.spaces ?? []).filter((s) => s.owner?.uid === uid).length
    const each = spaces > 1 ? `; each can change ${spaces === 2 ? 'both' : `all ${spaces}`} personal spaces of that uid` : ''
    return [{ mark: 'warning' }, ` uid ${uid} is `, { strong: listed(names, 6) }, `: one person to EFS${each}`]
  })
  const more = shared.length - maxUids
  return text(onePerson, more > 0 ? [...lines, [{ mark: 'warning' }, ` ${more} more uids are several people`]] : lines)
}

/** The same of a volume that is mounted at several places, each with its own report: it is one volume, so a number is one person in all of them. */
export function acrossPlaces(reports: readonly Report[], blocks: readonly Block[]): readonly Block[] {
  if (reports.length < 2) return blocks
  const all = reports.flatMap(({ identity }) => identity ?? [])
  const people = [
    ...Map.groupBy(
      all.flatMap((one) => one.people.flatMap(({ accounts }) => accounts)),
      (a) => a.uid,
    ),
  ]
  const spaces = [...new Map(all.flatMap((one) => one.spaces.map((space) => [space.path, space] as const))).values()]
  const identity = {
    people: people.sort(([a], [b]) => a - b).map(([uid, accounts]) => ({ uid, accounts })),
    spaces,
    notLookedAt: 0,
  }
  const where = reports.map(
    ({ operation, instances }): Line => [
      { code: operation.mountPoint },
      ` on ${listed(
        instances.map((i) => i.name),
        6,
      )}`,
    ],
  )
  const apart: Line = [
    { mark: 'note' },
    ' each mount point was checked by itself, and no sharing was tried from one to the other: ',
    ...where.flatMap((one, i): Line => (i === 0 ? one : [' · ', ...one])),
  ]
  return [onePersonText({ identity }), text('what was not tried', [apart]), ...blocks.filter((block) => block.what !== onePerson)]
}

/** What else is to be known: what instances remember of their mount, and who comes through an access point. */
export function notesText({ notes, identity, operation }: Report): Text {
  const told = new Set(identity ? tableNotes(identity, operation) : [])
  const said = notes.filter((note) => !told.has(note))
  const more = said.length - maxNotes
  const lines = said.slice(0, maxNotes).map((note): Line => [{ mark: 'note' }, ` ${note}`])
  return text('the notes', more > 0 ? [...lines, [`… and ${more} more notes`]] : lines)
}

/** Sentences of which the line above, or the table, says the same. */
const tableNotes = (identity: IdentityReport, operation: Report['operation']): string[] =>
  identityNotes(operation, identity).filter((note) => /: one person to EFS\.$|personal spaces are not 0700/.test(note))

export function peopleFold(report: Report): Fold[] {
  const { identity, notes } = report
  if (!identity || identity.people.length === 0) return []
  const nameOf = namesIn(report)
  const people = () =>
    identity.people.map(({ uid, accounts }): Line[] => [
      [`${uid}`],
      [
        listed(
          accounts.map((a) => accountWords(a, nameOf)),
          6,
        ),
      ],
      [new Set(accounts.map((a) => a.account)).size > 1 ? 'one person' : ''],
    ])
  const spaces = () =>
    identity.spaces.map((space): Line[] => [
      [{ code: space.path }],
      [ownerWords(space)],
      [accessWords(space, 'read', nameOf)],
      [accessWords(space, 'change', nameOf)],
    ])
  const unseen =
    identity.notLookedAt > 0
      ? [[`${counted(identity.notLookedAt, 'more personal space was', 'more personal spaces were')} not looked at.`]]
      : []
  return [
    {
      what: 'who is who to EFS',
      title: ['Who is who, and whose space is open to whom'],
      least: 20 * identity.people.length + 40 * identity.spaces.length,
      blocks: () => [
        table('people', ['uid', 'Accounts', 'To EFS'], people()),
        table('personal spaces', ['Personal space', 'Owner', 'Can read', 'Can change'], spaces()),
        text('notes', [...unseen, ...notes.map((note): Line => [note])]),
      ],
    },
  ]
}
