import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { iamText } from '../../../../src/aws/permissions/iam-text.ts'
import { implied, type Statement, statements } from '../../../../src/aws/permissions/statements.ts'
import type { IamQuestion } from '../../../../src/domain/iam.ts'
import { ownDocuments } from '../../../../src/host/job.ts'

type Check = {
  differences: (calls: ReadonlyMap<string, ReadonlySet<string>>, statements: readonly Statement[], implied: object) => string[]
}
const check: Check = await import(pathToFileURL(resolve('scripts/check-permissions.mjs')).href)

type Policy = {
  Statement: { Sid: string; Action: string[] | string; Resource: unknown[]; Condition?: Record<string, Record<string, string>> }[]
}
const documents = ownDocuments().map((d) => d.name)
const question: IamQuestion = {
  format: 'json',
  roles: ['bot', 'workflow', 'operator'],
  region: 'eu-central-1',
  account: '123456789012',
  instanceTag: { key: 'prism', value: 'enabled' },
  distributor: false,
  trust: {
    repository: 'octo/research',
    repositoryId: '1296269',
    workflow: 'mount.yml',
    ref: 'refs/heads/main',
    subject: 'repo:octo/research:ref:refs/heads/main',
  },
}
const json = (more: Partial<IamQuestion> = {}) =>
  JSON.parse(iamText({ ...question, ...more }, documents)) as Record<string, { policy: Policy; trust?: Policy }>
const actionsOf = (policy: Policy): string[] => policy.Statement.flatMap((s) => s.Action)

describe('the policies', () => {
  test('let nobody send AWS-RunShellScript, nor any document that is not Prism’s', () => {
    const text = iamText(question, documents)
    expect(text).not.toContain('AWS-')
    for (const { policy } of Object.values(json()))
      for (const s of policy.Statement.filter((one) => one.Action.includes('ssm:SendCommand')))
        for (const resource of s.Resource)
          expect(resource).toMatch(
            /^arn:aws:(?:ssm:eu-central-1:123456789012:(?:document\/Prism-[A-Za-z]+|managed-instance\/\*)|ec2:eu-central-1:123456789012:instance\/\*)$/,
          )
  })

  test('let a command go to tagged instances only', () => {
    const sends = json({ instanceTag: { key: 'Team', value: 'astro' } }).bot!.policy.Statement.filter((s) =>
      s.Action.includes('ssm:SendCommand'),
    )
    const toInstances = sends.filter((s) => JSON.stringify(s.Resource).includes('instance/'))
    expect(toInstances.map((s) => s.Condition)).toEqual([{ StringEquals: { 'ssm:resourceTag/Team': 'astro' } }])
  })

  test('keep apart who sends, who makes volumes, and who changes documents', () => {
    const { bot, workflow, operator } = json()
    const changing = /^(?!.*:(?:Describe|List|Get)).*$/
    const changes = (policy: Policy) => actionsOf(policy).filter((a) => changing.test(a))
    expect(changes(workflow!.policy)).toEqual(['ssm:SendCommand', 'ssm:SendCommand', 'ssm:CancelCommand'])
    expect(changes(bot!.policy).filter((a) => /Document|Resource$/.test(a))).toEqual(['elasticfilesystem:TagResource'])
    expect(changes(operator!.policy)).toEqual([
      'ssm:AddTagsToResource',
      'ssm:CreateDocument',
      'ssm:UpdateDocument',
      'ssm:UpdateDocumentDefaultVersion',
    ])
    for (const { policy } of [bot!, workflow!, operator!])
      for (const action of actionsOf(policy)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/)
  })

  test('fit into a managed policy, which holds 6,144 characters', () => {
    for (const { policy } of Object.values(json({ distributor: true }))) expect(JSON.stringify(policy).length).toBeLessThan(6_144)
  })

  test('add AWS-ConfigureAWSPackage only when asked', () => {
    expect(JSON.stringify(json({ distributor: true }).bot)).toContain('arn:aws:ssm:eu-central-1::document/AWS-ConfigureAWSPackage')
  })

  test('let the bot take the role of a repository only where it is named, and the role trust the bot alone, with somebody named', () => {
    expect(iamText({ ...question, roles: ['bot', 'operator'] }, documents)).not.toContain('sts:')
    const takenBy = 'arn:aws:iam::123456789012:role/prism'
    const printed = json({ repositoryRole: { name: 'prism-research', takenBy } })
    const taking = printed.bot!.policy.Statement.filter((s) => JSON.stringify(s.Action).includes('sts:'))
    expect(taking).toMatchObject([
      { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'], Resource: ['arn:aws:iam::123456789012:role/prism-research'] },
    ])
    expect(printed.repository!.trust!.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: takenBy },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        Condition: { Null: { 'sts:SourceIdentity': 'false' } },
      },
    ])
    for (const role of ['workflow', 'operator']) expect(JSON.stringify(printed[role])).not.toContain('sts:AssumeRole"')
    const template = iamText({ ...question, repositoryRole: { name: 'prism-research', takenBy }, format: 'cloudformation' }, documents)
    expect(template).toMatch(/PrismRepositoryRole:[\s\S]*RoleName: prism-research[\s\S]*sts:SetSourceIdentity[\s\S]*PrismBotPolicy/)
  })

  test('know the partitions', () => {
    expect(JSON.stringify(json({ region: 'cn-north-1' }))).not.toContain('arn:aws:')
    expect(JSON.stringify(json({ region: 'us-gov-west-1' }))).toContain('arn:aws-us-gov:ssm:us-gov-west-1:')
  })

  test('trust one workflow of one repository by its number, in exact values', () => {
    const [statement] = json().workflow!.trust!.Statement
    expect(statement).toMatchObject({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:octo/research:ref:refs/heads/main',
          'token.actions.githubusercontent.com:repository_id': '1296269',
          'token.actions.githubusercontent.com:job_workflow_ref': 'octo/research/.github/workflows/mount.yml@refs/heads/main',
        },
      },
    })
    expect(JSON.stringify(statement)).not.toContain('*')
  })

  test('as CloudFormation say the same, with the stack’s own region and account where none is said', () => {
    const { region: _, account: __, ...anywhere } = question
    const template = parse(iamText({ ...anywhere, format: 'cloudformation' }, documents), { version: '1.1' }) as {
      AWSTemplateFormatVersion: unknown
      Resources: Record<string, { Type: string; Properties: { PolicyDocument?: Policy; AssumeRolePolicyDocument?: Policy } }>
    }
    expect(template.AWSTemplateFormatVersion).toBe('2010-09-09')
    const { PrismBotPolicy, PrismWorkflowPolicy, PrismOperatorPolicy, PrismWorkflowRole } = template.Resources
    for (const [resource, role] of [
      [PrismBotPolicy, 'bot'],
      [PrismWorkflowPolicy, 'workflow'],
      [PrismOperatorPolicy, 'operator'],
    ] as const) {
      expect(resource!.Type).toBe('AWS::IAM::ManagedPolicy')
      expect(resource!.Properties.PolicyDocument).toMatchObject({ Version: '2012-10-17' })
      expect(actionsOf(resource!.Properties.PolicyDocument!)).toEqual(actionsOf(json()[role]!.policy))
    }
    expect(JSON.stringify(PrismBotPolicy)).toContain('arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:document/Prism-Mount')
    expect(PrismWorkflowRole).toMatchObject({
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Statement: [{ Condition: json().workflow!.trust!.Statement[0]!.Condition }] } },
    })
  })
})

