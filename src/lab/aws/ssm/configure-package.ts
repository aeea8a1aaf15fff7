/** AWS's document for Distributor, schema 2.2, as its public documentation gives it. */
export const configurePackage = {
  name: 'AWS-ConfigureAWSPackage',
  published: new Date('2020-03-03T00:00:00Z'),
  content: JSON.stringify(
    {
      schemaVersion: '2.2',
      description:
        'Install or uninstall a Distributor package. You can install the latest version, default version, or a version that you specify.',
      parameters: {
        action: {
          type: 'String',
          description: '(Required) Specify whether or not to install or uninstall the package.',
          allowedValues: ['Install', 'Uninstall'],
        },
        installationType: {
          type: 'String',
          description: '(Optional) Specify the type of installation.',
          default: 'Uninstall and reinstall',
          allowedValues: ['Uninstall and reinstall', 'In-place update'],
        },
        name: {
          type: 'String',
          description: '(Required) The package to install/uninstall.',
          allowedPattern:
            '^arn:[a-z0-9][-.a-z0-9]{0,62}:[a-z0-9][-.a-z0-9]{0,62}:([a-z0-9][-.a-z0-9]{0,62})?:([a-z0-9][-.a-z0-9]{0,62})?:(package|document)/[a-zA-Z0-9/:.\\-_]{1,128}$|^[a-zA-Z0-9/:.\\-_]{1,128}$',
        },
        version: {
          type: 'String',
          description: '(Optional) The version of the package to install or uninstall.',
          default: '',
        },
        additionalArguments: {
          type: 'String',
          description: '(Optional) The additional parameters to provide to your install, uninstall, or update scripts.',
          default: '{}',
        },
      },
      mainSteps: [
        {
          action: 'aws:configurePackage',
          name: 'configurePackage',
          inputs: {
            name: '{{ name }}',
            action: '{{ action }}',
            installationType: '{{ installationType }}',
            version: '{{ version }}',
            additionalArguments: '{{ additionalArguments }}',
          },
        },
      ],
    },
    undefined,
    2,
  ),
} as const
