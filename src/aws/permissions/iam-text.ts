/** The answer to `prism setup --print-iam`, as text with a final newline. Asks AWS nothing. */
import { stringify } from 'yaml'
import type { IamQuestion, PolicyRole } from '../../domain/iam.ts'
import { filledIn, oidcProvider, type Place, placeOf, policyOf, trustInPrism, trustOf } from './policy.ts'
import { type Statement, statements } from './statements.ts'

export function iamText(question: IamQuestion, documents: readonly string[]): string {
  const all = statements({ ...question, documents })
  return question.format === 'json' ? jsonText(question, all) : cloudFormationText(question, all)
}

function jsonText(question: IamQuestion, all: readonly Statement[]): string {
  const arn = filledIn(placeOf(question))
  const roles = question.roles.map((role) => [
    role,
    {
      policy: policyOf(all, role, arn),
      ...(role === 'workflow' && question.trust ? { trust: trustOf(question.trust, arn(oidcProvider)) } : {}),
    },
  ])
  // what Prism does for the repository it does by this role: it gets the bot's policy
  const taken = question.repositoryRole ? { repository: { trust: trustInPrism(question.repositoryRole) } } : {}
  return `${JSON.stringify({ ...Object.fromEntries(roles), ...taken }, null, 2)}\n`
}

const names: Readonly<Record<PolicyRole, string>> = { bot: 'Bot', workflow: 'Workflow', operator: 'Operator' }
const about: Readonly<Record<PolicyRole, string>> = {
  bot: 'Prism: the app, the API, people at a terminal',
  workflow: 'Prism: the GitHub Action',
  operator: 'Prism: who runs prism setup',
}

/** A pseudo parameter, for Fn::Sub. */
const pseudo = (name: string): string => ['$', `{AWS::${name}}`].join('')

function cloudFormationText(question: IamQuestion, all: readonly Statement[]): string {
  // what was not given is the stack's own
  const place: Place = {
    partition: pseudo('Partition'),
    region: question.region ?? pseudo('Region'),
    account: question.account ?? pseudo('AccountId'),
  }
  const fill = filledIn(place)
  const arn = (template: string): unknown => (template === '*' ? '*' : { 'Fn::Sub': fill(template) })
  const resources: Record<string, object> = {}
  for (const role of question.roles) {
    const policy = `Prism${names[role]}Policy`
    resources[policy] = {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { Description: about[role], PolicyDocument: policyOf(all, role, arn) },
    }
    if (role === 'workflow' && question.trust)
      resources.PrismWorkflowRole = {
        Type: 'AWS::IAM::Role',
        Properties: {
          Description: about.workflow,
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: trustOf(question.trust, arn(oidcProvider)),
          ManagedPolicyArns: [{ Ref: policy }],
        },
      }
  }
  if (question.repositoryRole)
    resources.PrismRepositoryRole = {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: question.repositoryRole.name,
        Description: 'Prism: for the repositories that the operator’s file names it for',
        MaxSessionDuration: 3600,
        AssumeRolePolicyDocument: trustInPrism(question.repositoryRole),
        ManagedPolicyArns: [{ Ref: 'PrismBotPolicy' }],
      },
    }
  const outputs = Object.fromEntries(
    Object.keys(resources).map((name) => [
      `${name}Arn`,
      { Value: name.endsWith('Role') ? { 'Fn::GetAtt': [name, 'Arn'] } : { Ref: name } },
    ]),
  )
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'What Prism may do, and nothing else.',
    Resources: resources,
    Outputs: outputs,
  }
  // CloudFormation reads YAML 1.1, to which a date is not a text
  return stringify(template, { version: '1.1' })
}
