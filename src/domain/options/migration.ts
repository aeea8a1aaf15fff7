/** Whose old data becomes whose, and where. */
import type { OptionSpec } from './option.ts'

/** Below the volume's root, without `.` and `..`, each name inert. */
export const folderPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}(?:\/[A-Za-z0-9_][A-Za-z0-9._-]{0,63}){0,15}$/
/** Not root's: what is root's is nobody's old data. */
export const uidPattern = /^uid:[1-9][0-9]{0,8}$/

export const ofMigration = [
  {
    name: 'from',
    argument: 'uid:NUMBER',
    pattern: uidPattern,
    verbs: ['migrate'],
    doc: 'the number whose data it is, as uid:1000; a group with the same number is taken for its private group',
  },
  {
    name: 'under',
    argument: 'FOLDER',
    pattern: folderPattern,
    verbs: ['migrate'],
    doc: 'the folder of the volume below which it lies, as users/ubuntu; nothing else is touched',
  },
  { name: 'to', argument: 'PERSON', verbs: ['migrate'], doc: 'the person of the registry whose it becomes' },
  {
    name: 'accept-unasked',
    verbs: ['migrate'],
    doc: 'go on although an instance could not be asked whether somebody there has files open: it stands in the plan, and what is made there later may be the old number’s',
  },
  {
    name: 'undo',
    argument: 'ID',
    pattern: /^[0-9a-f]{16}$/,
    verbs: ['migrate'],
    doc: 'take a migration back by the list that it left on the instance, instead of --from, --under and --to',
  },
] as const satisfies readonly OptionSpec[]
