import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceRows } from '../../test/support/reference-rows';
import { USAGE_COUNTERS } from '../billing/domain/usage-counters';
import { TEMPLATE_VARIABLES } from '../tickets/domain/template-variables';
import { BridgeFile } from './bridge-file';
import { CompaniesFile } from './companies-file';
import { DocumentationFile } from './documentation-file';
import { ProductsFile } from './products-file';
import { TicketsFile } from './tickets-file';

const DOCUMENT = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');

/** Rows of the tables below a heading, cell by cell, without the marks of code. */
function documented(heading: string): readonly (readonly string[])[] {
  const start = DOCUMENT.indexOf(`\n${heading}\n`);
  expect(start).toBeGreaterThan(0);
  const section = DOCUMENT.slice(start + 1).split(/\n#+ /)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

it.each([
  ['config/bridge.yaml', BridgeFile],
  ['mappings/companies.yaml', CompaniesFile],
  ['mappings/tickets.yaml', TicketsFile],
  ['mappings/products.yaml', ProductsFile],
  ['mappings/documentation.yaml', DocumentationFile],
])('every setting of %s is documented with type, default and meaning, and nothing else is', (file, section) => {
  const expected = referenceRows(section).map((row) => [row.path, row.type, row.preset, row.meaning]);
  expect(documented(`## ${file}`)).toEqual(expected);
});

it('every variable of the templates is documented', () => {
  const expected = Object.entries(TEMPLATE_VARIABLES).map(([name, { meaning }]) => [name, meaning]);
  expect(documented('### Variables of the templates')).toEqual(expected);
});

it('every counter is documented with its kind', () => {
  for (const [counter, kind] of Object.entries(USAGE_COUNTERS)) {
    const row = DOCUMENT.split('\n').find((line) => line.includes(`\`${counter}\``));
    expect([counter, row?.split('|')[1]?.trim()]).toEqual([counter, kind]);
  }
});
