/** Who asked, as AWS records it with every call of an assumed role: the numeric id on GitHub and the login. Pure. */
import { digestOf } from './digest.ts'
import type { Actor } from './request.ts'

const longest = 64

/**
 * `583231+ada`, of the characters that STS takes: letters, digits and `_+=,.@-`. The id comes first and alone tells people apart; what is too long
 * ends in a digest of the whole.
 */
export function sourceIdentityOf({ id, name }: Actor): string {
  const said = [id, name].map((part) => part.replace(/[^A-Za-z0-9_=,.@-]/g, '-'))
  const text = said.join('+')
  return text.length <= longest && text.length >= 2 ? text : `${text.slice(0, longest - 17)}-${digestOf({ id, name }).slice(0, 16)}`
}
