import type { PlannedProblem } from '../../kernel/change';
import { compareText } from '../../kernel/compare';
import type { LineResult } from './line-result';

const EXAMPLES = 3;

/**
 * Lines that are held for want of an addition, told together: the first pass finds hundreds of them.
 *
 * | active additions of the product | problem                | decided by                         |
 * | ------------------------------- | ---------------------- | ---------------------------------- |
 * | one each                        | one for all lines      | `billing adopt --all-matching`     |
 * | several                         | one for each product line | `billing adopt`, one by one     |
 * | none                            | one for each product line | an addition, or `createMissing` |
 */
export function listAdditionProblems(results: readonly LineResult[]): readonly PlannedProblem[] {
  const waiting = results.filter(({ verdict }) => verdict.kind === 'held' && verdict.reason === 'no-addition');
  return [
    ...adoptable(waiting.filter(({ candidates }) => candidates.length === 1)),
    ...byLine(waiting.filter(({ candidates }) => candidates.length > 1)).map(choice),
    ...byLine(waiting.filter(({ candidates }) => candidates.length === 0)).map(absence),
  ];
}

function adoptable(lines: readonly LineResult[]): readonly PlannedProblem[] {
  const [first] = lines;
  if (!first) return [];
  const addition = first.candidates[0]?.id ?? 0;
  const example = `${first.company.name}, line ${first.line}: addition ${addition}`;
  const one = `vspc-bridge billing adopt --company cw:${first.company.id} --line ${first.line} --addition ${addition}`;
  return [
    problem(
      'adopt',
      lines.length === 1
        ? `An addition is not given to the bridge yet: ${example}.`
        : `${lines.length} additions are not given to the bridge yet, for example ${example}.`,
      lines.length === 1
        ? `Adopt it: ${one}`
        : 'Look at them and adopt them with: vspc-bridge billing adopt --all-matching',
    ),
  ];
}

type LineGroup = readonly [LineResult, ...LineResult[]];

function choice(lines: LineGroup): PlannedProblem {
  const [{ company, line, settings, candidates }] = lines;
  const ids = candidates.map(({ id }) => id).join(', ');
  return problem(
    `choose/${line}`,
    `Line ${line}: ${companies(lines)} more than one addition of ${settings.product}, for example ${company.name}: ${ids}.`,
    `Choose: vspc-bridge billing adopt --company cw:${company.id} --line ${line} --addition <id>`,
  );
}

function absence(lines: LineGroup): PlannedProblem {
  const [{ line, settings }] = lines;
  const examples = lines.slice(0, EXAMPLES).map(({ company }) => company.name);
  const rest = lines.length > EXAMPLES ? ' and others' : '';
  return problem(
    `missing/${line}`,
    `Line ${line}: ${companies(lines)} no addition of ${settings.product}, which is used: ${examples.join(', ')}${rest}.`,
    `Add ${settings.product} to the agreement, then: vspc-bridge billing adopt --all-matching. Or set createMissing: true.`,
  );
}

function companies(lines: LineGroup): string {
  return lines.length === 1 ? 'one company has' : `${lines.length} companies have`;
}

function byLine(lines: readonly LineResult[]): readonly LineGroup[] {
  const groups = new Map<string, [LineResult, ...LineResult[]]>();
  for (const result of lines) {
    const group = groups.get(result.line);
    if (group) group.push(result);
    else groups.set(result.line, [result]);
  }
  return [...groups].sort(([left], [right]) => compareText(left, right)).map(([, group]) => group);
}

function problem(id: string, message: string, hint: string): PlannedProblem {
  return { id: `billing/no-addition/${id}`, system: 'connectwise', kind: 'no-addition', message, hint };
}
