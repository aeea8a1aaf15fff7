/** Probot logs through pino; this gives it our log with pino's interface, so that everything leaves by the one sink that redacts. */
import type { ProbotLog } from '../../compose/installation.ts'
import type { Level, Log } from './log.ts'

type PinoCall = (first: unknown, second?: unknown) => void

export function probotLog(log: Log, bindings: Readonly<Record<string, unknown>> = {}): ProbotLog {
  const at =
    (level: Level): PinoCall =>
    (first, second) => {
      if (typeof first === 'string') log[level](first, bindings)
      else if (first instanceof Error) log[level](first.message, { ...bindings, error: first })
      else log[level](typeof second === 'string' ? second : '', { ...bindings, ...(first as object) })
    }
  const facade = {
    level: 'debug',
    trace: () => {},
    // what Probot says at debug level is whole payloads
    debug: () => {},
    silent: () => {},
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
    child: (more: Readonly<Record<string, unknown>>) => probotLog(log, { ...bindings, ...more }),
  }
  return facade as unknown as ProbotLog
}
