/** What can be wrong with Prism's own SSM documents. */
import { entry } from './entry.ts'

export const documents = {
  'document-foreign': entry(
    'aws',
    'An SSM document with Prism’s name is not the one of this version: another version made it, or somebody changed it. Prism does not use it.',
    '`prism setup --dry-run` shows the difference; if it is only another version, `prism setup` updates it.',
  ),
  'document-absent': entry(
    'aws',
    'Prism is configured to use only its own SSM documents, and one of them does not exist in this region.',
    'Run `prism setup` for the region, or allow AWS-RunShellScript with `--documents auto`.',
  ),
  'document-unmarked': entry(
    'aws',
    'An SSM document with that name exists without Prism’s tag, so somebody else owns it. Setup does not change it.',
    'Find its owner; delete or rename it, or, if it is Prism’s, tag it managed-by=prism. Then run `prism setup` again.',
  ),
  'confirm-setup': entry(
    'input',
    'Setup changes what runs as root on instances, so it needs a confirmation.',
    'Answer yes, or pass --yes; --dry-run only shows the difference.',
  ),
  'agent-too-old': entry(
    'aws',
    'The instance’s SSM agent cannot pass parameters as environment variables, which Prism’s own documents need (3.3.2746.0 or newer).',
    'Update the agent (AWS-UpdateSSMAgent), or allow AWS-RunShellScript with `--documents auto`.',
  ),
} as const
