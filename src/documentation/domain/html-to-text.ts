const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
  '&nbsp;': ' ',
};

/** The lines that a reader of our HTML sees: a row of a table is a line, its cells separated by bars. */
export function htmlToText(html: string): string[] {
  return html
    .replace(/<\/(th|td)>\s*<(th|td)[^>]*>/g, ' | ')
    .replace(/<br\s*\/?>/g, ': ')
    .replace(/<\/(tr|p|div|table|h\d)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39|#96);/g, (entity) => ENTITIES[entity] ?? entity)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}
