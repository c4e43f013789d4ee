import type { CounterKind } from '../billing/domain/usage-counters';
import { isUsageCounter, USAGE_COUNTERS } from '../billing/domain/usage-counters';
import type { Unit } from '../billing/domain/product-line';
import { suggest } from './nearest';
import { presentKeys } from './present';
import type { Finding, PathSegment } from './problem';
import type { AgreementSection, LineSection, LineOverrideSection, ProductsFile } from './products-file';

const COUNTERS = Object.keys(USAGE_COUNTERS);

/** The units that a kind of counter can be billed in. */
const UNITS_OF: Readonly<Record<CounterKind, readonly Unit[]>> = {
  count: ['count'],
  bytes: ['GB', 'TB', 'GiB', 'TiB'],
  transfer: ['GB', 'TB', 'GiB', 'TiB'],
  time: ['hours'],
};

/** The rules between the settings of products.yaml (RULES, Billing 2, 3 and 6). */
export function checkProducts(file: ProductsFile): readonly Finding[] {
  const lines = file.lines ?? [];
  return [
    ...checkAgreement(file.agreement, ['agreement']),
    ...lines.flatMap((line, index) => checkLine(line, ['lines', index])),
    ...checkNames(lines),
    ...checkSameAddition(lines),
  ];
}

function checkLine(line: LineSection, path: readonly PathSegment[]): readonly Finding[] {
  const overrides = [...(line.overrides ?? [])];
  return [
    ...checkAgreement(line.agreement, [...path, 'agreement']),
    ...checkQuantity(line, path),
    ...(line.companies?.include?.length === 0
      ? [{ path: [...path, 'companies', 'include'], message: 'is empty', hint: 'Write "*", or remove the line.' }]
      : []),
    ...overrides.flatMap(([company, override]) => checkOverride(line, override, [...path, 'overrides', company])),
  ];
}

/** An override is judged together with its line: what it does not say, the line says. */
function checkOverride(
  line: LineSection,
  override: LineOverrideSection,
  path: readonly PathSegment[],
): readonly Finding[] {
  const said = presentKeys(override);
  if (Object.keys(said).length === 0) {
    const hint = 'Name the setting that differs for this company.';
    return [{ path, message: 'changes nothing', hint, unless: [path] }];
  }
  const merged: QuantitySettings = { ...pickQuantity(line), ...said };
  const own = checkQuantity(line, path).map((finding) => finding.message);
  return [
    ...checkAgreement(override.agreement, [...path, 'agreement']),
    ...checkQuantity(merged, path).filter((finding) => !own.includes(finding.message)),
  ];
}

function checkAgreement(agreement: AgreementSection | undefined, path: readonly PathSegment[]): readonly Finding[] {
  if (agreement === undefined) return [];
  const count = Number(agreement.type !== undefined) + Number(agreement.name !== undefined);
  if (count === 1) return [];
  const message = count === 0 ? 'names no agreement' : 'has both a type and a name';
  return [{ path, message, hint: 'Write type or name.', unless: [path] }];
}

type QuantitySettings = Pick<
  LineOverrideSection,
  'counters' | 'measure' | 'unit' | 'counterUnit' | 'minimum' | 'maximum'
>;

function pickQuantity(line: LineSection): QuantitySettings {
  const { counters, measure, unit, counterUnit, minimum, maximum } = line;
  return presentKeys({ counters, measure, unit, counterUnit, minimum, maximum });
}

function checkQuantity(line: QuantitySettings, path: readonly PathSegment[]): readonly Finding[] {
  return [...checkCounters(line, path), ...checkUnit(line, path), ...checkBounds(line, path)];
}

function checkCounters({ counters = [] }: QuantitySettings, path: readonly PathSegment[]): readonly Finding[] {
  return counters.flatMap((counter, index) => {
    const place = [...path, 'counters', index];
    if (!isUsageCounter(counter)) {
      return [{ path: place, message: 'is not a usage counter of VSPC', hint: suggestCounter(counter) }];
    }
    if (counters.indexOf(counter) === index) return [];
    return [{ path: place, message: 'is named twice', hint: 'It would be billed twice: remove one.' }];
  });
}

