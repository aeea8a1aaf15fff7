/** What a change of the policy allows and takes away, in a check run. Names come from a file that anybody may propose, so all of it goes into code spans. */
import { code } from './escape.ts'

type Changes = { readonly newly: readonly string[]; readonly noLonger: readonly string[] }

const longest = 200

export function policyChangesMarkdown({ newly, noLonger }: Changes): string {
  if (newly.length + noLonger.length === 0) return 'It allows what the policy that counts allows, no more and no less.'
  return [
    ...(newly.length > 0 ? ['### Newly allowed', ...listed(newly)] : ['It allows nothing new.']),
    ...(noLonger.length > 0 ? ['', '### No longer', ...listed(noLonger)] : []),
  ].join('\n')
}

function listed(all: readonly string[]): string[] {
  const more = all.length - longest
  return [...all.slice(0, longest).map((line) => `- ${code(line)}`), ...(more > 0 ? [`- and ${more} more`] : [])]
}
