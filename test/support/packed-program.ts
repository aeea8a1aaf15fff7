/** A text packed as the build packs a job's program. */
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const lzma = createRequire(`${root}package.json`)('lzma') as { compress: (text: string, mode: number) => number[] }
const { inCharacters } = (await import(pathToFileURL(`${root}scripts/host-program.mjs`).href)) as {
  inCharacters: (bytes: Buffer) => string
}

export const packedProgram = (text: string): string => inCharacters(Buffer.from(lzma.compress(text, 9).map((n) => n & 255)))
