/** A volume's settings, as label and text. Outside text; each printer escapes it. */
import { lifeCycleWords } from '../domain/life-cycle.ts'
import type { FileSystem, VolumeSettings } from '../domain/ports.ts'
import type { Looked } from '../domain/surroundings.ts'

export function settingsInWords(volume: FileSystem, { lifeCycle, backups }: VolumeSettings): (readonly [label: string, text: string])[] {
  const { throughputMode, provisionedThroughput: mibps } = volume
  return [
    ['modes', `${volume.performanceMode}, ${throughputMode}${mibps === undefined ? '' : `, ${mibps} MiB/s`}`],
    ['life cycle', told(lifeCycle, lifeCycleWords)],
    ['backups', told(backups, (on) => (on ? 'on' : 'off'))],
  ]
}

const told = <T>(part: Looked<T>, words: (value: T) => string): string =>
  part.kind === 'seen' ? words(part.value) : `not known: ${part.why}`
