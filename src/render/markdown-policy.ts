/** What a change of the policy allows and takes away, in a check run. Names come from a file that anybody may propose, so all of it goes into code spans. */
import { code } from './escape.ts'

type Changes = { readonly newly: readonly string[]; readonly noLonger: readonly string[] }

/** Characters of all lines together: GitHub refuses a check run whose summary has 65,536, and what is refused tells nobody anything. */
const longest = 50_000

/** `hidden`: how many things that it would newly allow are not in it. */
export function policyChangesMarkdown({ newly, noLonger }: Changes): { readonly text: string; readonly hidden: number } {
  if (newly.length + noLonger.length === 0) return { text: 'It allows what the policy that counts allows, no more and no less.', hidden: 0 }
  const gains = fitting(newly, longest)
  const losses = fitting(noLonger, longest - gains.length)
  const lines = [
    ...(newly.length > 0 ? ['### Newly allowed', ...gains.lines] : ['It allows nothing new.']),
    ...(noLonger.length > 0 ? ['', '### No longer', ...losses.lines] : []),
  ]
  return { text: lines.join('\n'), hidden: gains.hidden }
}

function fitting(all: readonly string[], room: number) {
  const shown: string[] = []
  let length = 0
  for (const line of all) {
    const said = `- ${code(line)}`
    if (length + said.length + 1 > room) continue
    length += said.length + 1
    shown.push(said)
  }
  const hidden = all.length - shown.length
  return { hidden, length, lines: hidden > 0 ? [...shown, '', `⚠️ ${hidden} more are not shown here: read the file itself.`] : shown }
}
