/** `prism lab shell`, `stop`, `start`, `reboot`, `break` and `comment`: speak to the lab that PRISM_LAB names. */
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { faultNames } from './break.ts'
import { type Message, type Role, roles } from './conversation.ts'
import type { Asked, Entry } from './server.ts'

export const verbs = ['shell', 'stop', 'start', 'reboot', 'break', 'comment'] as const
export type Verb = (typeof verbs)[number]

/** The exit code. Throws with the reason where there is no lab, or it refuses. */
export async function control(verb: Verb, words: readonly string[], path: string | undefined): Promise<number> {
  if (verb === 'break' && words.length === 0) {
    process.stdout.write(`${faultNames().join('\n')}\n`)
    return 0
  }
  if (!path) throw new Error('no lab is known here: run this inside `prism lab run -- bash`, or with the lines that `prism lab up` printed')
  switch (verb) {
    case 'shell': {
      const [instance = '', ...command] = words
      const { command: enter } = (await ask(path, { what: 'enter', instance })) as Entry
      return run(command.length > 0 ? [...enter.slice(0, -1), '-lc', command.join(' ')] : enter)
    }
    case 'break': {
      const instance = words[0] === '--on' ? words[1] : undefined
      const fault = words.slice(instance === undefined ? 0 : 2).join(' ')
      process.stdout.write(`${String(await ask(path, { what: 'break', instance, fault }))}\n`)
      return 0
    }
    case 'comment': {
      const { as, role, text } = commentFrom(words)
      if (text === '') throw new Error('comment needs a text, for example: prism lab comment "/prism help"')
      const thread = (await ask(path, { what: 'comment', as, role, text })) as readonly Message[]
      process.stdout.write(threadText(thread))
      if (leftAlone(thread)) process.stderr.write(`prism lab: ${silence(as, role)}\n`)
      return 0
    }
    default:
      process.stdout.write(`${String(await ask(path, { what: verb, instance: words[0] ?? '' }))}\n`)
      return 0
  }
}

/** `ada` may write; anybody else is a stranger to the repository, unless a role is named. */
function commentFrom(words: readonly string[]): { readonly as: string; readonly role: Role; readonly text: string } {
  const given = new Map<string, string>()
  let at = 0
  for (; words[at] === '--as' || words[at] === '--role'; at += 2) given.set(words[at]!, words[at + 1] ?? '')
  const as = given.get('--as') ?? 'ada'
  const said = given.get('--role') ?? (as === 'ada' ? 'write' : 'none')
  const role = roles.find((one) => one === said)
  if (role === undefined) throw new Error(`--role ${said}: a role is ${roles.join(', ')}`)
  return { as, role, text: words.slice(at).join(' ') }
}

/** Neither a reaction nor an answer. */
export const leftAlone = ([asked, ...answers]: readonly Message[]): boolean => answers.length === 0 && asked?.reactions.length === 0

const silence = (as: string, role: Role): string =>
  role === 'none'
    ? `no answer: ${as} has no permission in this repository, and the App does not answer strangers; --role write gives them one`
    : `no answer: the App leaves alone what is no command; one begins its line with /prism`

const emoji: Readonly<Record<string, string>> = { eyes: '👀', rocket: '🚀', '-1': '👎', confused: '😕' }

/** The thread as text; its Markdown stays as it is. */
export function threadText(messages: readonly Message[]): string {
  return messages
    .map(({ author, body, reactions }) => {
      const given = reactions.map((r) => emoji[r] ?? r).join(' ')
      return `── ${author}${given ? `  ${given}` : ''}\n${body.trimEnd()}\n`
    })
    .join('\n')
}

function ask(path: string, asked: Asked): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: path, method: 'POST', path: '/' }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        const { told, error } = JSON.parse(text) as { readonly told?: unknown; readonly error?: string }
        if (error === undefined) resolve(told)
        else reject(new Error(error))
      })
    })
    sent.on('error', () => reject(new Error('the lab that PRISM_LAB names is not up any more')))
    sent.end(JSON.stringify(asked))
  })
}

function run([program, ...args]: readonly string[]): Promise<number> {
  const child = spawn(program ?? '', args, {
    stdio: 'inherit',
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', TERM: process.env.TERM ?? 'dumb', HOME: '/root' },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
