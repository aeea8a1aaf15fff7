// The demo's one JSON object says what it must: check-demo.mjs FILE
import { readFileSync } from 'node:fs'

const said = JSON.parse(readFileSync(process.argv[2] ?? '/dev/stdin', 'utf8'))
const { ok, comment, reactions, report, approval, people, seconds } = said
const wrong = [
  ok !== true && 'ok is not true',
  !(typeof comment === 'string' && comment.includes('|')) && 'comment holds no table',
  !(Array.isArray(reactions) && reactions.length > 0) && 'there are no reactions',
  report?.verdict !== 'holds' && `the report’s verdict is ${JSON.stringify(report?.verdict)}`,
  approval?.changes?.before !== 0 && 'something was changed before it was approved',
  approval?.changes?.after !== 1 && `what was approved was done ${approval?.changes?.after} times`,
  !approval?.ledger?.startsWith('consistent, witnessed') && `the ledger: ${approval?.ledger}`,
  !(people?.length > 0 && people.every((p) => p.ok)) && `people: ${JSON.stringify(people?.filter((p) => !p.ok))}`,
  // how long it took is told, and not judged: it is the machine's as much as ours
  !(seconds > 0) && 'it does not say how long it took',
].filter(Boolean)
for (const sentence of wrong) console.error(sentence)
console.log(`ok: ${ok}, ${seconds} s, a comment of ${comment?.length} characters`)
process.exitCode = wrong.length > 0 ? 1 : 0
