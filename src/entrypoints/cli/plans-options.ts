/** The options of `prism plans` and `prism approve`, and what they mean. */
import type { Command } from 'commander'
import type { Settings } from './settings.ts'

export type PlansCommand =
  | { readonly kind: 'list'; readonly settings: Settings }
  | { readonly kind: 'show' | 'approve'; readonly code: string; readonly settings: Settings }

export function addPlans(prism: Command, settings: () => Settings, onPlans: (asked: PlansCommand) => void): void {
  const server = 'asks the REST API at PRISM_API_URL, with the token in PRISM_API_TOKEN, or with your AWS identity (PRISM_API_IDENTITY=aws)'
  prism
    .command('plans')
    .description(`plans that wait for another person’s approval; ${server}`)
    .configureHelp({ showGlobalOptions: true })
    .argument('[CODE]', 'show this one whole: what would be done, and where')
    .addHelpText('after', '\nExamples:\n  prism plans\n  prism plans 0123456789ab')
    .action((code: string | undefined) =>
      onPlans(code === undefined ? { kind: 'list', settings: settings() } : { kind: 'show', code, settings: settings() }),
    )
  prism
    .command('approve')
    .description(`approve exactly this plan of another person’s, and see it carried out; ${server}`)
    .configureHelp({ showGlobalOptions: true })
    .argument('<CODE>', 'the plan’s, as prism plans shows it')
    .addHelpText('after', '\nExamples:\n  prism approve 0123456789ab')
    .action((code: string) => onPlans({ kind: 'approve', code, settings: settings() }))
}
