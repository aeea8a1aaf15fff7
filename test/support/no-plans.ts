/** Where no plan waits for anybody. */
import type { OpenPlans } from '../../src/compose/prism.ts'
import { finding } from '../../src/domain/catalogue.ts'

export const noPlans: OpenPlans = {
  waiting: async () => undefined,
  offer: async () => {},
  offered: async () => [],
  byThumb: async () => [],
  approve: async (_, code) => ({ kind: 'refused', finding: finding('approval-unknown', { seen: code }) }),
}

export const nobodyAsked = async () => ({ id: '1', teams: [], notes: [], rows: [], approvals: [], hidden: [] })
