import type { ContentField, Page } from './build-page';
import type { DocumentationField } from './documentation-settings';
import { escapeHtml } from './escape-html';
import { htmlToText } from './html-to-text';
import type { OverallStatus } from './overall-status';
import type { LabelTone } from './page-cell';
import { labelCell } from './page-cell';
import { readBlocks, type TextBlock } from './read-blocks';

const TONES: Readonly<Record<OverallStatus, LabelTone>> = {
  Failed: 'danger',
  'At risk': 'warning',
  'No data': 'info',
  Protected: 'success',
};

/** The few rules of Bootstrap 3 that the tables use: a page by itself looks as it does inside IT Glue. */
const STYLE = [
  'body{font:14px/1.4 sans-serif;margin:1em;max-width:75em;color:#333}',
  'table{border-collapse:collapse;width:100%}',
  'th,td{border:1px solid #ddd;padding:4px 6px;text-align:left;vertical-align:top}',
  '.label{border-radius:3px;color:#fff;padding:1px 6px;white-space:nowrap;font-weight:bold;font-size:85%}',
  '.label-danger{background:#d9534f}.label-warning{background:#b8741a}.label-success{background:#3d8b3d}',
  '.label-info{background:#31708f}.label-default{background:#777}',
  '.alert-warning{background:#fcf8e3;border:1px solid #faebcc;padding:8px}',
  'dt{font-weight:bold}dd{margin:0 0 .5em}h2{margin:1.2em 0 .4em;font-size:18px}',
  '@media print{a{color:inherit}tr{break-inside:avoid}}',
].join('');

/** The text boxes of a page, in its order. */
const TEXT_BOXES: readonly ContentField[] = [
  'jobs',
  'workloads',
  'repositories',
  'microsoft365',
  'licences',
  'tickets',
  'billing',
  'sources',
];

/** In the heading, or as text boxes. */
const SHOWN_ELSEWHERE: ReadonlySet<DocumentationField> = new Set(['company', 'status', 'statusReason', ...TEXT_BOXES]);

/** A page as one HTML document, for `documentation preview --html` and for eyes without an IT Glue. */
export function renderPageHtml(page: Page, titles: ReadonlyMap<DocumentationField, string>): string {
  const title = escapeHtml(page.organization.name);
  const badge = labelCell(page.status, TONES[page.status]).html;
  const facts = shortFields(page, titles).map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${value}</dd>`);
  const boxes = textBoxes(page, titles).map(([name, html]) => `<h2>${escapeHtml(name)}</h2>${html}`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title><style>${STYLE}</style></head><body>`,
    `<h1>${title} ${badge}</h1><p>${escapeHtml(page.reason)}</p><dl>${facts.join('')}</dl>${boxes.join('')}`,
    '</body></html>',
  ].join('\n');
}

/** A page as a terminal can lay it out. */
export interface PageText {
  readonly name: string;
  readonly status: OverallStatus;
  readonly reason: string;
  readonly facts: readonly { readonly title: string; readonly text: string }[];
  readonly boxes: readonly { readonly title: string; readonly blocks: readonly TextBlock[] }[];
}

export function describePage(page: Page, titles: ReadonlyMap<DocumentationField, string>): PageText {
  return {
    name: page.organization.name,
    status: page.status,
    reason: page.reason,
    facts: shortFields(page, titles).map(([title, value]) => ({ title, text: htmlToText(value).join(' ') })),
    boxes: textBoxes(page, titles).map(([title, html]) => ({ title, blocks: readBlocks(html) })),
  };
}

/** Titles with values as HTML; what a page does not know is left out. */
function shortFields(page: Page, titles: ReadonlyMap<DocumentationField, string>): (readonly [string, string])[] {
  return [...titles].flatMap(([field, title]) => {
    if (field === 'devices' || SHOWN_ELSEWHERE.has(field)) return [];
    const value = page.fields[field]?.value ?? null;
    return value === null ? [] : [[title, escapeHtml(String(value))] as const];
  });
}

function textBoxes(page: Page, titles: ReadonlyMap<DocumentationField, string>): (readonly [string, string])[] {
  return TEXT_BOXES.flatMap((field) => {
    const title = titles.get(field);
    const value = page.fields[field]?.value;
    return title === undefined || typeof value !== 'string' ? [] : [[title, value] as const];
  });
}
