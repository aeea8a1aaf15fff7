/** What people do to comments by a click on the web site: no webhook tells it. */
import type { Lab } from './lab.ts'
import { userOf } from './model.ts'

export type Reactions = {
  /** Somebody reacts to a comment; the reaction's number. `at`: as if it had been then. */
  readonly thumb: (login: string, commentId: number, content?: string, at?: string) => number
  /** Takes all away that somebody gave to the comment. */
  readonly unthumb: (login: string, commentId: number) => void
}

export function makeReactions(lab: Lab): Reactions {
  const reactionsTo = (id: number) => {
    const comment = lab.world.comments.get(id)
    if (!comment) throw new Error(`the lab's GitHub has no comment ${id}`)
    return comment.reactions
  }
  return {
    thumb: (login, commentId, content = '+1', at = lab.now().toISOString()) => {
      const reaction = { id: lab.world.nextId(), content, user: userOf(lab.world, login), createdAt: at }
      reactionsTo(commentId).push(reaction)
      return reaction.id
    },
    unthumb: (login, commentId) => {
      const all = reactionsTo(commentId)
      all.splice(0, all.length, ...all.filter((r) => r.user.login !== login))
    },
  }
}
