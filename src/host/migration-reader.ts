/** The records of the job `migrate`, typed. */
import {
  type CountFact,
  type FolderFact,
  type LeftFact,
  type MigrationRule,
  type MigrationTold,
  type OpenFact,
  whys,
} from '../domain/people/migration.ts'
import { type HostRecord, printable } from './records.ts'

export function migrationReader() {
  let rule: MigrationRule | undefined
  let opened: MigrationTold['opened']
  let walk: MigrationTold['walk']
  const counts: CountFact[] = []
  const folders: FolderFact[] = []
  const left: LeftFact[] = []
  const open: OpenFact[] = []
  return {
    /** Whether the record is of a migration. Throws RecordError. */
    read: (kind: string, r: HostRecord): boolean => {
      switch (kind) {
        case 'migrate-rule':
          rule = {
            under: printable(r.text('under')),
            uid: r.number('uid'),
            gid: r.number('gid'),
            to: { uid: r.number('to'), gid: r.number('togid') },
            itself: r.flag('itself'),
          }
          return true
        case 'migrate-count':
          counts.push({ why: r.oneOf('why', whys), entries: r.number('entries'), bytes: r.number('bytes') })
          return true
        case 'migrate-folder':
          folders.push({ top: printable(r.text('top')), uid: r.number('uid'), gid: r.number('gid'), entries: r.number('entries') })
          return true
        case 'migrate-left':
          left.push({ path: printable(r.text('path')), why: r.oneOf('why', whys), uid: r.number('uid') })
          return true
        case 'migrate-open':
          open.push({ pid: r.number('pid'), name: printable(r.text('name')), what: printable(r.text('what')) })
          return true
        case 'migrate-opened':
          opened = { found: r.number('found'), whole: r.flag('whole') }
          return true
        case 'migrate-walk':
          walk = { looked: r.number('looked'), at: r.hex('at'), more: r.number('more'), finished: r.flag('finished') }
          return true
        default:
          return false
      }
    },
    told: (): { readonly migration?: MigrationTold } =>
      rule ? { migration: { rule, counts, folders, left, open, ...(opened ? { opened } : {}), ...(walk ? { walk } : {}) } } : {},
  }
}