describe('the check against the calls that were made', () => {
  const all = statements({ ...question, documents, repositoryRole: { name: 'prism-research' } })
  const implied_ = Object.keys(implied)
  const exact = new Map(
    [...new Set(all.flatMap((s) => s.actions))].filter((a) => !implied_.includes(a)).map((a) => [a, new Set(['mount'])]),
  )

  test('is content with exactly the calls that are allowed', () => {
    expect(check.differences(exact, all, implied)).toEqual([])
  })

  test('names a call that no policy allows, where it was made, and what to do', () => {
    const [found, ...more] = check.differences(new Map([...exact, ['iam:GetRole', new Set(['doctor'])]]), all, implied)
    expect(more).toEqual([])
    expect(found).toMatch(/^iam:GetRole is called \(doctor\) and no policy allows it: add it .*statements\.ts/)
  })

  test('names an action that nothing calls, and one whose cause is gone', () => {
    const without = new Map([...exact].filter(([a]) => a !== 'elasticfilesystem:CreateMountTarget'))
    const found = check.differences(without, all, implied)
    const missing = ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'elasticfilesystem:CreateMountTarget']
    expect(new Set(found.map((sentence) => sentence.split(' ')[0]))).toEqual(new Set(missing))
  })

  test('names a call of the Action that its role does not have', () => {
    const calls = new Map([...exact, ['elasticfilesystem:DeleteFileSystem', new Set(['action-packaged'])]])
    expect(check.differences(calls, all, implied)).toEqual([expect.stringContaining('the role `workflow` does not have it')])
  })
})

test('every action that an adapter names at its call is in a policy, and every one in a policy is named or asked for by AWS beside one', () => {
  const folder = 'src/aws'
  const texts = readdirSync(folder)
    .filter((f) => f.endsWith('.ts'))
    .map((f) => readFileSync(`${folder}/${f}`, 'utf8'))
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/'((?:ec2|elasticfilesystem|ssm|sts):[A-Z][A-Za-z]+)'/g)].map((m) => m[1])),
  )
  const allowed = new Set<string>(statements({ ...question, documents, repositoryRole: { name: 'r' } }).flatMap((s) => s.actions))
  const beside = new Set(Object.keys(implied))
  expect(named.size).toBeGreaterThan(25)
  expect({
    'called and in no statement of src/aws/permissions/statements.ts': [...named].filter((a) => !allowed.has(a ?? '')),
    'in a statement and never called': [...allowed].filter((a) => !named.has(a) && !beside.has(a)),
  }).toEqual({ 'called and in no statement of src/aws/permissions/statements.ts': [], 'in a statement and never called': [] })
})
