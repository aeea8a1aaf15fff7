/** One file or folder, by its path: `.` or `./a/b`, a character a byte. */
import * as fs from 'node:fs'
import { attributeReply, changesIn } from './wire.ts'

export const raw = (path: string): Buffer => Buffer.from(path, 'latin1')
export const stat = (path: string): fs.BigIntStats => fs.lstatSync(raw(path), { bigint: true })

/** Owner, mode, size and times, as far as the body of a setattr names them. */
export function change(path: string, body: Buffer): Buffer {
  const { mode, uid, gid, size, ...times } = changesIn(body)
  const at = raw(path)
  // the mode last: an owner that changes takes setuid and setgid off
  if (size !== undefined) fs.truncateSync(at, size)
  if (uid !== undefined && gid !== undefined) fs.lchownSync(at, uid, gid)
  if (mode !== undefined) fs.chmodSync(at, mode)
  if ('atime' in times) {
    const { atimeMs, mtimeMs } = fs.lstatSync(at)
    fs.lutimesSync(at, times.atime ?? atimeMs / 1000, times.mtime ?? mtimeMs / 1000)
  }
  return attributeReply(stat(path))
}

export function statfs(path: string): Buffer {
  const s = fs.statfsSync(raw(path))
  const out = Buffer.alloc(80)
  for (const [i, value] of [s.blocks, s.bfree, s.bavail, s.files, s.ffree].entries()) out.writeBigUInt64LE(BigInt(value), i * 8)
  for (const [i, value] of [s.bsize, 255, s.bsize].entries()) out.writeUInt32LE(value, 40 + i * 4)
  return out
}
