/** The options of `prism setup`, and what they mean. */
import { type Command, InvalidArgumentError } from 'commander'
import { fail } from '../../domain/catalogue.ts'
import { type IamQuestion, policyFormats, policyRoles, type WorkflowTrust } from '../../domain/iam.ts'
import type { Settings } from './settings.ts'

export type SetupCommand = {
  /** Absent: the documents are set up. */
  readonly printIam?: IamQuestion
  readonly settings: Settings
}

type Given = {
  readonly dryRun?: true
  readonly yes?: true
  readonly printIam?: true
  readonly format?: string
  readonly role?: string
  readonly account?: string
  readonly instanceTag?: string
  readonly repository?: string
  readonly repositoryId?: string
  readonly workflow?: string
  readonly ref?: string
  readonly subject?: string
  readonly distributor?: true
  readonly assumeRole?: string
  readonly takenBy?: string
}

/** Options of --print-iam only. */
const ofPrinting = [
  'format',
  'role',
  'account',
  'instanceTag',
  'repository',
  'repositoryId',
  'workflow',
  'ref',
  'subject',
  'distributor',
  'assumeRole',
  'takenBy',
] as const

export function addSetup(
  prism: Command,
  settings: (given: { dryRun: boolean; yes: boolean }) => Settings,
  onSetup: (asked: SetupCommand) => void,
): void {
  const command = prism
    .command('setup')
    .description('create or update Prism’s own SSM documents, after showing the difference; or print the IAM policies')
    .configureHelp({ showGlobalOptions: true })
    .option('--dry-run', 'show the difference and change nothing; exits with 1 if something differs')
    .option('--yes', 'do not ask')
    .option('--print-iam', 'print the policies that Prism needs; does not call AWS')
    .option('--format <FORMAT>', `with --print-iam: ${policyFormats.join(' or ')}`, parseOf(policyFormats))
    .option('--role <ROLE>', `with --print-iam: only one of ${policyRoles.join(', ')}`, parseOf(policyRoles))
    .option('--account <ID>', 'with --print-iam: the AWS account; default: any', parseBy(/^[0-9]{12}$/, 'An account has twelve digits.'))
    .option(
      '--instance-tag <KEY=VALUE>',
      'with --print-iam: the tag of instances that may receive commands; default: prism=enabled',
      parseBy(/^[A-Za-z0-9_.:/+@-]{1,128}=[A-Za-z0-9_.:/+@-]{1,256}$/, 'A tag is KEY=VALUE.'),
    )
    .option(
      '--repository <OWNER/NAME>',
      'with --print-iam: the repository whose workflow may take the workflow role',
      parseBy(/^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/, 'A repository is OWNER/NAME.'),
    )
    .option(
      '--repository-id <ID>',
      'with --print-iam: its number (gh api repos/OWNER/NAME --jq .id)',
      parseBy(/^[1-9][0-9]{0,14}$/, 'A repository’s id is a number.'),
    )
    .option(
      '--workflow <FILE>',
      'with --print-iam: the workflow’s file in .github/workflows',
      parseBy(/^[A-Za-z0-9._-]{1,100}\.ya?ml$/, 'A workflow is the name of a .yml file.'),
    )
    .option(
      '--ref <REF>',
      'with --print-iam: the branch or tag that it runs from; default: refs/heads/main',
      parseBy(/^refs\/(?:heads|tags)\/[A-Za-z0-9._/-]{1,200}$/, 'A ref looks like refs/heads/main.'),
    )
    .option(
      '--subject <SUB>',
      'with --print-iam: the sub claim of its tokens; default: repo:OWNER/NAME:ref:REF',
      parseBy(/^repo:[A-Za-z0-9@._/:-]{3,400}$/, 'A subject looks like repo:OWNER/NAME:ref:refs/heads/main.'),
    )
    .option('--distributor', 'with --print-iam: also allow AWS-ConfigureAWSPackage, to install the EFS client from SSM Distributor')
    .option(
      '--assume-role <NAME>',
      'with --print-iam: also what lets Prism take the role that the operator’s file names for a repository, and the role’s trust policy',
      parseBy(/^[A-Za-z0-9_+=,.@-]{1,64}$/, 'A role’s name has at most 64 letters, digits and _+=,.@-.'),
    )
    .option(
      '--taken-by <ARN>',
      'with --assume-role: the ARN of Prism’s own user or role, which the role is to trust',
      parseBy(
        /^arn:aws[a-z-]*:iam::[0-9]{12}:(?:role|user)\/[A-Za-z0-9_+=,.@/-]{1,512}$/,
        'An ARN looks like arn:aws:iam::123456789012:role/prism.',
      ),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  prism setup --dry-run\n  prism setup --yes\n  prism setup --print-iam --account 123456789012 --instance-tag prism=enabled\n  prism setup --print-iam --format cloudformation --role workflow --repository octo/research --repository-id 1296269 --workflow mount.yml',
    )
  command.action(() => {
    const given = command.opts<Given>()
    const asked = settings({ dryRun: given.dryRun === true, yes: given.yes === true })
    onSetup(given.printIam ? { printIam: questionOf(given, asked), settings: asked } : documentsAlone(given, asked))
  })
}

