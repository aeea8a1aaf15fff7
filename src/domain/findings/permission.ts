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
    'The bearer token is missing or unknown, or what it proves does not count here.',
    'Send `Authorization: Bearer <token>` with a token from the server’s configuration, or with a request to STS that you signed for this server (docs/rest-api.md).',
  ),
  'sts-silent': entry(
    'aws',
    'AWS’s STS did not say who signed the request, so nobody is let in by it.',
    'Try again in a minute; a token of the server’s own list needs no STS.',
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
    'Ask again; if it stays, check the App’s permissions with prism-app --check, or give the workflow’s job contents: read and pull-requests: read.',
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
  'approval-elsewhere': entry(
    'denied',
    'The policy wants another person to approve this plan. A job of a workflow ends, so it cannot wait for one.',
    'Ask for it in a comment to Prism’s App, where another person approves the plan; dry-run shows the plan here.',
  ),
  'server-refused': entry(
    'denied',
    'The server of the REST API refused; its reason is above.',
    'See what waits by prism plans. If the server does not know who calls, ask whoever runs it: for your token, or for the name that PRISM_API_SERVER_ID has to be.',
  ),
  'server-silent': entry(
    'doubt',
    'The server of the REST API did not answer, so whether it took the approval is not known.',
    'Check PRISM_API_URL and the network, then look with prism plans: an approval that was taken counts once.',
  ),
  'volume-locked': entry(
    'denied',
    'Somebody locked the volume by hand: nothing that changes it begins until it is unlocked or the lock’s time is over. Looks go on.',
    'Ask whoever locked it, or one of those who may unlock it: `/prism unlock VOLUME` or `prism volume unlock VOLUME`.',
  ),
  'lock-of-another': entry(
    'denied',
    'Somebody else locked the volume; their lock is removed by them, by whom the policy gives unlock, and by administrators.',
    'Ask one of those to unlock it.',
  ),
  'not-locked': entry(
    'lookup',
    'Nobody locked the volume, or the lock’s time is over.',
    'Nothing has to be unlocked; `/prism locks` or `prism volume locks` lists the locks.',
  ),
  'locks-nowhere': entry(
    'input',
    'The command line keeps nothing by itself, so a lock would be gone with the command.',
    'Set PRISM_STORE to the store that keeps the locks (docs/cli.md, Locks), or lock the volume by a comment or the REST API.',
  ),
  'approval-unknown': entry(
    'input',
    'No plan with this digest waits for an approval here. Plans expire, and a new plan of the same command replaces the one before.',
    'Post the command again and approve the digest of its plan.',
  ),
} as const
