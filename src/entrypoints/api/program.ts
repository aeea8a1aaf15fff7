/** What `prism-api` is called with: nothing is started for `--help`, or for a word that it does not know. */
import { pageOf, version } from '../../installation.ts'
import { type ServerAsked, type ServerProgram, serverArguments } from '../../language/server-arguments.ts'

const program: ServerProgram = {
  name: 'prism-api',
  does: 'Serves Prism by REST until it is stopped (Ctrl-C, SIGTERM).',
  needs: [
    'PRISM_API_TOKENS       who may call: NAME:TOKEN,NAME:TOKEN (or PRISM_API_TOKENS_FILE, also roles and users of AWS)',
    'PRISM_STORE            where runs are kept: sqlite:/PATH, postgres://… or memory',
    'AWS_REGION, AWS_…      as for any AWS client',
  ],
  page: pageOf('rest-api.md'),
}

/** `words`: those after its name. */
export const asked = (words: readonly string[]): ServerAsked => serverArguments(words, program, version())
