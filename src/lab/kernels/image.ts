/** The disk that every kernel boots from: built once by image.sh, kept in a folder named by what it was built from. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const instances = join(here, '..', 'instances')
/** Everything that the disk is made from. */
const parts = [
  ...filesOf(here).filter((path) => !/\.(js|ts|map)$/.test(path)),
  ...filesOf(join(instances, 'image-profiles')),
  ...['ssh.sh', 'cron.sh'].map((script) => join(instances, script)),
]

/** Path of the ext4 image; builds it when no cached one fits. The cache is `PRISM_DEEP_CACHE` or `~/.cache/prism-deep`. */
export async function kernelImage(env: Readonly<Record<string, string | undefined>> = process.env): Promise<string> {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part.slice(here.length)).update(readFileSync(part))
  for (const kernel of readdirSync('/usr/lib/uml/modules').sort()) digest.update(kernel)
  const cache = env.PRISM_DEEP_CACHE ?? join(homedir(), '.cache', 'prism-deep')
  const home = join(cache, digest.digest('hex').slice(0, 16))
  const image = join(home, 'base.ext4')
  if (existsSync(image)) return image
  const making = join(cache, `making-${process.pid}`)
  mkdirSync(making, { recursive: true })
  try {
    await build(making)
    // two builders at a time: the first to finish wins
    if (!existsSync(image)) renameSync(making, home)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return image
}

async function build(folder: string): Promise<void> {
  const log = join(folder, 'build.log')
  const stream = createWriteStream(log)
  await new Promise((resolve) => stream.once('open', resolve))
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn('bash', [join(here, 'image.sh'), folder], { stdio: ['ignore', stream, stream] })
    child.once('error', reject)
    child.once('exit', resolve)
  })
  stream.end()
  if (code !== 0) throw new Error(`The deep lab's disk could not be built (exit ${code}): ${readFileSync(log, 'utf8').trim().slice(-2000)}`)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? filesOf(path) : [path]
    })
}
