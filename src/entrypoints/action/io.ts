/**
 * The one list of the Action's inputs and outputs: those that the language's options make, and the Action's own. `action.yml` says the same to
 * GitHub and `docs/action.md` to people: `npm run docs` writes both from here, and a test holds the three together.
 */
import type { OptionSpec } from '../../domain/options/option.ts'
import { stepNameOf } from '../../domain/verbs.ts'
import { optionInputs } from '../../language/inputs.ts'
import { actionVerbs } from '../../language/verbs.ts'

export type InputKind = 'text' | 'list' | 'flag' | 'secret'

export type Input = {
  readonly name: string
  readonly kind: InputKind
  readonly required: boolean
  /** As `action.yml` declares it; undefined where there is none. */
  readonly default?: string
  readonly description: string
  /** The same thing in a comment or on the command line; undefined where only a workflow needs it. */
  readonly option?: string
}

const orList = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** What is asked for. */
const asking: readonly Input[] = [
  {
    name: 'volume',
    kind: 'text',
    required: false,
    description: 'The shared volume: its Name tag, or its fs- id. Required, except with verify and all, and with sync, which takes none.',
    option: 'VOLUME',
  },
  {
    name: 'instances',
    kind: 'list',
    required: false,
    description:
      'Instances, separated by spaces or new lines: Name tags, i- or mi- ids, or tag:Key=Value. Required, except with verify and all.',
    option: 'INSTANCE…',
  },
  {
    name: 'command',
    kind: 'text',
    required: false,
    default: 'mount',
    description: `What to do: ${orList(actionVerbs.map(stepNameOf))}.`,
    option: actionVerbs.map(stepNameOf).join(' | '),
  },
]

/** Where to look and where to report. */
const around: readonly Input[] = [
  {
    name: 'region',
    kind: 'text',
    required: false,
    description: 'AWS region. Default: AWS_REGION, as configure-aws-credentials sets it.',
    option: '--region',
  },
  {
    name: 'documents',
    kind: 'text',
    required: false,
    description:
      'The SSM documents to use: own (see docs/least-privilege.md), run-shell-script, or auto. Default: PRISM_DOCUMENTS, else auto.',
    option: '--documents',
  },
  {
    name: 'dry-run',
    kind: 'flag',
    required: false,
    default: 'false',
    description:
      'Show what the command would change and change nothing. The step is then green, and the output ok is false: nothing was proven.',
    option: '--dry-run',
  },
  {
    name: 'policy',
    kind: 'text',
    required: false,
    default: 'reviewed',
    description:
      'How far .github/prism.yml of the default branch decides, where there is one: reviewed (its last version that another person approved), waived (its newest version), or off (this workflow and its AWS role alone).',
  },
  {
    name: 'comment',
    kind: 'text',
    required: false,
    default: 'false',
    description: 'Also post the table as a comment: true for the issue or pull request of the event, or the number of one.',
  },
  {
    name: 'drift-issue',
    kind: 'flag',
    required: false,
    default: 'true',
    description: 'With verify and all: keep one issue for each volume, opened on drift and closed when the volume is healthy again.',
  },
  {
    name: 'github-token',
    kind: 'secret',
    required: false,
    default: '$' + '{{ github.token }}',
    description:
      'Token for the policy (the job needs contents: read and pull-requests: read), and for the comment and the issues (issues: write; for a comment on a pull request pull-requests: write).',
  },
]

/** A flag is off unless it is said, so one that says the opposite is on. */
function inputOf(input: string, option: OptionSpec): Input {
  const { name, argument, list, repeatable, doc } = option
  const inverted = option.input?.inverted
  return {
    name: input,
    kind: argument === undefined ? 'flag' : list || repeatable ? 'list' : 'text',
    required: false,
    ...(argument === undefined ? { default: inverted ? 'true' : 'false' } : {}),
    description: `${sentence(`${onlyWith(option)}${option.input?.doc ?? doc}`)}${list || repeatable ? separated(option) : ''}`,
    option: `--${name}`,
  }
}

/** Of an option that belongs to one of the commands alone. */
function onlyWith({ verbs }: OptionSpec): string {
  const [verb, ...more] = actionVerbs.filter((c) => verbs.includes(c))
  return verb !== undefined && more.length === 0 ? `with ${stepNameOf(verb)}: ` : ''
}

/** A comma may belong to a value that can be said several times. */
const separated = ({ repeatable }: OptionSpec): string =>
  repeatable ? ' Several are separated by spaces or new lines.' : ' Separated by commas, spaces or new lines.'

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

const spoken: readonly Input[] = [...asking, ...optionInputs.map(({ input, option }) => inputOf(input, option))]

export const inputs: readonly Input[] = [...spoken, ...around]

/** What goes into the request. */
export const requestInputs: readonly string[] = spoken.map((i) => i.name)

export const outputs = [
  { name: 'ok', description: 'true only if everything that was expected was seen on every instance, including sharing; otherwise false.' },
  { name: 'report', description: 'The report as JSON: runId, verdict, findings, and instances and sharing if hosts were looked at.' },
  { name: 'summary', description: 'The report as Markdown, as in the step summary.' },
  {
    name: 'evidence',
    description:
      'The path of the file with all that was observed, for actions/upload-artifact and `prism report`; empty when there is none.',
  },
  { name: 'run-id', description: 'Prism’s id of this run; empty when the inputs were refused.' },
] as const

export type OutputName = (typeof outputs)[number]['name']
