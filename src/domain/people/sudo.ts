/** Whether somebody becomes root by sudo: by Prism’s own line where the registry says so, and by nothing else. As sudo itself says it. Pure. */
import type { AccountCell } from './cell.ts'
import type { OwnSudoSeen, SudoSays, SudoSeen } from './sudo-seen.ts'

const everything = '(ALL : ALL) NOPASSWD: ALL'
const all = 'all, without a password'

export function sudoCells(isWanted: boolean, own: OwnSudoSeen, sudo: SudoSeen): AccountCell[] {
  const file = sudoFileCell(isWanted, own, sudo)
  if (!file.holds) return [file]
  const says = own.says === undefined ? undefined : sudo.says[own.says]
  if (isWanted) return [file, rootCell(says, sudo)]
  return [file, otherCell(says, sudo)]
}

/** Of somebody who left, too. */
export function sudoFileCell(isWanted: boolean, { file }: OwnSudoSeen, { there }: SudoSeen): AccountCell {
  if (isWanted && !there) return { what: 'sudo', expected: 'Prism’s line', seen: 'sudo is not installed', holds: false }
  const seen = file === 'exact' ? 'Prism’s line' : file === '' ? 'none' : oddWords(file)
  return { what: 'sudo', expected: isWanted ? 'Prism’s line' : 'none', seen, holds: file === (isWanted ? 'exact' : '') }
}

const oddWords = (file: string): string =>
  file === 'text' ? 'the file is written otherwise' : file === 'other' ? 'the file is no file' : `the file is ${file.replaceAll(':', ', ')}`

/** Of two rules that fit sudo takes the later one. */
function rootCell(says: SudoSays | undefined, { reads }: SudoSeen): AccountCell {
  const what = { what: 'root by sudo', expected: all } as const
  if (!says || says.said === 'unknown') return { ...what, seen: says?.words || 'sudo was not asked' }
  if (says.said === 'none') return { ...what, seen: reads ? 'nothing' : 'nothing, as sudoers does not read /etc/sudoers.d', holds: false }
  const at = says.rules.lastIndexOf(everything)
  if (at < 0) return says.more > 0 ? { ...what, seen: 'more rules than are looked at' } : { ...what, seen: shown(says), holds: false }
  const less = says.rules.slice(at + 1).filter((rule) => takesAway(rule, says))
  if (less.length > 0) return { ...what, seen: `all, and then ${less.join(' and ')}`, holds: false }
  return says.more > 0 ? { ...what, seen: 'more rules than are looked at' } : { ...what, seen: all, holds: true }
}

const takesAway = (rule: string, { asks }: SudoSays): boolean => rule.includes('!') || (asks !== 'nobody' && !isFree(rule))

/** SUSE’s `ALL ALL=(ALL) ALL` asks for root’s password: whoever knows that needs no sudo. */
function otherCell(says: SudoSays | undefined, { there }: SudoSeen): AccountCell {
  const what = { what: 'other sudo', expected: 'none' } as const
  if (!there) return { ...what, seen: 'none', holds: true }
  if (!says || says.said === 'unknown') return { ...what, seen: says?.words || 'sudo was not asked' }
  const gives = says.rules.filter((rule) => !isDenial(rule))
  if (says.more === 0 && gives.length === 0) return { ...what, seen: 'none', holds: true }
  if (says.asks === 'other' && says.more === 0 && !gives.some(isFree)) return { ...what, seen: 'none without root’s password', holds: true }
  return { ...what, seen: shown(says), holds: false }
}

/** Takes away and gives nothing: each of its commands is denied. */
const isDenial = (rule: string): boolean =>
  rule
    .replace(/^\([^)]*\) (?:[A-Z_]+: )*/, '')
    .split(', ')
    .every((command) => command.startsWith('!'))

const isFree = (rule: string): boolean => rule.includes('NOPASSWD:')

const shown = ({ rules, more }: SudoSays): string => [...rules, ...(more > 0 ? [`${more} more`] : [])].join(' and ')
