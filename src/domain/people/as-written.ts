/** How people of the registry are written where no YAML is read. */

/** Where a repository has it. */
export const registryPath = '.github/prism/people.yml'

/** `LOGIN:ID`, with the number that GitHub gives the account; undefined where it is not that. */
export function gitHubAccountIn(text: string): { readonly id: number; readonly login: string } | undefined {
  const [, login, id] = /^([A-Za-z0-9-]{1,39}):([1-9][0-9]{0,14})$/.exec(text) ?? []
  return login && id ? { id: Number(id), login } : undefined
}
