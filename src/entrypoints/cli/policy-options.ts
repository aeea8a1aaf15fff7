/** The options of `prism policy`, and what they mean. */
import type { Command } from 'commander'
import type { Settings } from './settings.ts'

export const usualPolicy = '.github/prism.yml'

export type PolicyCommand = {
  readonly kind: 'check'
  readonly file: string
  readonly named: boolean
  readonly before?: string
  readonly settings: Settings
}

export function addPolicy(prism: Command, settings: () => Settings, onPolicy: (asked: PolicyCommand) => void): void {
  const policy = prism.command('policy').description('who may do what in a repository')
  const check = policy
    .command('check')
    .description('say what is wrong with a policy file, line by line, and whether one person alone can change it; asks nobody')
    .configureHelp({ showGlobalOptions: true })
    .argument('[FILE]', `the policy; default: ${usualPolicy}`)
    .option('--before <FILE>', 'the policy before the change: also say what the new one allows that this did not, and no longer allows')
    .addHelpText('after', '\nExamples:\n  prism policy check\n  prism policy check .github/prism.yml --json')
  check.action((file: string | undefined) => {
    const { before } = check.opts<{ before?: string }>()
    onPolicy({
      kind: 'check',
      file: file ?? usualPolicy,
      named: file !== undefined,
      settings: settings(),
      ...(before === undefined ? {} : { before }),
    })
  })
}
