/** Bodies of JSON. Of two members of one name each reader takes the one that it likes: a proxy that looked may have seen another request than is carried out. */
import type { App } from './api-context.ts'

/** Replaces the server's own reader; as there, `__proto__` and `constructor.prototype` are no names. */
export function readJsonStrictly(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    void parse(request, text, (error, body) => {
      if (error || !hasTwice(text)) done(error, body)
      else done(twice())
    })
  })
}

const twice = () => Object.assign(new Error('a member stands twice'), { statusCode: 400, code: 'FST_ERR_CTP_TWICE' })
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g

/** Of valid JSON: whether an object of it has two members of one name, however that is written. */
export function hasTwice(json: string): boolean {
  const open: Set<string>[] = []
  for (const [token, colon] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const name = JSON.parse(token.slice(0, token.length - colon.length)) as string
      const names = open.at(-1)
      if (names?.has(name)) return true
      names?.add(name)
    }
  }
  return false
}
