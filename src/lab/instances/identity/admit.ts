/**
 * What the file system's policy lets a client do that is about to mount: `1 1 0` for mount, write, root access.
 *   node admit.js POLICY-FILE REGION FILE-SYSTEM ACCESS-POINT|- tls|plain ROLE|-
 */
import { readFileSync } from 'node:fs'
import { admissionOf } from './policy.ts'

const [file = '', region, fileSystem, accessPoint, transport, role] = process.argv.slice(2)
const account = '123456789012'
const arn = `arn:aws:elasticfilesystem:${region}:${account}`
try {
  const { mount, write, root } = admissionOf(readFileSync(file, 'utf8'), {
    tls: transport === 'tls',
    fileSystem: `${arn}:file-system/${fileSystem}`,
    ...(accessPoint === '-' ? {} : { accessPoint: `${arn}:access-point/${accessPoint}` }),
    ...(role === '-' ? {} : { role: `arn:aws:iam::${account}:role/${role}` }),
  })
  process.stdout.write(`${[mount, write, root].map(Number).join(' ')}\n`)
} catch (error) {
  process.stderr.write(`mount.nfs4: ${(error as Error).message}\n`)
  process.exitCode = 32
}
