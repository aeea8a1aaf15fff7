/** What systemd's own words say of the next boot, and of why a mount of fstab's is not there now. Pure. */
import type { FindingCode } from './catalogue.ts'
import type { BootFact } from './facts.ts'

const codes = ['unit-masked', 'unit-foreign', 'boot-without-mounts'] as const satisfies readonly FindingCode[]
export type BootFault = { readonly code: (typeof codes)[number]; readonly seen: string }
export const isBootFault = (code: FindingCode): code is BootFault['code'] => (codes as readonly FindingCode[]).includes(code)

/** Where systemd-fstab-generator writes; a file of the same name anywhere else in systemd's path wins over it. */
const generated = /^\/run\/systemd\/generator(?:\.early|\.late)?\//

/** Why a boot passes over fstab's line; undefined where nothing is seen that would. */
export function bootFaultOf({ unit, load, file, pulledIn }: BootFact): BootFault | undefined {
  if (load === 'masked') return { code: 'unit-masked', seen: `${unit} is masked` }
  if (file !== undefined && !generated.test(file)) return { code: 'unit-foreign', seen: `${unit} comes from ${file}, not from fstab` }
  if (pulledIn === false) return { code: 'boot-without-mounts', seen: 'no boot reaches remote-fs.target' }
  return undefined
}

/** Of a place where nothing is mounted; undefined where systemd has nothing to say of it. */
export function downInWords({ unit, active, result, entered, since }: BootFact): string | undefined {
  const when = since === undefined ? '' : `, ${since}`
  if (active === 'failed') return `${unit} failed (${result}${when})`
  if (active === 'activating') return `${unit} is still being tried`
  return active === 'inactive' && entered ? `${unit} was taken away (${result}${when})` : undefined
}
