/** Whether a rule means somebody. Pure. */
import { mayWrite, type Permission } from '../domain/github.ts'
import { idOfPrincipal, type Person, type Who } from '../domain/rights.ts'

/** A policy narrows what GitHub gives: whoever may not write to the repository is meant by no rule, but for principals that are nobody's there. */
export function isMeant(who: readonly Who[], { id, permission }: Person): boolean {
  return who.some((w) => (w.kind === 'principal' ? id === idOfPrincipal(w.name) : mayWrite(permission) && fits(w, id, permission)))
}

function fits(who: Exclude<Who, { readonly kind: 'principal' }>, id: string, { base, roleName, teams = [] }: Permission): boolean {
  switch (who.kind) {
    case 'permission':
      return base === 'admin' || base === who.least
    case 'role':
      return roleName === who.name
    case 'team':
      return teams.some((team) => team.id === who.id)
    case 'actor':
      return id === String(who.id)
  }
}

export const sayWho = (who: Who): string => {
  switch (who.kind) {
    case 'permission':
      return `${who.least} permission`
    case 'role':
      return `the role ${who.name}`
    case 'team':
      return `team ${who.id}`
    case 'actor':
      return `actor ${who.id}`
    case 'principal':
      return `principal ${who.name}`
  }
}

/** `write permission, or team 42`. */
export const sayAny = (who: readonly Who[]): string => [...new Set(who.map(sayWho))].join(', or ')
