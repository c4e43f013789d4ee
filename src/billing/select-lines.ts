import type { JsonValue } from '../kernel/json';
import { OperatorError } from '../kernel/operator-error';
import { isApprovable } from './domain/evaluate-billing';
import type { LineResult } from './domain/line-result';
import { namesCompany } from './domain/match-company';

/** Which lines a person means; exactly one of the four. */
export interface LineSelection {
  readonly ids?: readonly string[];
  /** A REF or a name. */
  readonly company?: string;
  /** The id of a run or of a plan: what it held, as far as nothing has moved since. */
  readonly run?: string;
  readonly all?: boolean;
}

/** One hold of a stored plan, as far as it matters here. */
export interface PlannedHold {
  readonly outcome: string;
  readonly subject: { readonly key: string };
  readonly before: JsonValue;
  readonly after: JsonValue;
}

export interface SelectedLines {
  readonly chosen: readonly LineResult[];
  /** Lines that wait for another change now than the one that was seen. */
  readonly moved: readonly string[];
}

/** @throws OperatorError for what names no line, and for a line that waits for no approval */
export function selectLines(results: readonly LineResult[], selection: Omit<LineSelection, 'run'>): SelectedLines {
  const { ids, company, all } = selection;
  if (all === true) return waiting(results);
  if (company !== undefined) return waiting(linesOfCompany(results, company));
  return waiting(namedLines(results, ids ?? []));
}

/** What a run held and still waits for the same. */
export function selectHolds(results: readonly LineResult[], plan: readonly PlannedHold[]): SelectedLines {
  const held = new Map(plan.filter(({ outcome }) => outcome === 'held').map((hold) => [hold.subject.key, hold]));
  const { chosen } = waiting(results.filter(({ id }) => held.has(id)));
  const isSame = ({ id, before, after }: LineResult): boolean =>
    held.get(id)?.before === before && held.get(id)?.after === after;
  return {
    chosen: chosen.filter(isSame),
    moved: chosen.filter((result) => !isSame(result)).map(({ id }) => id),
  };
}

function waiting(results: readonly LineResult[]): SelectedLines {
  return { chosen: results.filter(isApprovable), moved: [] };
}

/** Of a company, or those that are named; all where nothing is said. @throws OperatorError for what names no line */
export function linesOf(
  results: readonly LineResult[],
  { company, lines = [] }: { readonly company?: string; readonly lines?: readonly string[] },
): readonly LineResult[] {
  const ofCompany = company === undefined ? results : linesOfCompany(results, company);
  return lines.length === 0 ? ofCompany : findLines(ofCompany, lines);
}

/** What a run or plan held or would change, whatever it waits for now. */
export function linesOfRun(results: readonly LineResult[], plan: readonly PlannedHold[] | null): readonly LineResult[] {
  if (plan === null) return results;
  const keys = new Set(plan.map(({ subject }) => subject.key));
  return results.filter(({ id }) => keys.has(id));
}

/** @throws OperatorError when the reference fits no company, or several */
export function linesOfCompany(results: readonly LineResult[], reference: string): readonly LineResult[] {
  const found = results.filter(({ company }) => namesCompany(reference, company));
  if (found.length === 0) {
    throw new OperatorError(
      'unknown-company',
      `No company with a billing line is known as ${reference}.`,
      'List them with: vspc-bridge companies list',
    );
  }
  const companies = new Map(found.map(({ company }) => [company.id, company.name]));
  if (companies.size > 1) {
    const names = [...companies].map(([id, name]) => `cw:${id} (${name})`).join(', ');
    throw new OperatorError(
      'ambiguous-company',
      `${reference} fits ${companies.size} companies: ${names}.`,
      'Name one of them by its reference.',
    );
  }
  return found;
}

function findLines(results: readonly LineResult[], ids: readonly string[]): readonly LineResult[] {
  const wanted = new Set(ids);
  const found = results.filter((result) => wanted.has(result.id));
  const missing = [...wanted].filter((id) => !found.some((result) => result.id === id));
  if (missing.length > 0 || wanted.size === 0) {
    throw new OperatorError(
      'unknown-line',
      missing.length > 0 ? `There is no line ${missing.join(', ')}.` : 'No line was named.',
      'The ids are shown by: vspc-bridge billing preview',
    );
  }
  return found;
}

function namedLines(results: readonly LineResult[], ids: readonly string[]): readonly LineResult[] {
  const found = findLines(results, ids);
  const idle = found.find((result) => !isApprovable(result));
  if (idle) {
    throw new OperatorError(
      'nothing-to-decide',
      `${idle.id} does not wait for an approval (${idle.verdict.reason}: ${idle.verdict.detail}).`,
      'What waits is shown by: vspc-bridge billing preview',
    );
  }
  return found;
}
