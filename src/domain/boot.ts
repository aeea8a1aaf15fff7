/** What systemd says about the next boot, and about why a mount of fstab is missing now. Pure. */
import type { FindingCode } from './catalogue.ts'
import type { BootFact } from './facts.ts'

const codes = ['unit-masked', 'unit-foreign', 'boot-without-mounts'] as const satisfies readonly FindingCode[]
export type BootFault = { readonly code: (typeof codes)[number]; readonly seen: string }
export const isBootFault = (code: FindingCode): code is BootFault['code'] => (codes as readonly FindingCode[]).includes(code)

/** Where systemd-fstab-generator writes; a file of the same name anywhere else in systemd's path overrides it. */
const generated = /^\/run\/systemd\/generator(?:\.early|\.late)?\//

/** Why a boot ignores the fstab line; undefined if nothing is seen that would. */
export function bootFaultOf({ unit, load, file, pulledIn }: BootFact): BootFault | undefined {
  if (load === 'masked') return { code: 'unit-masked', seen: `${unit} is masked` }
  if (file !== undefined && !generated.test(file)) return { code: 'unit-foreign', seen: `${unit} comes from ${file}, not from fstab` }
  if (pulledIn === false) return { code: 'boot-without-mounts', seen: 'remote-fs.target is not enabled' }
  return undefined
}

/** Of a place where nothing is mounted; undefined where systemd has nothing to say of it. */
export function downInWords({ unit, active, result, entered, since }: BootFact): string | undefined {
  const when = since === undefined ? '' : `, ${since}`
  if (active === 'failed') return `${unit} failed (${result}${when})`
  if (active === 'activating') return `${unit} is still activating`
  return active === 'inactive' && entered ? `${unit} was unmounted (${result}${when})` : undefined
}
