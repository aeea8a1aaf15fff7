/** Transports where nobody set anything up: every script goes by AWS-RunShellScript. */
import type { Transports } from '../../src/runs/choose-transports.ts'

export const byShell: Transports = {
  choose: async (_, instanceIds) => ({ routes: [{ transport: { kind: 'run-shell-script' }, instanceIds }], refused: [] }),
}
