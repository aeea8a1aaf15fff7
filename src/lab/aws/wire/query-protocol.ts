import type { AwsError } from './errors.ts'
import { parseQueryForm, withLists } from './query-form.ts'
import type { Answer, Call } from './services.ts'
import { element } from './xml.ts'

type QueryService = 'ec2' | 'sts'
const namespaces: Record<QueryService, string> = {
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
}

/** The Query protocols (EC2, STS): a form with Action and Version; answers in XML. STS's version tells the two apart. */
export function readQueryCall(body: string): Call & { readonly service: QueryService } {
  const { Action, Version, ...members } = parseQueryForm(body)
  return {
    service: Version === '2011-06-15' ? 'sts' : 'ec2',
    operation: typeof Action === 'string' ? Action : '',
    params: withLists(members),
  }
}

/** `output` has the members' names on the wire (`vpcSet`), lists as arrays. */
export function queryAnswer(service: QueryService, operation: string, output: unknown, requestId: string): Answer {
  const members = (output ?? {}) as Record<string, unknown>
  const inner =
    service === 'ec2' ? { requestId, ...members } : { [`${operation}Result`]: members, ResponseMetadata: { RequestId: requestId } }
  const body = element(`${operation}Response`, inner).replace('>', ` xmlns="${namespaces[service]}">`)
  return { status: 200, headers: headers(requestId), body: declaration + body }
}

export function queryError(service: QueryService, error: AwsError, requestId: string): Answer {
  const told = { Code: error.code, Message: error.message }
  const body =
    service === 'ec2'
      ? element('Response', { Errors: { Error: told }, RequestID: requestId })
      : element('ErrorResponse', { Error: { Type: 'Sender', ...told }, RequestId: requestId })
  return { status: error.status, headers: headers(requestId), body: declaration + body }
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId }
}
