/** The two network halves of the lab, as far as starting them needs; loaded when they are wanted. */
import type { LabInstance, LabStorage } from './ports.ts'

export type LabAws = {
  readonly url: string
  /** What any AWS client needs in its environment to talk to the lab. */
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}
export type LabGitHub = { readonly url: string; readonly stop: () => Promise<void> }

type StartLabAws = (options: {
  readonly instances: readonly LabInstance[]
  readonly storage: LabStorage
  readonly region: string
  readonly port?: number
}) => Promise<LabAws>

export const startLabAws: StartLabAws = async (options) => (await part<{ startLabAws: StartLabAws }>('aws')).startLabAws(options)
export const startLabGitHub = async (): Promise<LabGitHub> =>
  (await part<{ startLabGitHub: () => Promise<LabGitHub> }>('github')).startLabGitHub()

async function part<Module>(name: 'aws' | 'github'): Promise<Module> {
  return (await import(new URL(`./${name}/start.js`, import.meta.url).href)) as Module
}
