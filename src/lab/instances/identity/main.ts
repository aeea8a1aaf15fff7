/**
 * The server behind a mount for which EFS decides who its clients are: an access point that enforces a user, a policy without
 * ClientRootAccess. The kernel hands over every call on the mount (FUSE, on file descriptor 3), and it is done on the folder in the process's
 * working directory with that identity. So the kernel judges owner, mode and groups; nothing is played. Ends with the mount.
 *   node main.js IDENTITY rw|ro root|squash     in the folder that is served, as root
 */
import { readSync, writeSync } from 'node:fs'
import { become, parseIdentity } from './caller.ts'
import { createOperations } from './operations.ts'
import { initReply, maxBytes, opcode, parseMessage, reply } from './wire.ts'

const queue = 3
const [said = '', access, rootAccess] = process.argv.slice(2)
const identity = parseIdentity(said, rootAccess === 'root')
const as = become(identity)
const operate = createOperations({ realIds: identity.kind === 'enforced', writes: access === 'rw' })
const bytes = Buffer.alloc(maxBytes + 4096)
const [ENOENT, EINTR, EAGAIN, ENODEV, EIO] = [2, 4, 11, 19, 5]

/** Undefined: the mount is gone. */
function next(): Buffer | undefined {
  for (;;) {
    try {
      return bytes.subarray(0, readSync(queue, bytes, 0, bytes.length, null))
    } catch (error) {
      const code = -((error as NodeJS.ErrnoException).errno ?? 0)
      if (code === ENODEV) return undefined
      if (code !== ENOENT && code !== EINTR && code !== EAGAIN) throw error
    }
  }
}

function answer(unique: bigint, error: number, body: Buffer): void {
  try {
    writeSync(queue, reply(unique, error, body))
  } catch (failure) {
    // who asked is gone meanwhile
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure
  }
}

for (let one = next(); one; one = next()) {
  const message = parseMessage(one)
  if (message.opcode === opcode.init) {
    answer(message.unique, 0, initReply(message.body))
    continue
  }
  try {
    as(message)
    const done = operate(message)
    if (done) answer(message.unique, 0, done)
  } catch (error) {
    const { errno } = error as NodeJS.ErrnoException
    answer(message.unique, errno === undefined ? EIO : -errno, Buffer.alloc(0))
  }
}
