/** What `prism lab VERB --help` prints: the verb's own words, each line within 80 columns, and the names of the others. */
import type { Verb } from './control/client.ts'
import { imageProfiles } from './instances/image-profiles.ts'

export type LabVerb = Verb | 'up' | 'run'

const starting = `  --port N         the AWS endpoint's port (default: any free one)
  --instances L    e.g. web=ubuntu,calc=rocky; distributions:
                   ${Object.keys(imageProfiles).join(', ')}
  --no-client      images without the EFS client
  --approvals      the policy of the lab's repository asks for another person's
                   approval of a mount and an unmount
`
const steered = `It speaks to the lab that is up: inside \`prism lab run -- bash\`, or with the
lines that \`prism lab up\` printed.
`
const power = (what: string): string => `INSTANCE

${what}
${steered}`

/** After the name of the verb. */
const pages: Readonly<Record<LabVerb, string>> = {
  up: `[--port N] [--json] [--instances NAME=DISTRIBUTION,...]
         [--no-client] [--approvals]

Starts a lab, prints its environment as lines for a shell, and stays until
Ctrl-C or SIGTERM. For two terminals: prism lab up > lab.env in one of them,
. ./lab.env in the other one.

${starting}  --json           one JSON object instead of export lines

Example: prism lab up --instances web=ubuntu
`,
  run: `[--port N] [--instances NAME=DISTRIBUTION,...]
         [--no-client] [--approvals] -- COMMAND [ARGUMENT...]

Waits until a lab is ready, runs COMMAND with the lab's environment in the place
of the shell's AWS variables and files, ends the lab, and exits as COMMAND did.

${starting}
Examples: prism lab run -- prism instance list
          prism lab run -- bash
`,
  shell: `INSTANCE [COMMAND...]

A root shell in an instance, or one command in it.
${steered}
Example: prism lab shell web findmnt /mnt/research-data
`,
  stop: power('Switches an instance off: EC2 and SSM say so.'),
  start: power('Switches an instance on: it boots, and mounts what is in its fstab.'),
  reboot: power('Boots an instance anew: what lay in memory is gone, the disk is as it was.'),
  break: `[[--on INSTANCE] NAME]

Puts a fault into an instance, by its name or by words that only one name has.
Without a name it lists them.
${steered}
Example: prism lab break --on web "fstab: the line is missing"
`,
  comment: `[--as LOGIN] [--role ROLE] "/prism ..."

Comments on an issue of the lab's GitHub, and prints the thread once the App has
answered. It exits with 0 also where the App refused, or had nothing to say.
${steered}
  --as LOGIN       who comments (default: ada, who has write permission);
                   anybody else has none, unless --role says so
  --role ROLE      admin, maintain, write, triage, read or none

Example: prism lab comment "/prism verify research-data web"
`,
}

export function usageOf(verb: LabVerb): string {
  const others = Object.keys(pages).filter((name) => name !== verb)
  return `Usage: prism lab ${verb} ${pages[verb]}
Also: ${others.join(', ')}; each has its --help.
`
}
