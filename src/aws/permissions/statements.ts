/**
 * What Prism may do in AWS, and nothing else: one statement for each kind of thing, with the roles that need it. CI holds this table
 * against every call that the scenarios make (scripts/check-permissions.mjs): a call without its action fails there, an action without
 * a call too. Pure.
 */
import type { PolicyRole } from '../../domain/iam.ts'
import type { Action } from '../failures.ts'
import { ourTag } from '../provision-step.ts'

/** ARNs are written with `{partition}`, `{region}` and `{account}`. */
export type Statement = {
  readonly sid: string
  readonly roles: readonly PolicyRole[]
  readonly actions: readonly Action[]
  readonly resources: readonly string[]
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

export type Grounds = {
  /** Names of Prism's own documents. */
  readonly documents: readonly string[]
  readonly instanceTag: { readonly key: string; readonly value: string }
  readonly distributor: boolean
  /** That the operator's file names for a repository. */
  readonly repositoryRole?: { readonly name: string }
}

const efs = (kind: string): string => `arn:{partition}:elasticfilesystem:{region}:{account}:${kind}/*`
const ec2 = (kind: string): string => `arn:{partition}:ec2:{region}:{account}:${kind}/*`
const ourDocument = (name: string): string => `arn:{partition}:ssm:{region}:{account}:document/${name}`
/** AWS's own documents belong to no account. */
const theirDocument = (name: string): string => `arn:{partition}:ssm:{region}::document/${name}`

const senders: readonly PolicyRole[] = ['bot', 'workflow']

export function statements({ documents, instanceTag, distributor, repositoryRole }: Grounds): readonly Statement[] {
  const taking: Statement[] = repositoryRole
    ? [
        {
          sid: 'TakeRolesOfRepositories',
          roles: ['bot'],
          actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
          resources: [`arn:{partition}:iam::{account}:role/${repositoryRole.name}`],
        },
      ]
    : []
  return [
    ...taking,
    {
      sid: 'SendByOwnDocuments',
      roles: senders,
      actions: ['ssm:SendCommand'],
      resources: [...documents.map(ourDocument), ...(distributor ? [theirDocument('AWS-ConfigureAWSPackage')] : [])],
    },
    {
      sid: 'SendToTaggedInstances',
      roles: senders,
      actions: ['ssm:SendCommand'],
      resources: [ec2('instance'), 'arn:{partition}:ssm:{region}:{account}:managed-instance/*'],
      condition: { StringEquals: { [`ssm:resourceTag/${instanceTag.key}`]: instanceTag.value } },
    },
    {
      sid: 'ReadOwnDocuments',
      roles: ['bot', 'workflow', 'operator'],
      actions: ['ssm:DescribeDocument', 'ssm:GetDocument'],
      resources: documents.map(ourDocument),
    },
    {
      sid: 'FollowCommands',
      roles: senders,
      // SSM has no resource for these
      actions: [
        'ssm:CancelCommand',
        'ssm:DescribeInstanceInformation',
        'ssm:GetCommandInvocation',
        'ssm:ListCommandInvocations',
        'ssm:ListCommands',
      ],
      resources: ['*'],
    },
    {
      sid: 'SeeInstancesAndVolumes',
      roles: senders,
      actions: [
        'ec2:DescribeInstances',
        'ec2:DescribeNetworkInterfaceAttribute',
        // the doctor, who also runs when a mount fails
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeVpcAttribute',
        'elasticfilesystem:DescribeAccessPoints',
        'elasticfilesystem:DescribeFileSystemPolicy',
        'elasticfilesystem:DescribeFileSystems',
        'elasticfilesystem:DescribeMountTargetSecurityGroups',
        'elasticfilesystem:DescribeMountTargets',
      ],
      resources: ['*'],
    },
    {
      sid: 'CreateVolumes',
      roles: ['bot'],
      actions: ['elasticfilesystem:CreateFileSystem'],
      resources: ['*'],
      condition: { StringEquals: { [`aws:RequestTag/${ourTag.Key}`]: ourTag.Value } },
    },
    {
      sid: 'TagVolumesAsTheyAreCreated',
      roles: ['bot'],
      actions: ['elasticfilesystem:TagResource'],
      resources: [efs('file-system'), efs('access-point')],
      condition: { StringEquals: { 'elasticfilesystem:CreateAction': ['CreateAccessPoint', 'CreateFileSystem'] } },
    },
    {
      sid: 'ManageVolumes',
      roles: ['bot'],
      actions: [
        'elasticfilesystem:CreateAccessPoint',
        'elasticfilesystem:CreateMountTarget',
        'elasticfilesystem:DeleteAccessPoint',
        'elasticfilesystem:DeleteFileSystem',
        'elasticfilesystem:DeleteMountTarget',
        'elasticfilesystem:DescribeBackupPolicy',
        'elasticfilesystem:DescribeLifecycleConfiguration',
        'elasticfilesystem:DescribeReplicationConfigurations',
        'elasticfilesystem:PutBackupPolicy',
        'elasticfilesystem:PutLifecycleConfiguration',
        'elasticfilesystem:UpdateFileSystem',
      ],
      resources: [efs('file-system'), efs('access-point')],
    },
    {
      sid: 'SeeAndJoinTheNetwork',
      roles: ['bot'],
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:CreateSecurityGroup',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    },
    {
      sid: 'TagSecurityGroups',
      roles: ['bot'],
      actions: ['ec2:CreateTags'],
      resources: [ec2('security-group')],
    },
    {
      sid: 'OpenAndDeleteOwnSecurityGroups',
      roles: ['bot'],
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:DeleteSecurityGroup'],
      resources: [ec2('security-group')],
      condition: { StringEquals: { [`aws:ResourceTag/${ourTag.Key}`]: ourTag.Value } },
    },
    {
      sid: 'SetUpOwnDocuments',
      roles: ['operator'],
      actions: ['ssm:AddTagsToResource', 'ssm:CreateDocument', 'ssm:UpdateDocument', 'ssm:UpdateDocumentDefaultVersion'],
      resources: documents.map(ourDocument),
    },
  ]
}

/** Actions that AWS asks for beside the call's own, by its API references: the call that needs each. */
export const implied: Readonly<Partial<Record<Action, Action>>> = {
  'ec2:CreateNetworkInterface': 'elasticfilesystem:CreateMountTarget',
  'ec2:DescribeNetworkInterfaces': 'elasticfilesystem:CreateMountTarget',
  'ec2:DeleteNetworkInterface': 'elasticfilesystem:DeleteMountTarget',
  'ec2:DescribeNetworkInterfaceAttribute': 'elasticfilesystem:DescribeMountTargetSecurityGroups',
  'elasticfilesystem:TagResource': 'elasticfilesystem:CreateFileSystem',
  'ssm:AddTagsToResource': 'ssm:CreateDocument',
  'sts:SetSourceIdentity': 'sts:AssumeRole',
}
