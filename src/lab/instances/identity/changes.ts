/** Whether what the kernel asks would change something: refused where a client may only read, which its mount does not show. */
import { constants } from 'node:fs'
import { type Message, opcode } from './wire.ts'

/** What changes something, whatever its arguments are. */
const changing: ReadonlySet<number> = new Set([
  opcode.setattr,
  opcode.symlink,
  opcode.mknod,
  opcode.mkdir,
  opcode.unlink,
  opcode.rmdir,
  opcode.rename,
  opcode.link,
  opcode.create,
  opcode.write,
])

const { O_ACCMODE, O_TRUNC } = { O_ACCMODE: 3, ...constants }

export function wouldChange({ opcode: asked, body }: Message): boolean {
  const opens = asked === opcode.open && (body.readUInt32LE(0) & (O_ACCMODE | O_TRUNC)) !== 0
  const asksToWrite = asked === opcode.access && (body.readUInt32LE(0) & constants.W_OK) !== 0
  return changing.has(asked) || opens || asksToWrite
}
