/** Rights for tests of what is decided by them, and the policy of the App's scenarios. */
import type { Permission } from '../../src/domain/github.ts'
import type { PolicyInForce, RepositoryRights, Rights } from '../../src/domain/rights.ts'
import { parsePolicy } from '../../src/policy/parse.ts'

export const unbounded: Rights = { kind: 'unbounded' }

/** What the App's scenarios may do: everything that comments offer, by whoever may write. */
export const stagePolicy = `version: 1
volumes:
  research-data: { allow: [plain-nfs, suid, private, packages] }
instances:
  all: { names: ["*"] }
rights:
  - who: { permission: write }
    may: [mount, adopt, verify, doctor, unmount, status, sync-people, migrate, lock]
public: [ids, accounts]
`

/** Throws where the file is not right. */
export function inForce(text: string, blob = 'b10b'): PolicyInForce {
  const parsed = parsePolicy(text)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  return { blob, policy: parsed.policy }
}

export const person = (id: string, base: Permission['base'] = 'write', more: Partial<Permission> = {}) => ({
  id,
  permission: { base, roleName: base, ...more },
})

/** Of a private repository that its operator does not bound. */
export const repositoryRights = (text: string | undefined, changes: Partial<RepositoryRights> = {}): RepositoryRights => ({
  kind: 'repository',
  isPublic: false,
  notes: [],
  bounds: { approvals: [] },
  asker: person('583231'),
  approvers: [],
  ...(text === undefined ? {} : { inForce: inForce(text) }),
  ...changes,
})
