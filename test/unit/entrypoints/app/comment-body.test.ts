import { bodyLimit, framed, replyMarker, runMarker } from '../../../../src/entrypoints/app/comment-body.ts'

const mark = runMarker('01JPRSM0000000000000000000')

test('the marker is the last line, hidden', () => {
  expect(framed('**done**', mark)).toBe('**done**\n\n<!-- prism:run=01JPRSM0000000000000000000 -->')
  expect(replyMarker(12)).toBe('<!-- prism:reply-to=12 -->')
})

test('data cannot hide in a comment of HTML, nor end one', () => {
  const body = framed('a <!-- prism:run=X --> b <!-- open', mark)
  expect(body.match(/<!--/g)).toHaveLength(1)
  expect(body.match(/-->/g)).toHaveLength(1)
})

test('a foot stands above the marker, is never cut, and hides nothing', () => {
  expect(framed('**done**', mark, '<sub>ledger</sub>')).toBe(`**done**\n\n<sub>ledger</sub>\n\n${mark}`)
  const long = framed('x'.repeat(200_000), mark, '<sub>ledger <!-- x --></sub>')
  expect(long.length).toBeLessThanOrEqual(bodyLimit)
  expect(long.endsWith(`<sub>ledger &lt;!-- x --&gt;</sub>\n\n${mark}`)).toBe(true)
})

test('a marker takes an id and nothing else', () => {
  expect(() => runMarker('X --> <b>')).toThrow('letters and digits')
})

test('what is too long for GitHub is cut at a line, an open fence closed, the marker kept', () => {
  const body = framed(`**done**\n\n\`\`\`\n${'a line of output\n'.repeat(10_000)}`, mark)
  expect(body.length).toBeLessThanOrEqual(bodyLimit)
  expect(body).toMatch(/a line of output\n```\n\n\*\(cut here[^\n]*\n\n<!-- prism:run=\w+ -->$/)
  expect(framed('x'.repeat(200_000), mark).length).toBeLessThanOrEqual(bodyLimit)
})
