/** A column of the page; numbers stand to the right. */
export type HtmlColumn<Row> = readonly [title: string, show: (row: Row) => string, kind?: 'number'];

export interface HtmlPage<Row> {
  readonly title: string;
  /** One sentence above the table. */
  readonly summary: string;
  readonly columns: readonly HtmlColumn<Row>[];
}

/** Rows are coloured by what becomes of them. */
interface HtmlRow {
  readonly state: string;
}

/** One page that can be mailed: no script, nothing from elsewhere, every text escaped. */
export function renderHtmlPage<Row extends HtmlRow>(page: HtmlPage<Row>, rows: readonly Row[]): string {
  const title = escapeHtml(page.title);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<h1>${title}</h1>`,
    `<p>${escapeHtml(page.summary)}</p>`,
    `<table><thead><tr>${page.columns.map(([name]) => `<th>${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map((row) => renderRow(page.columns, row)),
    '</tbody></table></body></html>',
    '',
  ].join('\n');
}

function renderRow<Row extends HtmlRow>(columns: readonly HtmlColumn<Row>[], row: Row): string {
  const cells = columns.map(([, show, kind]) => {
    return `<td${kind === 'number' ? ' class="number"' : ''}>${escapeHtml(show(row))}</td>`;
  });
  return `<tr class="${escapeHtml(row.state)}">${cells.join('')}</tr>`;
}

const STYLE =
  'body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse}' +
  'td,th{border:1px solid #ccc;padding:3px 8px;text-align:left;vertical-align:top}th{background:#eee;position:sticky;top:0}' +
  '.number{text-align:right;white-space:nowrap}.held,.blocked{background:#fff3d6}.planned,.approved{background:#e3f4e3}' +
  '.failed{background:#fde0e0}';

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
