/** Deleting asks for the volume's name a second time: on a terminal by typing it, elsewhere by --yes. */
import { createInterface } from 'node:readline/promises'
import { fail } from '../../domain/catalogue.ts'
import { formatVolumeRef, quote, type VolumeRef } from '../../domain/names.ts'
import type { World } from './streams.ts'

/** The confirmation, which is the volume as it was named. Throws `confirm-name`; an interrupted or ended input confirms nothing. */
export async function confirmDelete(volume: VolumeRef, yes: boolean, world: Pick<World, 'stdin' | 'stderr'>): Promise<string> {
  const name = formatVolumeRef(volume)
  if (yes) return name
  if (!world.stdin.isTTY) throw fail('confirm-name', { seen: 'stdin is not a terminal and --yes is not given' })
  const typed = await askLine(`This deletes ${name} and everything in it. Type ${name} to continue: `, world)
  if (typed?.trim() === name) return name
  throw fail('confirm-name', { seen: typed === undefined ? 'no answer' : quote(typed.trim()) })
}

/** One line from the terminal; undefined where the input ends without one. */
export async function askLine(question: string, world: Pick<World, 'stdin' | 'stderr'>): Promise<string | undefined> {
  const lines = createInterface({ input: world.stdin, output: world.stderr, terminal: false })
  try {
    world.stderr.write(question)
    for await (const line of lines) return line
    return undefined
  } finally {
    lines.close()
  }
}
