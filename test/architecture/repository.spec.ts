import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { REASONS } from '../../src/kernel/reasons';
import { MIGRATIONS } from '../../src/persistence/schema';

const ROOT = join(__dirname, '..', '..');

function filesUnder(folder: string, ending: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(ROOT, folder, file));
}

const text = (file: string): string => readFileSync(file, 'utf8');
const named = (file: string): string => relative(ROOT, file);

describe('the tests', () => {
  const specs = [...filesUnder('src', '.spec.ts'), ...filesUnder('test', '.spec.ts')];

  it('are all run: none is singled out, skipped or left to be written', () => {
    const words = ['only', 'skip', 'todo', 'failing'].join('|');
    const marks = new RegExp(`\\b(?:describe|it|test)\\.(?:${words})\\b|\\b[fx](?:describe|it)\\(`);
    expect(specs.filter((file) => marks.test(text(file))).map(named)).toEqual([]);
  });

  it('all assert something', () => {
    expect(
      specs.filter((file) => !/expect[.(]|fc\.assert|describeClientContract\(/.test(text(file))).map(named),
    ).toEqual([]);
  });
});

describe('the migrations', () => {
  it('are registered, each once, in the order of their files', () => {
    const files = filesUnder('src/persistence/migrations', '.ts').map((file) => /(\d+)-[a-z-]+\.ts$/.exec(file)![1]!);
    const names = MIGRATIONS.map((migration) => new migration().name ?? '');
    expect(names.map((name) => /\d+$/.exec(name)![0])).toEqual([...files].sort());
  });
});

describe('the source', () => {
  const sources = [...filesUnder('src', '.ts'), ...filesUnder('bench', '.ts')];

  it('silences no check', () => {
    const marks = new RegExp(
      ['eslint-' + 'disable', '@ts-' + '(?:ignore|nocheck|expect-error)', '\\bas any[;,)\\].]'].join('|'),
    );
    expect(sources.filter((file) => marks.test(text(file))).map(named)).toEqual([]);
  });

  it('tells the time in one place', () => {
    const readers = sources.filter((file) => !file.endsWith('.spec.ts') && /\bDate\.now\(\)/.test(text(file)));
    expect(readers.map(named)).toEqual(['src/kernel/system-clock.ts']);
  });

  it('speaks of every reason in the documentation', () => {
    const pages = filesUnder('docs', '.md').map(text).join('\n');
    expect(REASONS.filter((reason) => !pages.includes(`\`${reason}\``))).toEqual([]);
  });
});
