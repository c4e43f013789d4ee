import { OperatorError } from '../kernel/operator-error';

export type PathSegment = string | number;

/** What a check found at a place in a file, before the place has a line. Never holds a configured value. */
export interface Finding {
  readonly path: readonly PathSegment[];
  /** Continues the path to a sentence: `must be a whole number`. */
  readonly message: string;
  readonly hint: string;
  /** Inferred from settings that seem absent: not said when one of these is there and could not be read. */
  readonly unless?: readonly (readonly PathSegment[])[];
}

/** One thing to mend. `line` and `column` count from 1 and are null where there is no place (a missing file). */
export interface ConfigProblem {
  readonly file: string;
  /** `vspc[0].apiKey`; empty for the file as a whole. */
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly hint: string;
}

/** Everything that is wrong with the configuration and the mappings, at once. */
export class ConfigProblemsError extends OperatorError {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super('config', summarise(problems), problems[0]?.hint ?? '');
    this.name = 'ConfigProblemsError';
  }
}

/** A key that is safe to repeat; `apiKey:secret` without its space becomes a key, and must not be shown. */
const PLAIN_KEY = /^[A-Za-z][A-Za-z_-]{0,39}$/;

export function showKey(key: string): string {
  return PLAIN_KEY.test(key) ? key : '(key not shown)';
}

/** `vspc[0].apiKey`; keys that are names stand in brackets: `lines[0].overrides["Alpha Ltd"]`. */
export function renderPath(path: readonly PathSegment[]): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${String(segment)}]`;
    else if (/^[A-Za-z$(][\w$() -]*$/.test(segment) && !/^[^(].* /.test(segment))
      text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

/** `config/bridge.yaml:12:5`, as editors and terminals link it. */
export function renderPlace(problem: ConfigProblem): string {
  if (problem.line === null) return problem.file;
  return `${problem.file}:${String(problem.line)}:${String(problem.column ?? 1)}`;
}

export function renderSentence(problem: ConfigProblem): string {
  const subject = problem.path === '' ? 'the file' : problem.path;
  return `${subject} ${problem.message}`;
}

function summarise(problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${String(problems.length)} problems`;
  const list = problems.map((problem) => `${renderPlace(problem)} ${renderSentence(problem)}`).join('; ');
  return `The configuration has ${count}, nothing was started: ${list}`;
}
