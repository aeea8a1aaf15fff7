/**
 * One line of log that the runner cannot take for a workflow command. It reads both streams for `::name …::` at the start of a line
 * (after white space) and for the older `##[name]` anywhere in one, so outside text must not be able to form either.
 */
export function logLine(text: string): string {
  return text
    .replace(/\p{Cc}|[\u2028\u2029]|\p{Bidi_Control}/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
    .replace(/##\[/g, '# #[')
    .replace(/^\s*::/, (colons) => colons.replace('::', ': :'))
}
