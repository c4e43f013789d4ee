import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { renderTable, type BenchTable } from './support/bench-table';

/** Every file `<name>.bench.ts` beside this one exports it. */
interface Bench {
  readonly run: () => Promise<BenchTable>;
}

const PAGE = join(__dirname, '..', 'docs', 'performance.md');

/** `npm run bench -- [name …] [--write]`: runs what is named, or all; `--write` puts the tables into docs/performance.md. */
async function main(args: readonly string[]): Promise<number> {
  const all = readdirSync(__dirname)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.slice(0, -'.bench.ts'.length))
    .sort();
  const wanted = args.filter((argument) => !argument.startsWith('--'));
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no bench called ${unknown.join(', ')}; there are: ${all.join(', ')}\n`);
    return 1;
  }
  let missed = 0;
  for (const name of wanted.length > 0 ? wanted : all) {
    process.stderr.write(`${name} …\n`);
    const bench = (await import(`./${name}.bench`)) as Bench;
    const table = await bench.run();
    missed += table.targets.filter((target) => !target.met).length;
    process.stdout.write(`${renderTable(table)}\n`);
    if (args.includes('--write')) writeInto(PAGE, name, table);
  }
  if (missed > 0) process.stderr.write(`${missed} figures missed their target\n`);
  return missed > 0 ? 1 : 0;
}

/** Replaces what stands between the marks of this bench. */
function writeInto(page: string, name: string, table: BenchTable): void {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const text = readFileSync(page, 'utf8');
  const [before, rest = ''] = text.split(open);
  const after = rest.split(close)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} has no place for ${name}`);
  const day = new Date().toISOString().slice(0, 10);
  const machine = `Measured ${day}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}.`;
  writeFileSync(page, `${before}${open}\n\n${renderTable(table)}\n${machine}\n\n${close}${after}`);
}

void main(process.argv.slice(2)).then((code) => {
  process.exit(code);
});