function documentsAlone(given: Given, settings: Settings): SetupCommand {
  const stray = ofPrinting.find((name) => given[name] !== undefined)
  if (stray) throw fail('bad-option', { seen: `--${stray.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)} needs --print-iam` })
  return { settings }
}

function questionOf(given: Given, settings: Settings): IamQuestion {
  if (given.dryRun || given.yes) throw fail('bad-option', { seen: '--print-iam changes nothing, so it excludes --dry-run and --yes' })
  const { repository, repositoryId, workflow } = given
  const said = [repository, repositoryId, workflow].filter((v) => v !== undefined).length
  if (said !== 0 && said !== 3)
    throw fail('missing-input', { seen: 'a trusted workflow needs --repository, --repository-id and --workflow together' })
  if (given.role === 'workflow' && said === 0)
    throw fail('missing-input', { seen: '--role workflow needs --repository, --repository-id and --workflow' })
  if (said === 3 && given.format !== 'cloudformation' && given.account === undefined)
    throw fail('missing-input', { seen: 'a trust policy needs its account: give --account, or --format cloudformation' })
  const { assumeRole, takenBy } = given
  if ((assumeRole === undefined) !== (takenBy === undefined))
    throw fail('missing-input', { seen: '--assume-role and --taken-by go together' })
  if (assumeRole !== undefined && given.role !== undefined && given.role !== 'bot')
    throw fail('bad-option', { seen: `--assume-role is for the bot, not for --role ${given.role}` })
  const [key = 'prism', value = 'enabled'] = (given.instanceTag ?? 'prism=enabled').split('=')
  return {
    format: given.format === 'cloudformation' ? 'cloudformation' : 'json',
    roles: policyRoles.filter((role) => (given.role ? role === given.role : role !== 'workflow' || said === 3)),
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...(given.account === undefined ? {} : { account: given.account }),
    instanceTag: { key, value },
    distributor: given.distributor === true,
    ...(assumeRole !== undefined && takenBy !== undefined ? { repositoryRole: { name: assumeRole, takenBy } } : {}),
    ...(repository && repositoryId && workflow ? { trust: trustOf(repository, repositoryId, workflow, given) } : {}),
  }
}

function trustOf(repository: string, repositoryId: string, workflow: string, { ref = 'refs/heads/main', subject }: Given): WorkflowTrust {
  return { repository, repositoryId, workflow, ref, subject: subject ?? `repo:${repository}:ref:${ref}` }
}

const parseOf =
  (all: readonly string[]) =>
  (text: string): string => {
    if (all.includes(text)) return text
    throw new InvalidArgumentError(`Allowed choices are ${all.join(', ')}.`)
  }

const parseBy =
  (pattern: RegExp, otherwise: string) =>
  (text: string): string => {
    if (pattern.test(text)) return text
    throw new InvalidArgumentError(otherwise)
  }
