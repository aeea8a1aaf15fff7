/** What the kernel asks, done on the folder below the working directory with the rights that this process has. Throws Node's errors. */
import * as fs from 'node:fs'
import { change, raw, stat, statfs } from './by-path.ts'
import { wouldChange } from './changes.ts'
import { createNodes } from './nodes.ts'
import { attributeReply, entryReply, listingEntry, type Message, namesIn, opcode, openReply } from './wire.ts'

const { O_ACCMODE, O_APPEND, O_CREAT, O_EXCL, O_TRUNC, O_NOFOLLOW } = { O_ACCMODE: 3, ...fs.constants }
const nothing = Buffer.alloc(0)

export class Errno extends Error {
  readonly errno: number
  constructor(errno: number) {
    super(`errno ${errno}`)
    this.errno = -errno
  }
}
const [ENOENT, EPERM, EINVAL, EROFS, ENOSYS] = [2, 1, 22, 30, 38]

/**
 * Undefined: no answer is expected. `realIds`: whether access(2), which asks for the real uid, tells the truth here. `writes`: false where the
 * client may only read, which its mount does not show.
 */
export function createOperations({
  realIds,
  writes,
}: {
  readonly realIds: boolean
  readonly writes: boolean
}): (m: Message) => Buffer | undefined {
  const nodes = createNodes()
  const listings = new Map<number, { readonly name: Buffer; readonly ino: bigint }[]>()
  let lists = 0

  const pathOf = (node: bigint): string => {
    const path = nodes.path(node)
    if (path === undefined) throw new Errno(ENOENT)
    return path
  }
  const child = (m: Message, name: string) => `${pathOf(m.node)}/${name}`
  const entry = (path: string) => {
    const seen = stat(path)
    return entryReply(nodes.of(path, seen.ino), seen)
  }
  const handle = (m: Message) => Number(m.body.readBigUInt64LE(0))

  return (m) => {
    const { body } = m
    if (!writes && wouldChange(m)) throw new Errno(EROFS)
    switch (m.opcode) {
      case opcode.lookup:
        return entry(child(m, namesIn(body)[0]!))
      case opcode.getattr: {
        const opened = (body.readUInt32LE(0) & 1) !== 0
        return attributeReply(opened ? fs.fstatSync(Number(body.readBigUInt64LE(8)), { bigint: true }) : stat(pathOf(m.node)))
      }
      case opcode.setattr:
        return change(pathOf(m.node), body)
      case opcode.readlink:
        return fs.readlinkSync(raw(pathOf(m.node)), 'buffer')
      case opcode.symlink: {
        const [name = '', target = ''] = namesIn(body)
        fs.symlinkSync(raw(target), raw(child(m, name)))
        return entry(child(m, name))
      }
      case opcode.mknod: {
        const mode = body.readUInt32LE(0)
        // Node makes no devices and pipes
        if ((mode & fs.constants.S_IFMT) !== fs.constants.S_IFREG) throw new Errno(EPERM)
        const path = child(m, namesIn(body.subarray(16))[0]!)
        fs.closeSync(fs.openSync(raw(path), O_CREAT | O_EXCL | fs.constants.O_WRONLY, mode & 0o7777))
        return entry(path)
      }
      case opcode.mkdir: {
        const path = child(m, namesIn(body.subarray(8))[0]!)
        fs.mkdirSync(raw(path), { mode: body.readUInt32LE(0) & 0o7777 })
        return entry(path)
      }
      case opcode.unlink:
        fs.unlinkSync(raw(child(m, namesIn(body)[0]!)))
        return nothing
      case opcode.rmdir:
        fs.rmdirSync(raw(child(m, namesIn(body)[0]!)))
        return nothing
      case opcode.rename: {
        const [from = '', to = ''] = namesIn(body.subarray(8))
        const target = `${pathOf(body.readBigUInt64LE(0))}/${to}`
        fs.renameSync(raw(child(m, from)), raw(target))
        nodes.moved(child(m, from), target)
        return nothing
      }
      case opcode.link: {
        const path = child(m, namesIn(body.subarray(8))[0]!)
        fs.linkSync(raw(pathOf(body.readBigUInt64LE(0))), raw(path))
        return entry(path)
      }
      case opcode.open: {
        const flags = body.readUInt32LE(0) & (O_ACCMODE | O_APPEND | O_TRUNC)
        return openReply(fs.openSync(raw(pathOf(m.node)), flags | O_NOFOLLOW))
      }
      case opcode.create: {
        const path = child(m, namesIn(body.subarray(16))[0]!)
        const flags = (body.readUInt32LE(0) & (O_ACCMODE | O_APPEND | O_TRUNC | O_EXCL)) | O_CREAT | O_NOFOLLOW
        const opened = openReply(fs.openSync(raw(path), flags, body.readUInt32LE(4) & 0o7777))
        return Buffer.concat([entry(path), opened])
      }
      case opcode.read: {
        const bytes = Buffer.alloc(body.readUInt32LE(16))
        return bytes.subarray(0, fs.readSync(handle(m), bytes, 0, bytes.length, Number(body.readBigUInt64LE(8))))
      }
      case opcode.write: {
        const size = body.readUInt32LE(16)
        const out = Buffer.alloc(8)
        // a file opened for appending takes it at its end, wherever the kernel thinks that is
        out.writeUInt32LE(fs.writeSync(handle(m), body, 40, size, Number(body.readBigUInt64LE(8))))
        return out
      }
      case opcode.statfs:
        return statfs(pathOf(m.node))
      case opcode.release:
        fs.closeSync(handle(m))
        return nothing
      case opcode.fsync:
        fs.fsyncSync(handle(m))
        return nothing
      case opcode.opendir: {
        const path = pathOf(m.node)
        const found = fs.readdirSync(raw(path), { encoding: 'buffer' })
        lists += 1
        listings.set(
          lists,
          found.map((name) => ({ name, ino: stat(`${path}/${name.toString('latin1')}`).ino })),
        )
        return openReply(lists)
      }
      case opcode.readdir:
        return list(listings.get(handle(m)) ?? [], Number(body.readBigUInt64LE(8)), body.readUInt32LE(16))
      case opcode.releasedir:
        listings.delete(handle(m))
        return nothing
      case opcode.access:
        if (!realIds) throw new Errno(ENOSYS)
        fs.accessSync(raw(pathOf(m.node)), body.readUInt32LE(0))
        return nothing
      case opcode.flush:
      case opcode.fsyncdir:
      case opcode.destroy:
        return nothing
      case opcode.forget:
      case opcode.batchForget:
      case opcode.interrupt:
        return undefined
      case opcode.rename2:
        // with flags that Node cannot say; mv asks again without
        throw new Errno(EINVAL)
      default:
        throw new Errno(ENOSYS)
    }
  }

  function list(all: readonly { readonly name: Buffer; readonly ino: bigint }[], from: number, size: number): Buffer {
    const parts: Buffer[] = []
    let room = size
    for (const [i, { name, ino }] of all.entries()) {
      if (i < from) continue
      const part = listingEntry(name, ino, i + 1)
      if (part.length > room) break
      room -= part.length
      parts.push(part)
    }
    return Buffer.concat(parts)
  }
}
