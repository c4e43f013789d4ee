/** The lines that a reader of our HTML sees: a row of a table is a line, its cells separated by bars. */
export function htmlToText(html: string): string[] {
  return (
    html
      .replace(/<\/(th|td)>\s*<(th|td)[^>]*>/g, ' | ')
      .replace(/<br\s*\/?>/g, ': ')
      .replace(/<\/(tr|p|div|table|h\d)>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&#96;', '`')
      // Last, or an escaped entity would become what it only names.
      .replaceAll('&amp;', '&')
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '')
  );
}
