/** DNS as the VPC's resolver answers it, as far as mount targets go: A records over UDP. Pure: a question in, an answer out. */

/** The addresses of a name, or undefined where there is no such name. */
export type Lookup = (name: string) => readonly string[] | undefined

const noSuchName = 3

/** Undefined for what is no question of one name: it gets no answer. */
export function answerDns(message: Buffer, lookup: Lookup): Buffer | undefined {
  const question = readQuestion(message)
  if (!question) return undefined
  const known = lookup(question.name.toLowerCase())
  const addresses = question.type === 1 ? (known ?? []) : []
  const header = Buffer.from(message.subarray(0, 12))
  // response, recursion available, and the asker's own "recursion desired"
  header.writeUInt16BE(0x8080 | (header.readUInt16BE(2) & 0x0100) | (known ? 0 : noSuchName), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(addresses.length, 6)
  header.writeUInt32BE(0, 8)
  const records = addresses.map((address) => {
    const record = Buffer.alloc(16)
    // a pointer to the question's name, A, IN, a minute, four bytes
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(1, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt32BE(60, 6)
    record.writeUInt16BE(4, 10)
    for (const [i, part] of address.split('.').entries()) record.writeUInt8(Number(part), 12 + i)
    return record
  })
  return Buffer.concat([header, message.subarray(12, question.end), ...records])
}

function readQuestion(message: Buffer): { readonly name: string; readonly type: number; readonly end: number } | undefined {
  if (message.length < 17 || message.readUInt16BE(4) !== 1) return undefined
  const labels: string[] = []
  let at = 12
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    if (length > 63 || at + length + 5 > message.length) return undefined
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return at + 5 <= message.length ? { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 } : undefined
}
