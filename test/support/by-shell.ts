/** Ways where nobody set anything up: every script goes by AWS-RunShellScript. */
import type { Ways } from '../../src/runs/choose-ways.ts'

export const byShell: Ways = {
  choose: async (_, instanceIds) => ({ routes: [{ way: { kind: 'run-shell-script' }, instanceIds }], refused: [] }),
}