function suggestCounter(counter: string): string {
  const hint = suggest(counter, COUNTERS);
  return hint.startsWith('Did') ? hint : 'The counters are listed in docs/configuration.md.';
}

function checkUnit(line: QuantitySettings, path: readonly PathSegment[]): readonly Finding[] {
  const kinds = [...new Set((line.counters ?? []).filter(isUsageCounter).map((name) => USAGE_COUNTERS[name]))];
  if (kinds.length === 0) return [];
  const findings: Finding[] = [];
  const unless = [[...path, 'unit']];
  const unit = line.unit ?? 'count';
  const fitting = UNITS_OF[kinds[0] ?? 'count'];
  if (kinds.some((kind) => UNITS_OF[kind] !== fitting && !UNITS_OF[kind].every((each) => fitting.includes(each)))) {
    const hint = 'Counts, bytes and times cannot be added up: make a line of each.';
    findings.push({ path: [...path, 'counters'], message: 'mixes counters of different kinds', hint });
  } else if (!fitting.includes(unit)) {
    const message = `does not fit the counters, which are billed in ${fitting.join(', ')}`;
    findings.push({ path: [...path, 'unit'], message, hint: `Write unit: ${fitting[0] ?? 'count'}.`, unless });
  }
  if (line.measure === 'sum' && kinds.some((kind) => kind === 'count' || kind === 'bytes')) {
    const hint = 'Only transfer and time counters add up over days; use last, peak or average.';
    findings.push({ path: [...path, 'measure'], message: 'adds up a counter that is a state', hint });
  }
  if ((line.unit === 'hours') !== (line.counterUnit !== undefined)) {
    const hint = 'A line in hours says counterUnit: seconds or minutes; other lines do not.';
    const message = line.unit === 'hours' ? 'is missing for hours' : 'is for lines in hours only';
    findings.push({ path: [...path, 'counterUnit'], message, hint, unless: [...unless, [...path, 'counterUnit']] });
  }
  return findings;
}

function checkBounds(line: QuantitySettings, path: readonly PathSegment[]): readonly Finding[] {
  const { minimum, maximum } = line;
  // Sixteen significant digits are more than a bound has; this is a comparison, not arithmetic on money.
  if (typeof maximum === 'string' && minimum !== undefined && Number(maximum) < Number(minimum)) {
    return [{ path: [...path, 'maximum'], message: 'is below minimum', hint: 'Exchange the two.' }];
  }
  return [];
}

function checkNames(lines: readonly LineSection[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line, index) => {
    const name = line.name?.toLowerCase();
    const first = name === undefined ? undefined : seen.get(name);
    if (name !== undefined && first === undefined) seen.set(name, index);
    if (first === undefined) return [];
    const message = `is the name of lines[${String(first)}], too`;
    return [{ path: ['lines', index, 'name'], message, hint: 'Give each line a name of its own.' }];
  });
}

/** Two lines that reach one addition overwrite each other (RULES, Billing 6); what patterns hide is found when planning. */
function checkSameAddition(lines: readonly LineSection[]): readonly Finding[] {
  return lines.flatMap((line, index) => {
    const first = lines.slice(0, index).findIndex((other) => reachesSameAddition(other, line));
    if (first < 0) return [];
    const message = `reaches the same addition as lines[${String(first)}]`;
    const hint = 'Use another product, group or agreement, or exclude the companies of one from the other.';
    return [{ path: ['lines', index, 'product'], message, hint }];
  });
}

function reachesSameAddition(left: LineSection, right: LineSection): boolean {
  if (left.product === undefined || left.product.toLowerCase() !== right.product?.toLowerCase()) return false;
  if ((left.group ?? 'default') !== (right.group ?? 'default')) return false;
  if (JSON.stringify(left.agreement) !== JSON.stringify(right.agreement)) return false;
  const [leftNames, rightNames] = [namedCompanies(left), namedCompanies(right)];
  return leftNames.some((name) => rightNames.includes(name));
}

function namedCompanies({ companies }: LineSection): readonly string[] {
  const excluded = (companies?.exclude ?? []).map((name) => name.toLowerCase());
  return (companies?.include ?? ['*']).map((name) => name.toLowerCase()).filter((name) => !excluded.includes(name));
}
