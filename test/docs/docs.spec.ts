import { existsSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import type { CliContext } from '../../src/cli/cli-context';
import { runCli } from '../../src/cli/program';
import { Redactor } from '../../src/kernel/redaction';
import { REASONS } from '../../src/kernel/reasons';
import { Metrics } from '../../src/web/metrics';
import { ROOT, listCommittedFiles, readFromRoot } from '../support/committed-files';
import { listTables } from '../support/markdown-tables';

const DOCUMENTS = listCommittedFiles().filter((path) => path.endsWith('.md'));
const TEXTS = listCommittedFiles().filter((path) => !/\.(png|ico|jpg|gz)$/.test(path));

/** What a command prints for `--help`. */
async function helpOf(...command: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const terminal = {
    out: (text: string) => printed.push(text),
    err: (text: string) => printed.push(text),
    isInteractive: false,
    hasColors: false,
    columns: 80,
  };
  const { signal: stop } = new AbortController();
  const context: CliContext = { terminal, env: {}, redactor: new Redactor(), confirm: null, stop };
  await runCli([...command, '--help'], context);
  return printed.join('');
}

function commandsIn(help: string): readonly string[] {
  const [, list = ''] = help.split('\nCommands:\n');
  return [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
}

/** Every command with its sub-commands. */
async function commandTree(): Promise<ReadonlyMap<string, readonly string[]>> {
  const tree = new Map<string, readonly string[]>();
  for (const name of commandsIn(await helpOf())) tree.set(name, commandsIn(await helpOf(name)));
  return tree;
}

interface ShownCommand {
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** What a text shows as code: `vspc-bridge billing approve --all`, or `billing approve` alone; names of tests are none. */
function commandsShown(text: string, groups: readonly string[]): readonly ShownCommand[] {
  const blocks = [...text.matchAll(/^```.*\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const prose = text.replace(/^```[^]*?^```/gm, '').replace(/`[^`]+\.ts`: `[^`]+`/g, '');
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  return [...blocks, ...spans].flatMap((code) => {
    const named = /(?<![\w/.-])vspc-bridge ([a-z].*)$/.exec(code)?.[1];
    const grouped = groups.includes(code.split(' ')[0] ?? '') && / [a-z]/.test(code) ? code : undefined;
    const shown = (named ?? grouped)?.replace(/\s#.*$/, '').split(/\s+/);
    if (!shown) return [];
    return [{ words: shown, options: shown.filter((word) => /^--[a-z]/.test(word)) }];
  });
}

/** GitHub's and Forgejo's rule for the anchors of headings. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFromRoot(document);

  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? document : normalize(join(dirname(document), path));
      if (!existsSync(join(ROOT, target))) return true;
      if (anchor === undefined || statSync(join(ROOT, target)).isDirectory()) return false;
      return !anchorsOf(readFromRoot(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('shows commands and options that exist', async () => {
    const tree = await commandTree();
    expect(tree.size).toBeGreaterThan(10);
    const groups = [...tree].filter(([, children]) => children.length > 0).map(([name]) => name);
    for (const { words, options } of commandsShown(text, groups)) {
      const [name = '', second = ''] = words;
      expect([words, tree.has(name)]).toEqual([words, true]);
      const children = tree.get(name) ?? [];
      if (children.length > 0) expect([words, children.includes(second)]).toEqual([words, true]);
      const help = await helpOf(...(children.length > 0 ? [name, second] : [name]));
      for (const option of options) expect([words, option, help.includes(option)]).toEqual([words, option, true]);
    }
  });
});

it('README names the two commands, and enough of the others for them to be looked at', () => {
  const readme = readFromRoot('README.md');
  expect(commandsShown(readme, ['companies', 'billing']).length).toBeGreaterThan(15);
  expect(readme).toContain('`npm start`');
  expect(readme).toContain('`npm test`');
  expect(readme).toContain('`npm start -- --once`');
});

it('every reason is explained, once, and nothing else is', () => {
  const explained = listTables('docs/reasons.md').map(([reason = '']) => reason);
  expect(explained.sort()).toEqual([...REASONS].sort());
});

it('every metric is named, and nothing else is', async () => {
  const metrics = await new Metrics().registry.getMetricsAsJSON();
  const own = metrics.map(({ name }) => name).filter((name) => name.startsWith('vspc_bridge_'));
  const named = [...readFromRoot('docs/operations.md').matchAll(/`(vspc_bridge_\w+)`/g)].map(([, name]) => name);
  expect(own.length).toBeGreaterThan(5);
  expect([...new Set(named)].sort()).toEqual(own.sort());
});

it('every folder of the source has its line in the architecture', () => {
  const folders = new Set(TEXTS.flatMap((path) => /^src\/[^/]+(?=\/)/.exec(path)?.[0] ?? []));
  const text = readFromRoot('docs/architecture.md');
  expect([...folders].filter((folder) => !text.includes(`| \`${folder}\``))).toEqual([]);
});

it('every page of docs/ can be reached from README', () => {
  const seen = new Set<string>();
  const open = ['README.md'];
  for (let document = open.pop(); document !== undefined; document = open.pop()) {
    seen.add(document);
    const folder = dirname(document);
    const links = [...readFromRoot(document).matchAll(/\]\(([^)\s:#]+\.md)[^)]*\)/g)];
    open.push(...links.map(([, link = '']) => normalize(join(folder, link))).filter((path) => !seen.has(path)));
  }
  const pages = DOCUMENTS.filter((path) => path.startsWith('docs/') && !path.startsWith('docs/decisions/'));
  expect(pages.filter((path) => !seen.has(path))).toEqual([]);
});

// Composed, so that this file does not hold what it looks for.
const FOLDERS_OF_MACHINES = ['home', 'Users', 'root', 'work'].map((name) => new RegExp(`(?<![\\w.*)])/${name}/`));
const HOSTS_OF_REGISTRIES = ['registry\\.', 'npm' + 'js\\.', 'verdac' + 'cio', 'artifac' + 'tory'].map(
  (name) => new RegExp(`//[\\w.-]*${name}`, 'i'),
);

it.each([
  ['no folder of a machine', FOLDERS_OF_MACHINES],
  ['no host of a registry', HOSTS_OF_REGISTRIES],
])('%s is in any committed text', (_what, patterns) => {
  const hits = TEXTS.flatMap((path) =>
    readFromRoot(path)
      .split('\n')
      .filter((line) => patterns.some((pattern) => pattern.test(line)))
      .map((line) => `${path}: ${line.slice(0, 160)}`),
  );
  expect(hits).toEqual([]);
});

it('neither is the name or the home of this machine', () => {
  const secrets = [hostname(), homedir()].filter((name) => name.length > 6 && !name.includes('localhost'));
  const hits = TEXTS.filter((path) => secrets.some((name) => readFromRoot(path).includes(name)));
  expect(hits).toEqual([]);
});
