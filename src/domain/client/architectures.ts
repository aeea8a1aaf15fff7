/** What processors are called: by the kernel, by Debian's packages, by rpm. */
import type { Architecture, PackageManager } from './sources.ts'

const names: Readonly<Record<string, Architecture>> = { x86_64: 'x86_64', amd64: 'x86_64', aarch64: 'aarch64', arm64: 'aarch64' }

/** By any of its names; undefined for anything that AWS builds no client for. */
export const architectureOf = (name: string): Architecture | undefined => (Object.hasOwn(names, name) ? names[name] : undefined)

/** What a package file may say of itself to fit an instance: its own architecture, or none in particular. */
export function packageArchitectures(manager: PackageManager, machine: string): readonly string[] {
  const architecture = architectureOf(machine)
  if (manager !== 'apt-get') return ['noarch', architecture ?? machine]
  return ['all', architecture === 'x86_64' ? 'amd64' : architecture === 'aarch64' ? 'arm64' : machine]
}
