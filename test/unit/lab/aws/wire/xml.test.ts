import { XMLParser } from 'fast-xml-parser'
import { element } from '../../../../../src/lab/aws/wire/xml.ts'

test('lists become items, dates ISO 8601, undefined nothing', () => {
  expect(element('a', { set: [{ n: 1 }, { n: true }], at: new Date(0), none: undefined, empty: [] })).toBe(
    '<a><set><item><n>1</n></item><item><n>true</n></item></set><at>1970-01-01T00:00:00.000Z</at><empty></empty></a>',
  )
})

test('hostile text comes back as it was', () => {
  const text = '<b>&"]]>\r\n;$(reboot) ü 😀'
  const read = new XMLParser({ trimValues: false, htmlEntities: true }).parse(element('a', text)) as { a: string }
  expect(read.a).toBe(text)
})

test('what XML cannot carry is replaced, not sent', () => {
  expect(element('a', 'x\u0000\u001b\ud800y')).toBe('<a>x\ufffd\ufffd\ufffdy</a>')
})
