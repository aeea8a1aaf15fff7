/** What AWS refuses says nothing about the instance, so it is not a difference: its state is unknown, or no more is known. */
import { type Finding, finding } from '../domain/catalogue.ts'

/** After something was seen. */
export const sightLost = (refused: Finding): Finding => inDoubt(refused, 'sight-lost')

/** Before anything was. */
export const lookRefused = (refused: Finding): Finding => inDoubt(refused, 'look-refused')

function inDoubt(refused: Finding, code: 'sight-lost' | 'look-refused'): Finding {
  // a document or an agent that does not fit has its own next step
  if (!refused.code.startsWith('aws-')) return refused
  const { seen, instanceId } = refused
  return finding(code, { seen, ...(instanceId ? { instanceId } : {}) })
}
