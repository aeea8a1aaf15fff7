/** A volume's settings, as label and text. Outside text; each printer escapes it. */
import { lifeCycleWords } from '../domain/life-cycle.ts'
import type { FileSystem, Replication, VolumeSettings } from '../domain/ports.ts'
import type { Looked } from '../domain/surroundings.ts'

export function settingsInWords(
  volume: FileSystem,
  { lifeCycle, backups, replication }: VolumeSettings,
): (readonly [label: string, text: string])[] {
  const { throughputMode, provisionedThroughput: mibps } = volume
  return [
    ['modes', `${volume.performanceMode}, ${throughputMode}${mibps === undefined ? '' : `, ${mibps} MiB/s`}`],
    ['life cycle', told(lifeCycle, lifeCycleWords)],
    ['backups', told(backups, (on) => (on ? 'on' : 'off'))],
    ['replication', told(replication, (all) => all.map((one) => replicationWords(volume, one)).join('; ') || 'none')],
    ...(volume.overwriteProtection ? [['overwrite protection', protectionWords[volume.overwriteProtection]] as const] : []),
  ]
}

const told = <T>(part: Looked<T>, words: (value: T) => string): string =>
  part.kind === 'seen' ? words(part.value) : `not known: ${part.why}`

function replicationWords({ id }: FileSystem, { from, to, state, syncedAt }: Replication): string {
  const sync = syncedAt === undefined ? '' : `, synchronised until ${syncedAt}`
  return to.fileSystemId === id
    ? `a replica of ${from.fileSystemId} in ${from.region}, so read-only: EFS alone writes to it (${state.toLowerCase()}${sync})`
    : `replicated to ${to.fileSystemId} in ${to.region} (${state.toLowerCase()}${sync})`
}

const protectionWords: Readonly<Record<NonNullable<FileSystem['overwriteProtection']>, string>> = {
  enabled: 'on',
  disabled: 'off: it can be made the destination of a replication, which overwrites it',
  replicating: 'it is the destination of a replication',
}
