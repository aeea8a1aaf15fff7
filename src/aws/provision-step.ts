/** Telling what a create or delete does, while it does it: the one place where a dry run differs from a real one. */
import type { ProvisionStep } from '../domain/ports.ts'

/** On everything that Prism makes in AWS. */
export const ourTag = { Key: 'managed-by', Value: 'prism' } as const

export type Step = {
  readonly dryRun: boolean
  readonly unchanged: (step: string, detail: string) => void
  /** Does it and reports `changed`; in a dry run reports `planned` and does nothing. */
  readonly change: (step: string, detail: string, act: () => Promise<void>) => Promise<void>
}

export function createStep(dryRun: boolean, onStep: (step: ProvisionStep) => void): Step {
  return {
    dryRun,
    unchanged: (step, detail) => onStep({ step, status: 'unchanged', detail }),
    change: async (step, detail, act) => {
      if (!dryRun) await act()
      onStep({ step, status: dryRun ? 'planned' : 'changed', detail })
    },
  }
}
