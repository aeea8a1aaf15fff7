/** Which Node runs Prism. Read before anything else is loaded, also by a Node that could not load the rest. */

/** As package.json's `engines` says; a test holds the two together. */
export const minNode = { major: 22, minor: 15 }

/** Undefined where `version` (`process.versions.node`) is new enough, else the one line to show. */
export function nodeTooOld(version: string, program: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > minNode.major || (major === minNode.major && minor >= minNode.minor)) return undefined
  return `${program} needs Node ${minNode.major}.${minNode.minor} or newer and found ${version}; install one (https://nodejs.org) and retry. In a clone of Prism npm ci has brought one: npx ${program}`
}
