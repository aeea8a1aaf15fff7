/** Renders the answers of the Query protocols: arrays become `<item>` lists, dates ISO 8601, undefined nothing. */
export function element(name: string, value: unknown): string {
  if (value === undefined) return ''
  return `<${name}>${content(value)}</${name}>`
}

function content(value: unknown): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((one) => element('item', one)).join('')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => element(name, inner))
      .join('')
  return escapeXml(String(value as string | number | boolean))
}

/** XML 1.0 has no way to write most control characters; they become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;')
}
