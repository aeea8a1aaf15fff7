/** What AWS refuses after something was seen: it says nothing about the instance, only that no more is known. */
import { type Finding, finding, kindOf } from '../domain/catalogue.ts'

export function sightLost(refused: Finding): Finding {
  if (kindOf(refused.code) !== 'aws') return refused
  const { seen, instanceId } = refused
  return finding('sight-lost', { seen, ...(instanceId ? { instanceId } : {}) })
}
