/**
 * What a hostile comment costs the webhook server: processor time for finding commands in one as long as GitHub takes, and how many times
 * that of one half as long. 2 is linear, 4 quadratic; a whole that takes under ten milliseconds has no ratio worth a word.
 *   npm run bench:comments [-- --json]
 */
import { commandsInComment } from '../src/language/comment.ts'

const longest = 65_000
const command = '/prism status research-data'
const bodies: readonly (readonly [what: string, unit: string])[] = [
  ['nested quotes', '>'],
  ['many quotes', '> a\n\n'],
  ['quotes in lists', '> - '],
  ['nested lists', '- '],
  ['many nested lists', '- + * - + * - + * a\n'],
  ['open brackets', '['],
  ['emphasis', '*a _b '],
  ['open HTML comments', 'a <!-- '],
  ['open tags', '<a '],
  ['backticks', '`a``b'],
  ['backslashes', '\\'],
  ['fences in quotes', '> ```\n* [x](`\n'],
  ['fields of a mail', 'From: '],
  ['lines of fields', 'From: a\n'],
  ['lines with colons', 'a:\n'],
  ['rows of dashes', '-- a -\n'],
  ['blanks', ' '],
  ['attributions', 'On 2024 wrote '],
  ['lines of attributions', 'On 2024 wrote\n'],
]

const rows = bodies.map(([what, unit]) => {
  const [whole, half] = [longest, longest / 2].map((characters) => {
    const body = `${unit.repeat(characters / unit.length)}\n\n${command}`
    return best(() => commandsInComment(body))
  }) as [number, number]
  return { what, whole, half }
})
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ rows })}\n`
    : `| a comment of | whole, ms | half, ms | ratio |\n|---|---|---|---|\n${rows
        .map(
          ({ what, whole, half }) =>
            `| ${what} | ${whole.toFixed(1)} | ${half.toFixed(1)} | ${whole < 10 ? '' : (whole / half).toFixed(1)} |\n`,
        )
        .join('')}`,
)

function best(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 3 }, () => {
      const before = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }),
  )
}
