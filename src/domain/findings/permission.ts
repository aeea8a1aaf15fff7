/** Who asked is not allowed to. */
import { entry } from './entry.ts'

export const permission = {
  denied: entry(
    'denied',
    'Prism runs as root on instances, so it needs write, maintain or admin permission on the repository.',
    'Ask somebody with write permission to comment the same command.',
  ),
  unauthorised: entry(
    'denied',
    'The bearer token is missing or unknown.',
    'Send `Authorization: Bearer <token>` with a token from the server’s configuration.',
  ),
  'policy-missing': entry(
    'denied',
    'This repository has no policy that counts, so administrators may look (verify, doctor, status) and nobody may change anything.',
    'Add .github/prism.yml by a pull request that somebody else approves; the smallest file is in docs/policy.md.',
  ),
  'policy-denied': entry(
    'denied',
    'The repository’s policy, .github/prism.yml, does not allow this.',
    'Ask one of those it names to give the command, or change the policy by a pull request that somebody else approves.',
  ),
  'policy-public': entry(
    'denied',
    'Everybody can read this repository, and an answer shows ids of volumes and instances and names of accounts.',
    'Add “public: [ids, accounts]” to .github/prism.yml by a pull request that somebody else approves, or use a private repository.',
  ),
  'policy-unread': entry(
    'denied',
    'The rights of whoever asked could not be read, so nothing was done.',
    'Post the command again as a new comment; if it stays, check the App’s permissions with prism-app --check.',
  ),
  'policy-changed': entry('denied', 'The policy changed while the command was under way; nothing was done.', 'Post the command again.'),
  'repository-unknown': entry(
    'denied',
    'The operator’s file of this Prism names the repositories that it works for.',
    'Ask the operator of this Prism to add the repository.',
  ),
  'operator-file': entry(
    'input',
    'The operator’s file of this Prism has an error, so it is not used at all.',
    'Correct the line; docs/policy.md shows the file.',
  ),
  'approval-void': entry(
    'denied',
    'What was approved does not stand any more as it was approved; nothing was done.',
    'Post the command again and have the new plan approved.',
  ),
  'approval-refused': entry(
    'denied',
    'This approval does not count.',
    'Ask somebody whom the plan names; it has to be another person than the one who asked, in a comment of their own.',
  ),
  'approval-unknown': entry(
    'input',
    'No plan with this digest waits for an approval here. Plans expire, and a new plan of the same command replaces the one before.',
    'Post the command again and approve the digest of its plan.',
  ),
} as const
