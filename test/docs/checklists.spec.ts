import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { STATUS_TABLE } from '../contract/client-contract';
import { ROOT, listCommittedFiles, readFromRoot } from '../support/committed-files';
import { SWITCH_NAMES } from '../../src/sandbox/itglue/switches';
import { Switches as ConnectWiseSwitches } from '../../src/sandbox/connectwise/switches';
import { Switches as VspcSwitches } from '../../src/sandbox/vspc/switches';
import { OPEN_QUESTIONS } from '../support/open-questions';
import { readTable } from '../support/markdown-tables';

const CHECKLISTS = 'docs/vendors/checklists.md';

/** `src/x.spec.ts`: `name of a test`, as the tables of docs/ point to tests. */
const POINTER = /`((?:src|test)\/[\w./-]+\.ts)`: `([^`]+)`/g;

function listPointers(): readonly (readonly [string, string, string])[] {
  return listCommittedFiles()
    .filter((path) => path.endsWith('.md'))
    .flatMap((document) =>
      [...readFromRoot(document).matchAll(POINTER)].map(
        ([, file = '', name = '']) => [document, file, name.trim()] as const,
      ),
    );
}

/** A name is found where the file has it as a text of its own, in quotes of any kind. */
function hasTest(file: string, name: string): boolean {
  if (!existsSync(join(ROOT, file))) return false;
  const text = readFromRoot(file);
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
}

it('every test that a document names exists', () => {
  const pointers = listPointers();
  expect(pointers.length).toBeGreaterThan(100);
  expect(pointers.filter(([, file, name]) => !hasTest(file, name))).toEqual([]);
});

it('a test that is not there would be missed', () => {
  expect(hasTest(CHECKLISTS, 'a test that nobody wrote')).toBe(false);
  expect(hasTest('test/docs/nothing.spec.ts', 'anything')).toBe(false);
});

it.each([
  ['VSPC', 8],
  ['ConnectWise', 11],
  ['IT Glue', 26],
])('every row of the %s checklist points to a test, or says why there is none', (vendor, topics) => {
  const rows = readTable(CHECKLISTS, `## ${vendor}`);
  expect(new Set(rows.map(([topic]) => topic)).size).toBe(topics);
  for (const [topic, , evidence = ''] of rows) {
    expect([topic, /(src|test)\/.+: .+/.test(evidence)]).toEqual([topic, true]);
  }
});

it('the table of statuses is the one that the clients are held to', () => {
  const rows = readTable(CHECKLISTS, '## Statuses').map(([status, kind]) => [Number(status), kind]);
  expect(rows).toEqual(STATUS_TABLE);
});

const QUESTIONS = 'docs/vendors/open-questions.md';

it.each([
  ['VSPC', 'vspc', Object.keys(new VspcSwitches().all())],
  ['ConnectWise', 'connectwise', Object.keys(new ConnectWiseSwitches().toJson())],
  ['IT Glue', 'itglue', SWITCH_NAMES],
] as const)('what the documents of %s leave open is listed, and tried both ways', (title, system, switches) => {
  const rows = readTable(QUESTIONS, `## ${title}`);
  const questions = OPEN_QUESTIONS.filter((question) => question.system === system);
  expect(rows.map(([name = '']) => name.replaceAll('`', '')).sort()).toEqual([...switches].sort());
  expect(questions.map(({ name }) => name).sort()).toEqual([...switches].sort());
  for (const [name = '', , standIn = '', streams = ''] of rows) {
    const { others } = questions.find((question) => `\`${question.name}\`` === name || question.name === name)!;
    expect([name, /spec\.ts`?: /.test(standIn)]).toEqual([name, true]);
    expect([name, streams.startsWith('told: ')]).toEqual([name, others.length === 0]);
  }
});
