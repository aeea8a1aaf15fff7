/** A date, or a time in UTC, as ISO 8601 has them; undefined where it is none. */
export const sinceIn = (text: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
