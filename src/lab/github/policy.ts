/** The policy that the lab's repository begins with. */

/** What people with write may do with these volumes; the lab's repository is public. */
export const labPolicy = (volumes: readonly string[]): string => `version: 1
volumes:
${volumes.map((name) => `  ${JSON.stringify(name)}:\n    allow: [plain-nfs, private]`).join('\n')}
instances:
  workstations: { names: ["*"] }
rights:
  - who: { permission: write }
    may: [mount, adopt, verify, doctor, unmount, status, sync-people, migrate, lock, unlock]
public: [ids, accounts]
`
