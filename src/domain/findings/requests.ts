/** What was wrong with the request. */
import { entry } from './entry.ts'

export const requests = {
  'bad-volume-name': entry(
    'input',
    'A volume is named by 1–64 letters, digits, dots, dashes and underscores, or by its fs- id.',
    'Use a name shown by `/prism volumes` or `prism volume list`.',
  ),
  'bad-instance-name': entry(
    'input',
    'An instance is named by its Name tag, its i- or mi- id, or as tag:Key=Value.',
    'Use a name or id shown by `/prism instances` or `prism instance list`.',
  ),
  'bad-account': entry(
    'input',
    'A Unix account is a lower-case letter or underscore, then up to 31 letters, digits, dots, dashes, underscores.',
    'Name existing accounts of the instance, such as ubuntu or rocky. SSSD’s fully qualified names, with @, are not accepted.',
  ),
  'root-account': entry(
    'input',
    'root needs no membership, and enrolling it would hide what other accounts cannot do.',
    'Name the people’s accounts, or leave --users out to use the login user.',
  ),
  'bad-group': entry(
    'input',
    'A group beside prism-shared is NAME:GID or NAME:GID:ACCOUNT,…; its gid is the same on every instance, so it must be free on all of them.',
    'For example --group genomics:3100:ada,grace, with a gid of 1000 or more that no other group has.',
  ),
  'bad-access-point': entry(
    'input',
    'An access point is given by a name like a volume’s or by its fsap- id; its path is 1–4 plain names, at most 100 characters, outside shared, users and groups.',
    'For example: prism access-point create research-data genomics --path /projects/genomics.',
  ),
  'bad-access-point-user': entry(
    'input',
    'The user that an access point enforces is UID:GID, neither of them root’s, with at most 16 secondary groups; the folder’s owner and mode can only be given together with it.',
    'For example: prism access-point create research-data pipeline --path /projects/pipeline --user 5001:3000 --mode 2775.',
  ),
  'bad-mount-point': entry(
    'input',
    'A mount point is an absolute path of plain names outside the system’s own directories.',
    'Leave it out to use /mnt/<volume>, or choose a path under /mnt, /srv, /data or /opt.',
  ),
  'bad-command': entry('input', 'The command was not understood.', 'See `/prism help` or `prism --help`.'),
  'bad-option': entry('input', 'The option or its value was not understood.', 'See `/prism help` or `prism --help`.'),
  'too-late': entry(
    'input',
    'The command was not begun for more than 15 minutes, and whoever posted it may have done something else by now. Nothing was done on the instances.',
    'If you still want it, post it again.',
  ),
  'command-continues': entry(
    'input',
    'A command is one line, but its paragraph continues below: mail programs wrap long lines, and half a command means something else.',
    'Post the command again on one line, with an empty line between it and other text.',
  ),
  'not-among-instances': entry(
    'input',
    'An option names an instance that is not among the instances of this command, or that could not be found; guessing could give it write access.',
    'Name it among the instances as well, or leave it out of the option.',
  ),
  'thread-closed': entry(
    'input',
    'GitHub does not let Prism answer in this conversation, so nothing was done: nobody would have seen the result.',
    'Unlock the conversation, or give the App write permission for issues and pull requests; then comment again.',
  ),
  'missing-input': entry(
    'input',
    'A required value is missing.',
    'Give it, then retry; `/prism help COMMAND` or `prism COMMAND --help` shows how.',
  ),
  'confirm-name': entry(
    'input',
    'What cannot be taken back needs the name once more as a confirmation: of the volume that is deleted, or of the person who is ended.',
    'Repeat that name when asked; without a terminal pass --yes, by REST give it as `confirm`.',
  ),
  'evidence-unreadable': entry(
    'lookup',
    'An evidence file is shown whole or not at all: half a run could look like another verdict.',
    'Give the file as --evidence, the Action’s output `evidence` or the REST API wrote it.',
  ),
  'evidence-not-written': entry('input', 'The file for the evidence cannot be written.', 'Name a file in a folder that you may write to.'),
  'too-large': entry('input', 'The request is larger than Prism accepts.', 'Make it shorter.'),
  'registry-full': entry(
    'input',
    'Every number of the registry’s space was given to somebody, and a number is never given again.',
    'Widen `numbers` in the registry.',
  ),
  'bad-registry': entry(
    'input',
    'A registry with a mistake is never applied: one number for two people is one person to EFS.',
    'Correct the lines that are named, then check again: prism registry check FILE.',
  ),
} as const
