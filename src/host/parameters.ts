/**
 * Parameters, declared once: from a declaration follow the check at the boundary, the variable in which the host program reads the value,
 * SSM's `allowedPattern` and the documentation. Every pattern admits only text that is inert in a shell.
 */
export type Parameter = {
  /** Its variable. The program calls it so without `PRISM_`. */
  readonly env: `PRISM_${string}`
  /** Anchored; the whole value must match. */
  readonly pattern: RegExp
  readonly doc: string
}
export type Parameters = Readonly<Record<string, Parameter>>

/** Throws a plain Error naming the parameter: a value that does not fit here is a fault in the program, not in the input. */
export function checkParameters(declared: Parameters, given: Readonly<Record<string, string>>): void {
  for (const [name, { pattern }] of Object.entries(declared)) {
    const value = given[name]
    if (value === undefined) throw new Error(`parameter ${name} is missing`)
    if (!pattern.test(value) || value.includes('\n')) throw new Error(`parameter ${name} does not match ${pattern.source}`)
  }
  for (const name of Object.keys(given)) if (!Object.hasOwn(declared, name)) throw new Error(`parameter ${name} is not declared`)
}

/** One line of base64: NAME=value lines. `more` holds what is not of the contract: job key, digest, time limit. */
export function parameterLine(
  declared: Parameters,
  given: Readonly<Record<string, string>>,
  more: Readonly<Record<`PRISM_${string}`, string>>,
): string {
  const lines = [
    ...Object.entries(declared).map(([name, p]) => `${p.env}=${given[name] ?? ''}`),
    ...Object.entries(more).map(([env, value]) => `${env}=${value}`),
  ]
  return `PRISM_PARAMETERS='${Buffer.from(`${lines.join('\n')}\n`, 'utf8').toString('base64')}'`
}

/** The agent takes letters and digits alone for a document's parameter, and hands `name` over as the variable `SSM_name`. */
export const ssmVariable = (name: string): string => `SSM_${name}`

/**
 * The parameters of an SSM document of Prism's own: SSM refuses what does not match, and the agent (3.3.2746 or newer) hands the rest
 * over as environment variables, so that no value ever becomes part of a text.
 */
export function ssmParameters(declared: Parameters): Record<string, object> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, p]) => [name, { type: 'String', allowedPattern: p.pattern.source, interpolationType: 'ENV_VAR' }]),
  )
}
