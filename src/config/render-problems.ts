import type { ConfigProblem } from './problem';
import { renderPlace, renderSentence } from './problem';

const WIDTH = 80;

/** All problems for a terminal, in file order, 80 columns wide, one blank line between two. */
export function renderProblems(problems: readonly ConfigProblem[]): string {
  const title = problems.length === 1 ? 'One problem' : `${String(problems.length)} problems`;
  const blocks = problems.map((problem) =>
    [
      renderPlace(problem),
      ...wrap(`${renderSentence(problem)}.`, '  ', '  '),
      ...(problem.hint === '' ? [] : wrap(problem.hint, '  → ', '    ')),
    ].join('\n'),
  );
  return [`${title} in the configuration; nothing was started.`, ...blocks].join('\n\n') + '\n';
}

function wrap(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line);
  return lines;
}
