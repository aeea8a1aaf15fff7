/** What can be wrong with Prism's own SSM documents. */
import { entry } from './entry.ts'

export const documents = {
  'document-foreign': entry(
    'aws',
    'An SSM document of Prism’s name is not the one that this Prism made: another version made it, or somebody changed it. Nothing is run by it.',
    'See the difference with `prism setup --dry-run`; if it is only another version, `prism setup` brings it up to date.',
  ),
  'document-absent': entry(
    'aws',
    'Prism is told to use its own SSM documents alone, and one of them is not in this region.',
    'Run `prism setup` for the region, or allow AWS-RunShellScript with `--documents auto`.',
  ),
  'document-unmarked': entry(
    'aws',
    'An SSM document of that name exists without Prism’s tag, so it is somebody else’s. Setup leaves it alone.',
    'Find out whose it is; delete or rename it, or, if it is Prism’s, tag it managed-by=prism. Then run `prism setup` again.',
  ),
  'confirm-setup': entry(
    'input',
    'Setup changes what runs as root on instances, so it asks first.',
    'Answer yes, or pass --yes; --dry-run only shows the difference.',
  ),
  'agent-too-old': entry(
    'aws',
    'The instance’s SSM agent cannot hand parameters over as environment variables, which Prism’s own documents need (3.3.2746.0 or newer).',
    'Update the agent (AWS-UpdateSSMAgent), or allow AWS-RunShellScript with `--documents auto`.',
  ),
} as const
