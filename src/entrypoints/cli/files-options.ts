/** The options that name files for what was observed. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Settings } from './settings.ts'

/** A row is a test case to what reads it. */
export const exportOption = (): Option =>
  new Option('--export <junit=FILE>', 'also write the report to FILE as JUnit’s XML: a suite an instance, a case a row').argParser(
    (text: string) => {
      const [, file] = /^junit=(.+)$/s.exec(text) ?? []
      if (file === undefined) throw new InvalidArgumentError('An export is junit=FILE.')
      return file
    },
  )

export const filesOf = (command: Command): Pick<Settings, 'evidence' | 'junit'> => {
  const { evidence, export: junit } = command.opts<{ evidence?: string; export?: string }>()
  return { ...(evidence === undefined ? {} : { evidence }), ...(junit === undefined ? {} : { junit }) }
}
