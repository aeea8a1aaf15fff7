/** The options of `prism store`, and what they mean. */
import type { Command } from 'commander'
import type { Settings } from './settings.ts'

export type StoreCommand = {
  readonly kind: 'check' | 'backup' | 'restore'
  readonly from: string
  /** Absent: of a check. */
  readonly to?: string
  readonly settings: Settings
}

export function addStore(prism: Command, settings: () => Settings, onStore: (asked: StoreCommand) => void): void {
  const store = prism.command('store').description('look after the file in which a server keeps its runs (PRISM_STORE)')
  store
    .command('check')
    .description('whether it is whole, and what is open in it; also while a server works with it')
    .configureHelp({ showGlobalOptions: true })
    .argument('<FILE>', 'the store')
    .action((from: string) => onStore({ kind: 'check', from, settings: settings() }))
  store
    .command('backup')
    .description('copy it as of one moment, also while a server works with it')
    .configureHelp({ showGlobalOptions: true })
    .argument('<FILE>', 'the store')
    .argument('<TO>', 'the copy, which must not exist')
    .action((from: string, to: string) => onStore({ kind: 'backup', from, to, settings: settings() }))
  store
    .command('restore')
    .description('put a copy where the store was; what was open in it is ended as unknown, and nothing is sent again')
    .configureHelp({ showGlobalOptions: true })
    .argument('<BACKUP>', 'the copy')
    .argument('<FILE>', 'where the store is to be, and is not')
    .action((from: string, to: string) => onStore({ kind: 'restore', from, to, settings: settings() }))
}
