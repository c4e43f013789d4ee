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
  'body{font:14px/1.43 "Helvetica Neue",Helvetica,Arial,sans-serif;margin:20px auto;max-width:1000px;padding:0 15px;color:#333}',
  'h1{font-size:28px;font-weight:500;margin:0 0 12px}h1 .label{font-size:16px;vertical-align:4px}',
  'h2{font-size:18px;font-weight:500;margin:24px 0 8px;padding-bottom:4px;border-bottom:1px solid #eee}',
  'table{border-collapse:collapse;width:100%;margin-bottom:8px}',
  'th,td{border:1px solid #ddd;padding:5px 8px;text-align:left;vertical-align:top}',
  'th{background:#f9f9f9}tr.danger td{background:#fdf3f3}a{color:#286090}',
  '.label{border-radius:3px;color:#fff;padding:2px 7px;white-space:nowrap;font-weight:bold;font-size:85%}',
  '.label-danger{background:#d9534f}.label-warning{background:#b8741a}.label-success{background:#3d8b3d}',
  '.label-info{background:#31708f}.label-default{background:#777}',
  '.alert{border:1px solid;border-radius:4px;padding:10px 15px;margin:0 0 16px}',
  '.alert-danger{background:#f2dede;border-color:#ebccd1}.alert-warning{background:#fcf8e3;border-color:#faebcc}',
  '.alert-success{background:#dff0d8;border-color:#d6e9c6}.alert-info{background:#d9edf7;border-color:#bce8f1}',
  'dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(125px,1fr));gap:12px;margin:0;align-items:end}',
  'dt{color:#777;font-size:12px}dd{margin:0;font-size:16px}',
  'footer{color:#777;font-size:12px;margin-top:24px;border-top:1px solid #eee;padding-top:8px}',
  '@media print{body{margin:0;max-width:none;font-size:12px}a{color:inherit}tr{break-inside:avoid}h2{break-after:avoid}',
  'th,td{padding:3px 5px}',
  // Paper does not scroll.
  'div{overflow:visible!important}',
  '*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}',
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

/** What only the bridge needs stands at the end. */
const OF_THE_BRIDGE: ReadonlySet<DocumentationField> = new Set(['sourceKey', 'generatedAt']);

/** A page as one HTML document, for `documentation preview --html` and for eyes without an IT Glue. */
export function renderPageHtml(page: Page, titles: ReadonlyMap<DocumentationField, string>): string {
  const title = escapeHtml(page.organization.name);
  const badge = labelCell(page.status, TONES[page.status]).html;
  const fields = shortFields(page, titles);
  const facts = fields.map(({ field, title: name, value }) =>
    OF_THE_BRIDGE.has(field) ? '' : `<div><dt>${escapeHtml(name)}</dt><dd>${value}</dd></div>`,
  );
  const footer = fields.map(({ field, title: name, value }) =>
    OF_THE_BRIDGE.has(field) ? `${escapeHtml(name)}: ${value}<br>` : '',
  );
  const boxes = textBoxes(page, titles).map(([name, html]) => `<h2>${escapeHtml(name)}</h2>${html}`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title><style>${STYLE}</style></head><body>`,
    `<h1>${title} ${badge}</h1><p class="alert alert-${TONES[page.status]}">${escapeHtml(page.reason)}</p>`,
    `<dl>${facts.join('')}</dl>${boxes.join('')}<footer>${footer.join('')}</footer>`,
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
    facts: shortFields(page, titles).map(({ title, value }) => ({ title, text: htmlToText(value).join(' ') })),
    boxes: textBoxes(page, titles).map(([title, html]) => ({ title, blocks: readBlocks(html) })),
  };
}

interface ShortField {
  readonly field: DocumentationField;
  readonly title: string;
  /** HTML. */
  readonly value: string;
}

/** What a page does not know is left out. */
function shortFields(page: Page, titles: ReadonlyMap<DocumentationField, string>): ShortField[] {
  return [...titles].flatMap(([field, title]) => {
    if (field === 'devices' || SHOWN_ELSEWHERE.has(field)) return [];
    const value = page.fields[field]?.value ?? null;
    return value === null ? [] : [{ field, title, value: escapeHtml(String(value)) }];
  });
}

function textBoxes(page: Page, titles: ReadonlyMap<DocumentationField, string>): (readonly [string, string])[] {
  return TEXT_BOXES.flatMap((field) => {
    const title = titles.get(field);
    const value = page.fields[field]?.value;
    return title === undefined || typeof value !== 'string' ? [] : [[title, value] as const];
  });
}
