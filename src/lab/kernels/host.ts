/** Whether User-Mode Linux can run here. */
import { readFileSync } from 'node:fs'
import { findProgram } from '../instances/host.ts'

/** The reason why not, as a sentence; undefined where it can. */
export function whyNoKernels(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `User-Mode Linux runs on Linux on x86-64; this is ${process.platform} on ${process.arch}`
  for (const [program, name] of Object.entries({
    'linux.uml': 'user-mode-linux',
    uml_switch: 'uml-utilities',
    mmdebstrap: 'mmdebstrap',
    mke2fs: 'e2fsprogs',
  }))
    if (!findProgram(program)) return `the deep lab needs the program ${program} (Debian package ${name})`
  // wide-registers.c says why
  if (/ amx_tile /.test(readFileSync('/proc/cpuinfo', 'utf8')) && !findProgram('cc'))
    return 'on a processor with AMX, User-Mode Linux needs a C compiler to be helped (Debian packages gcc, libc6-dev)'
  return undefined
}
