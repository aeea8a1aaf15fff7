/** Statements → IAM policies and trust, for people (real ARNs) or for CloudFormation (pseudo parameters). Pure. */

import type { IamQuestion, PolicyRole, RepositoryRole, WorkflowTrust } from '../../domain/iam.ts'
import { regionNamed } from '../../domain/region.ts'
import type { Statement } from './statements.ts'

/** What stands in an ARN for `{partition}`, `{region}` and `{account}`. */
export type Place = { readonly partition: string; readonly region: string; readonly account: string }

export type Policy = { readonly Version: '2012-10-17'; readonly Statement: readonly object[] }

/** Anything that is not given matches any, except the partition, which follows from the region. */
export function placeOf({ region = '*', account = '*' }: Pick<IamQuestion, 'region' | 'account'>): Place {
  return { partition: regionNamed(region).partition, region, account }
}

export function policyOf(all: readonly Statement[], role: PolicyRole, arn: (template: string) => unknown): Policy {
  return {
    Version: '2012-10-17',
    Statement: all
      .filter((s) => s.roles.includes(role))
      .map((s) => ({
        Sid: s.sid,
        Effect: 'Allow',
        Action: s.actions,
        Resource: s.resources.map(arn),
        ...(s.condition ? { Condition: s.condition } : {}),
      })),
  }
}

/**
 * The workflow's claims, each an exact value: AWS reads `repository_id` and `job_workflow_ref` since January 2026. The id stays when a
 * repository is renamed and cannot be had by registering its name again; the workflow's file and ref keep other workflows out.
 */
export function trustOf(trust: WorkflowTrust, provider: unknown): Policy {
  const claim = (name: string): string => `token.actions.githubusercontent.com:${name}`
  const { repository, repositoryId, workflow, ref, subject } = trust
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [claim('aud')]: 'sts.amazonaws.com',
            [claim('sub')]: subject,
            [claim('repository_id')]: repositoryId,
            [claim('job_workflow_ref')]: `${repository}/.github/workflows/${workflow}@${ref}`,
          },
        },
      },
    ],
  }
}

/** Prism's own identity, and only with the name of a person who asked: AWS ties it to each call of the session. */
export const trustInPrism = ({ takenBy }: RepositoryRole): Policy => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: takenBy },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: { Null: { 'sts:SourceIdentity': 'false' } },
    },
  ],
})

export const oidcProvider = 'arn:{partition}:iam::{account}:oidc-provider/token.actions.githubusercontent.com'

export const filledIn =
  ({ partition, region, account }: Place) =>
  (template: string): string =>
    template.replace('{partition}', partition).replace('{region}', region).replace('{account}', account)
