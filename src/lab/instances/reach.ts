/** How the controls of an instance reach into it. */
import type { CommandOptions, Output } from './command.ts'
import type { World } from './world.ts'

export type Run = (script: string, options?: CommandOptions & { readonly args?: readonly string[] }) => Promise<Output>

export type Reach = {
  readonly world: World
  readonly name: string
  /** PID 1 of the instance as this process counts. Throws while it is down. */
  readonly pid: () => number
  /** A bash script as root inside the instance. */
  readonly run: Run
  /** A path in the instance's folder of the world, such as its disk. */
  readonly home: (...parts: string[]) => string
}

/** The output of a step that has to work; throws with what it said. */
export async function must(output: Promise<Output>, what: string): Promise<Output> {
  const done = await output
  if (done.code !== 0) throw new Error(`${what}: exit ${done.code}: ${done.stderr.trim() || done.stdout.trim()}`)
  return done
}
