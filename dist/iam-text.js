export const id = 813;
export const ids = [813];
export const modules = {

/***/ 5813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iamText: () => (/* binding */ iamText)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/src/domain/region.js
var domain_region = __webpack_require__(2416);
;// CONCATENATED MODULE: ./build/src/aws/permissions/policy.js
/** Statements → IAM policies and trust, for people (real ARNs) or for CloudFormation (pseudo parameters). Pure. */

/** Anything that is not given matches any, except the partition, which follows from the region. */
function placeOf({ region = '*', account = '*' }) {
    return { partition: (0,domain_region/* regionNamed */.ce)(region).partition, region, account };
}
function policyOf(all, role, arn) {
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
    };
}
/**
 * The workflow's claims, each an exact value: AWS reads `repository_id` and `job_workflow_ref` since January 2026. The id stays when a
 * repository is renamed and cannot be had by registering its name again; the workflow's file and ref keep other workflows out.
 */
function trustOf(trust, provider) {
    const claim = (name) => `token.actions.githubusercontent.com:${name}`;
    const { repository, repositoryId, workflow, ref, subject } = trust;
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
    };
}
const oidcProvider = 'arn:{partition}:iam::{account}:oidc-provider/token.actions.githubusercontent.com';
const filledIn = ({ partition, region, account }) => (template) => template.replace('{partition}', partition).replace('{region}', region).replace('{account}', account);
//# sourceMappingURL=policy.js.map
// EXTERNAL MODULE: ./build/src/aws/provision-step.js
var provision_step = __webpack_require__(3879);
;// CONCATENATED MODULE: ./build/src/aws/permissions/statements.js

const efs = (kind) => `arn:{partition}:elasticfilesystem:{region}:{account}:${kind}/*`;
const ec2 = (kind) => `arn:{partition}:ec2:{region}:{account}:${kind}/*`;
const ourDocument = (name) => `arn:{partition}:ssm:{region}:{account}:document/${name}`;
/** AWS's own documents belong to no account. */
const theirDocument = (name) => `arn:{partition}:ssm:{region}::document/${name}`;
const senders = ['bot', 'workflow'];
function statements({ documents, instanceTag, distributor }) {
    return [
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
            condition: { StringEquals: { [`aws:RequestTag/${provision_step/* ourTag */.r.Key}`]: provision_step/* ourTag */.r.Value } },
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
            condition: { StringEquals: { [`aws:ResourceTag/${provision_step/* ourTag */.r.Key}`]: provision_step/* ourTag */.r.Value } },
        },
        {
            sid: 'SetUpOwnDocuments',
            roles: ['operator'],
            actions: ['ssm:AddTagsToResource', 'ssm:CreateDocument', 'ssm:UpdateDocument', 'ssm:UpdateDocumentDefaultVersion'],
            resources: documents.map(ourDocument),
        },
    ];
}
/** Actions that AWS asks for beside the call's own, by its API references: the call that needs each. */
const implied = {
    'ec2:CreateNetworkInterface': 'elasticfilesystem:CreateMountTarget',
    'ec2:DescribeNetworkInterfaces': 'elasticfilesystem:CreateMountTarget',
    'ec2:DeleteNetworkInterface': 'elasticfilesystem:DeleteMountTarget',
    'ec2:DescribeNetworkInterfaceAttribute': 'elasticfilesystem:DescribeMountTargetSecurityGroups',
    'elasticfilesystem:TagResource': 'elasticfilesystem:CreateFileSystem',
    'ssm:AddTagsToResource': 'ssm:CreateDocument',
};
//# sourceMappingURL=statements.js.map
;// CONCATENATED MODULE: ./build/src/aws/permissions/iam-text.js
/** The answer to `prism setup --print-iam`, as text with a final newline. Asks AWS nothing. */



function iamText(question, documents) {
    const all = statements({ ...question, documents });
    return question.format === 'json' ? jsonText(question, all) : cloudFormationText(question, all);
}
function jsonText(question, all) {
    const arn = filledIn(placeOf(question));
    const roles = question.roles.map((role) => [
        role,
        {
            policy: policyOf(all, role, arn),
            ...(role === 'workflow' && question.trust ? { trust: trustOf(question.trust, arn(oidcProvider)) } : {}),
        },
    ]);
    return `${JSON.stringify(Object.fromEntries(roles), null, 2)}\n`;
}
const names = { bot: 'Bot', workflow: 'Workflow', operator: 'Operator' };
const about = {
    bot: 'Prism: the app, the API, people at a terminal',
    workflow: 'Prism: the GitHub Action',
    operator: 'Prism: who runs prism setup',
};
/** A pseudo parameter, for Fn::Sub. */
const pseudo = (name) => ['$', `{AWS::${name}}`].join('');
function cloudFormationText(question, all) {
    // what was not given is the stack's own
    const place = {
        partition: pseudo('Partition'),
        region: question.region ?? pseudo('Region'),
        account: question.account ?? pseudo('AccountId'),
    };
    const fill = filledIn(place);
    const arn = (template) => (template === '*' ? '*' : { 'Fn::Sub': fill(template) });
    const resources = {};
    for (const role of question.roles) {
        const policy = `Prism${names[role]}Policy`;
        resources[policy] = {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: { Description: about[role], PolicyDocument: policyOf(all, role, arn) },
        };
        if (role === 'workflow' && question.trust)
            resources.PrismWorkflowRole = {
                Type: 'AWS::IAM::Role',
                Properties: {
                    Description: about.workflow,
                    MaxSessionDuration: 3600,
                    AssumeRolePolicyDocument: trustOf(question.trust, arn(oidcProvider)),
                    ManagedPolicyArns: [{ Ref: policy }],
                },
            };
    }
    const outputs = Object.fromEntries(Object.keys(resources).map((name) => [
        `${name}Arn`,
        { Value: name === 'PrismWorkflowRole' ? { 'Fn::GetAtt': [name, 'Arn'] } : { Ref: name } },
    ]));
    const template = {
        AWSTemplateFormatVersion: '2010-09-09',
        Description: 'What Prism may do, and nothing else.',
        Resources: resources,
        Outputs: outputs,
    };
    // CloudFormation reads YAML 1.1, to which a date is not a text
    return (0,dist/* stringify */.As)(template, { version: '1.1' });
}
//# sourceMappingURL=iam-text.js.map

/***/ })

};
