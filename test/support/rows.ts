/** What is wanted of the healthy host of the examples, and rows as lines that a test can read. */
import type { Desired } from '../../src/domain/desired.ts'
import { group, memberUmask, permissionTable } from '../../src/domain/layout.ts'
import { type MountSpec, plainSpec } from '../../src/domain/mount-spec.ts'
import type { Row, Section } from '../../src/domain/report.ts'
import { fileSystemId, mountPoint } from './healthy-facts.ts'

export function wanted(change: Partial<Desired> = {}, spec: Partial<MountSpec> = {}): Desired {
  const accounts = change.accounts ?? ['ubuntu']
  const whole = { ...plainSpec, ...spec }
  return {
    fileSystemId,
    mountPoint,
    group,
    accounts,
    paths: permissionTable(accounts, whole),
    privateSpaces: whole.privateSpaces,
    readOnly: whole.readOnly,
    umask: memberUmask,
    encrypted: whole.encrypted,
    spec: whole,
    ...change,
  }
}

/** `ubuntu · cron: differs (umask-differs): umask 0022; umask 0002 expected`, without the mount point. */
const lineOf = ({ subject, verdict, code, observed, expected }: Row): string =>
  `${subject}: ${verdict}${code === undefined ? '' : ` (${code})`}: ${observed}; ${expected} expected`
    .replaceAll(mountPoint, 'DIR')
    .replaceAll(fileSystemId, 'FS')

/** Those of one section; a row of another says of which. */
export const linesIn =
  (section: Section) =>
  (rows: readonly Row[]): string[] =>
    rows.map((row) => `${row.section === section ? '' : `[${row.section}] `}${lineOf(row)}`)
