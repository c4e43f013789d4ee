import { compareNames } from '../src/mapping/domain/compare-names';
import { desiredLinks } from '../src/mapping/domain/desired-links';
import type { MappingObservation } from '../src/mapping/domain/mapping-observation';
import { NameIndex } from '../src/mapping/domain/name-index';
import { parseCompanyName } from '../src/mapping/domain/parse-name';
import { cw, observed, vspc } from '../test/support/mapping-world';

const LARGE = 20_000;
const SMALL = 2_000;
const STARTS =
  'Quor Velm Brax Tesk Ondr Jarv Milq Harv Culd Drev Fenz Gorl Iskr Kelm Lorv Nask Pryn Rusk Sylm Trov'.split(' ');
const MIDDLES = 'ame and ast ava ebr elu emo ent err esq ida ife ils imo ino ipo ode ola oma ond'.split(' ');
const ENDS = 'ra dor tra ne ook nd or is an ue le rn ey nt va nt ll ne ch er'.split(' ');
const TRADES = [
  'Logistics',
  'Dental',
  'Orchards',
  'Machining',
  'Archive',
  'Ferries',
  'Foods',
  'Optics',
  'Timber',
  'Housing',
];
const NOISE: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name.toUpperCase()} LLC`,
  (name) => `${name.slice(0, 5)}${name.slice(6)}`,
  (name) => `[4711] The ${name}, Inc.`,
];

export interface BlockingCost {
  readonly large: number;
  readonly small: number;
  readonly largeSeconds: number;
  readonly largeMegabytes: number;
  /** Comparing all pairs ÷ the bridge, at the small size. */
  readonly timeRatio: number;
  /** All pairs ÷ the pairs that the bridge compares, at the small size. */
  readonly pairRatio: number;
}

/** What a first pass over two long lists costs, in which nothing but names links. */
export function measureBlocking(): BlockingCost {
  const small = world(SMALL);
  const byBridge = seconds(() => desiredLinks(small));
  const byAllPairs = seconds(() => compareAllPairs(small));
  const large = world(LARGE);
  const before = process.memoryUsage().rss;
  let linked = 0;
  const largeSeconds = seconds(() => {
    linked = desiredLinks(large).filter(({ link }) => link.state !== 'unlinked').length;
  });
  if (linked < LARGE / 2) throw new Error(`only ${linked} of ${LARGE} found`);
  const grown = process.memoryUsage().rss - before;
  return {
    large: LARGE,
    small: SMALL,
    largeSeconds,
    largeMegabytes: grown / 1e6,
    timeRatio: byAllPairs / byBridge,
    pairRatio: (SMALL * SMALL) / comparedPairs(small),
  };
}

function world(size: number): MappingObservation {
  return observed({
    vspc: Array.from({ length: size }, (_, index) => vspc(`uid-${index}`, noisy(index))),
    connectwise: Array.from({ length: size }, (_, index) => cw(index + 1, nameOf(index))),
  });
}

/** Distinct for the first 80,000. */
function nameOf(index: number): string {
  const [a, b, c] = [index % 20, Math.floor(index / 20) % 20, Math.floor(index / 400) % 20];
  const lap = Math.floor(index / 8000);
  return `${STARTS[a] ?? ''}${MIDDLES[b] ?? ''}${ENDS[c] ?? ''} ${TRADES[(index + lap) % 10] ?? ''}`;
}

function noisy(index: number): string {
  return (NOISE[index % NOISE.length] ?? String)(nameOf(index));
}

function compareAllPairs({ vspc: left, connectwise: right }: MappingObservation): number {
  const names = right.map((company) => parseCompanyName(company.name));
  let alike = 0;
  for (const company of left) {
    const name = parseCompanyName(company.name);
    for (const other of names) if (compareNames(name, other)) alike += 1;
  }
  return alike;
}

function comparedPairs({ vspc: left, connectwise: right }: MappingObservation): number {
  const index = new NameIndex(right, (company) => company.name);
  return left.reduce((sum, { name }) => sum + index.comparableTo(parseCompanyName(name)).size, 0);
}

/** Of one core, whatever else the machine does. */
function seconds(work: () => unknown): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}
