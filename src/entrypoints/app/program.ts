/** What `prism-app` is called with: nothing is started for `--help`, or for a word that it does not know. */
import { pageOf, version } from '../../installation.ts'
import { type ServerAsked, type ServerProgram, serverArguments } from '../../language/server-arguments.ts'

const program: ServerProgram = {
  name: 'prism-app',
  does: 'The GitHub App: answers comments until it is stopped (Ctrl-C, SIGTERM).',
  needs: [
    'APP_ID                 of the GitHub App',
    'PRIVATE_KEY_PATH       the file with its private key (or PRIVATE_KEY, the key itself)',
    'WEBHOOK_SECRET         16 characters at least',
    'PRISM_STORE            where runs are kept: sqlite:/PATH, postgres://… or memory',
    'AWS_REGION, AWS_…      as for any AWS client',
  ],
  page: pageOf('github-app.md'),
  flags: { '--check': 'asks GitHub and AWS whether it can do its work, changes nothing, names what is wrong with its fix' },
}

/** `words`: those after its name. */
export const asked = (words: readonly string[]): ServerAsked => serverArguments(words, program, version())
