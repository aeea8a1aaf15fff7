// A plug-in of Stryker: leaves out the words of messages, which no test is to repeat. A string with a blank in it is such words, and a
// template whose parts decide nothing.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

const decides = /^(?:ConditionalExpression|LogicalExpression|BinaryExpression|ArrowFunctionExpression|UnaryExpression)$/

/** Whether something in a template is a decision of its own, which is to be tried. */
function hasDecision(node) {
  if (decides.test(node?.type)) return true
  return Object.values(node ?? {}).some((value) =>
    Array.isArray(value) ? value.some(hasDecision) : typeof value?.type === 'string' && hasDecision(value),
  )
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: ({ node }) => {
      const isMessage =
        node.type === 'StringLiteral' ? /\s/.test(node.value) : node.type === 'TemplateLiteral' && !node.expressions.some(hasDecision)
      return isMessage ? 'words of a message' : undefined
    },
  }),
]
