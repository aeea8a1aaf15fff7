/** The one place where outside text is made harmless for where it is shown. */

/** Control characters, format characters (bidi, zero-width) and line separators: they could move, hide or reorder what a person reads. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Visible on one line of a terminal. */
export function plain(text: string): string {
  return text.replace(unseen, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
}

/** Text in a Markdown paragraph or table cell: nothing in it formats, links, mentions or closes a comment. */
export function markdown(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_~[\]|#]/g, (c) => `\\${c}`)
    .replace(/@/g, '@\u2060')
    .replace(/\bhttps?:/gi, (s) => `${s.slice(0, -1)}&#58;`)
}

/** Text as code in a table cell; a backtick cannot end it, a bar cannot end the cell. */
export function code(text: string): string {
  const safe = plain(text).replace(/`/g, 'ˋ').replace(/\|/g, '\\|')
  return safe === '' ? '' : `\`${safe}\``
}
