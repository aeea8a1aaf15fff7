/** What a look at a ledger found, for a terminal. The verdict is the last line. */
import { shortHash } from '../domain/ledger/chain.ts'
import type { Verified } from '../domain/ledger/verify.ts'
import { plainText } from './escape.ts'
import { type Look, paint } from './print/terminal-text.ts'

export function renderVerified({ verdict, head, witnessedTo, faults, commits, signedBy = [], evidence }: Verified, look: Look): string {
  const place = ({ path, line }: Verified['faults'][number]): string => (line === 0 ? path : `${path}, line ${line}`)
  const lines = faults.map((f) => `${paint(look, 'red', '✗')} ${plainText(`${place(f)}: ${f.what}`)}`)
  const about = `ledger #${head.n} · head ${shortHash(head.hash)}`
  if (verdict === 'broken') return [...lines, paint(look, 'red', `✗ broken: ${about}`)].join('\n')
  const signed =
    commits === undefined ? [] : [`${commits} commits, each by the App, signed by ${signedBy.join(', ')}, adding one file of entries.`]
  const seen = evidence ? evidenceLine(evidence) : []
  if (witnessedTo === undefined)
    return [
      ...signed,
      ...seen,
      'A chain that was computed anew, or cut at its end, looks the same: give --head with a line of a mail or comment.',
      paint(look, 'yellow', `! ${verdict}: ${about}`),
    ].join('\n')
  const rest = head.n > witnessedTo ? ` to #${witnessedTo}; nobody is asked about the ${head.n - witnessedTo} after it` : ''
  return [...signed, ...seen, paint(look, 'green', `✓ ${verdict}${rest}: ${about}`)].join('\n')
}

function evidenceLine({ found, notLooked, notKept }: NonNullable<Verified['evidence']>): string[] {
  const parts = [
    ...(found > 0 ? [`${found} as their entries say`] : []),
    ...(notLooked > 0 ? [`${notLooked} in another repository, not looked at (--evidence)`] : []),
    ...(notKept > 0 ? [`${notKept} not kept in a repository, as their entries say`] : []),
  ]
  return parts.length === 0 ? [] : [`Evidence of runs: ${parts.join(', ')}.`]
}
