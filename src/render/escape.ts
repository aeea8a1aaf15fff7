/** The one place where outside text is made harmless for where it is shown. */

/**
 * What a terminal, or the reader’s eye, would take for something else than text: control characters (ESC, CR, the C1 set), what is
 * ignored in display (zero-width and bidirectional marks, soft hyphens, variation selectors, tags), line separators, lone surrogates.
 */
const deceptive = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffb]/gu

/** One line of text; what is deceptive is shown as `\u{…}`, a line end as `\n`. */
export function plainText(text: string): string {
  return text.replace(deceptive, (c) => (c === '\n' ? '\\n' : c === '\t' ? ' ' : `\\u{${c.codePointAt(0)!.toString(16)}}`))
}

/**
 * Text in a Markdown paragraph or table cell: nothing in it formats, links, mentions, draws, is a formula or closes a comment. GitHub looks for mentions,
 * issues and addresses in what Markdown made of the text, where a backslash no longer keeps it from anything.
 */
export function markdown(text: string): string {
  return plainText(text)
    .replace(emoji, ':\u2060')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_~[\]|#]/g, (c) => `\\${c}`)
    .replaceAll('$', () => '<span>$</span>')
    .replace(/@|#(?=\d)|\bgh(?=-\d)|www(?=\.)/gi, (s) => `${s}\u2060`)
    .replace(/(?:https?|ftp|mailto|xmpp):/gi, (s) => `${s.slice(0, -1)}&#58;`)
}

/** The colon before `white_check_mark:`, which GitHub makes a picture of after all escapes; a time of day has no letter. */
const emoji = /:(?=[\w+-]*[a-z+-][\w+-]*:)/gi

/**
 * Text as code in a table cell; a backtick cannot end it, a bar cannot end the cell. A backslash before a bar is another sign, because
 * readers of Markdown differ in whose backslash it is.
 */
export function code(text: string): string {
  const safe = plainText(text)
    .replace(/`/g, 'ˋ')
    .replace(/\\(?=\\*\|)/g, '＼')
    .replace(/\|/g, '\\|')
  return safe === '' ? '' : `\`${safe}\``
}

/** The same in a paragraph, where a bar is a sign like others and a backslash before it would be seen. */
export function codeLine(text: string): string {
  const safe = plainText(text).replace(/`/g, 'ˋ')
  return safe === '' ? '' : `\`${safe}\``
}

/** Lines as a block of code: none of them can end it. */
export function fence(lines: readonly string[]): string {
  return ['```', ...lines.map((line) => plainText(line).replace(/`/g, 'ˋ')), '```'].join('\n')
}

/** No text of ours or of others can hide in a comment of HTML or pose as a marker. What is visible already stays as it is. */
export const visible = (text: string): string => text.replaceAll('<!--', '&lt;!--').replaceAll('-->', '--&gt;')
