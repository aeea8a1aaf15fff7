/** The kernel's FUSE protocol (include/uapi/linux/fuse.h, 7.31), as much of it as a pass-through needs. Little-endian only. */
import type { BigIntStats } from 'node:fs'

export const opcode = {
  lookup: 1,
  forget: 2,
  getattr: 3,
  setattr: 4,
  readlink: 5,
  symlink: 6,
  mknod: 8,
  mkdir: 9,
  unlink: 10,
  rmdir: 11,
  rename: 12,
  link: 13,
  open: 14,
  read: 15,
  write: 16,
  statfs: 17,
  release: 18,
  fsync: 20,
  flush: 25,
  init: 26,
  opendir: 27,
  readdir: 28,
  releasedir: 29,
  fsyncdir: 30,
  access: 34,
  create: 35,
  interrupt: 36,
  destroy: 38,
  batchForget: 42,
  rename2: 45,
} as const

export type Message = {
  readonly opcode: number
  readonly unique: bigint
  readonly node: bigint
  readonly uid: number
  readonly gid: number
  readonly pid: number
  readonly body: Buffer
}

const headerLength = 40

export function parseMessage(bytes: Buffer): Message {
  return {
    opcode: bytes.readUInt32LE(4),
    unique: bytes.readBigUInt64LE(8),
    node: bytes.readBigUInt64LE(16),
    uid: bytes.readUInt32LE(24),
    gid: bytes.readUInt32LE(28),
    pid: bytes.readUInt32LE(32),
    body: bytes.subarray(headerLength, bytes.readUInt32LE(0)),
  }
}

/** `error`: an errno, 0 for none. */
export function reply(unique: bigint, error: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16)
  head.writeUInt32LE(16 + body.length, 0)
  head.writeInt32LE(-error, 4)
  head.writeBigUInt64LE(unique, 8)
  return Buffer.concat([head, body])
}

/** Bytes of a write at most; a read of the kernel's queue must have room for them. */
export const maxBytes = 128 * 1024
const initFlags = { atomicTruncate: 1 << 3, bigWrites: 1 << 5 }

export function initReply(body: Buffer): Buffer {
  const out = Buffer.alloc(64)
  out.writeUInt32LE(7, 0)
  out.writeUInt32LE(31, 4)
  out.writeUInt32LE(body.readUInt32LE(8), 8)
  out.writeUInt32LE(initFlags.atomicTruncate | initFlags.bigWrites, 12)
  out.writeUInt16LE(16, 16)
  out.writeUInt16LE(12, 18)
  out.writeUInt32LE(maxBytes, 20)
  out.writeUInt32LE(1, 24)
  return out
}

function attributes(s: BigIntStats): Buffer {
  const out = Buffer.alloc(88)
  const second = 1_000_000_000n
  for (const [i, value] of [s.ino, s.size, s.blocks, s.atimeNs / second, s.mtimeNs / second, s.ctimeNs / second].entries())
    out.writeBigUInt64LE(BigInt.asUintN(64, value), i * 8)
  const small = [s.atimeNs % second, s.mtimeNs % second, s.ctimeNs % second, s.mode, s.nlink, s.uid, s.gid, s.rdev, s.blksize]
  for (const [i, value] of small.entries()) out.writeUInt32LE(Number(BigInt.asUintN(32, value)), 48 + i * 4)
  return out
}

/** Valid for no time at all: other instances change the same files. */
export const attributeReply = (s: BigIntStats): Buffer => Buffer.concat([Buffer.alloc(16), attributes(s)])

export function entryReply(node: bigint, s: BigIntStats): Buffer {
  const out = Buffer.alloc(40)
  out.writeBigUInt64LE(node, 0)
  return Buffer.concat([out, attributes(s)])
}

/** Direct: the kernel keeps no pages of the file. */
export function openReply(handle: number): Buffer {
  const out = Buffer.alloc(16)
  out.writeBigUInt64LE(BigInt(handle), 0)
  out.writeUInt32LE(1, 8)
  return out
}

/** One entry of a listing; `next` is where the listing goes on. */
export function listingEntry(name: Buffer, ino: bigint, next: number): Buffer {
  const out = Buffer.alloc((24 + name.length + 7) & ~7)
  out.writeBigUInt64LE(ino, 0)
  out.writeBigUInt64LE(BigInt(next), 8)
  out.writeUInt32LE(name.length, 16)
  name.copy(out, 24)
  return out
}

/** Names in a body end with a NUL. */
export const namesIn = (body: Buffer): string[] => body.toString('latin1').split('\0')

/** What is set, in the order of fuse_setattr_in. */
export function changesIn(body: Buffer) {
  const valid = body.readUInt32LE(0)
  const has = (bit: number) => (valid & bit) !== 0
  const time = (at: number, nano: number) => Number(body.readBigInt64LE(at)) + body.readUInt32LE(nano) / 1e9
  return {
    ...(has(1) ? { mode: body.readUInt32LE(68) & 0o7777 } : {}),
    ...(has(2) || has(4) ? { uid: has(2) ? body.readUInt32LE(76) : -1, gid: has(4) ? body.readUInt32LE(80) : -1 } : {}),
    ...(has(8) ? { size: Number(body.readBigUInt64LE(16)) } : {}),
    ...(has(16) || has(32) ? { atime: has(16) ? time(32, 56) : undefined, mtime: has(32) ? time(40, 60) : undefined } : {}),
  }
}
