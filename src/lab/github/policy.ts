/** The repository that the lab begins with, and its policy. */
import type { LabRepositorySeed } from './model.ts'

const approvals = `approvals:
  - of: [mount, unmount]
    by: { permission: write }
`

/** What people with write may do with these volumes; with `approvals` another one of them has to agree. The lab's repository is public. */
export const labPolicy = (volumes: readonly string[], withApprovals = false): string => `version: 1
volumes:
${volumes.map((name) => `  ${JSON.stringify(name)}:\n    allow: [plain-nfs, private]`).join('\n')}
instances:
  workstations: { names: ["*"] }
rights:
  - who: { permission: write }
    may: [mount, adopt, verify, doctor, unmount, status, sync-people, migrate, lock, unlock]
${withApprovals ? approvals : ''}public: [ids, accounts]
`

export const labRepository = (withApprovals = false): LabRepositorySeed => ({
  fullName: 'acme/research',
  issues: [{ number: 1, title: 'Shared data for the lab' }],
  files: { '.github/prism.yml': labPolicy(['research-data'], withApprovals) },
})
