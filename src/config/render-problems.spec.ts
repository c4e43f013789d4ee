import type { ConfigProblem } from './problem';
import { ConfigProblemsError, renderPath } from './problem';
import { renderProblems } from './render-problems';

const PROBLEM: ConfigProblem = {
  file: 'config/bridge.yaml',
  path: 'connectwise.privateKey',
  line: 31,
  column: 3,
  message: 'needs the environment variable CW_PRIVATE_KEY_OF_THE_SECOND_INSTALLATION, which is not set',
  hint: 'Set it and start again.',
};

it('names place, sentence and fix within 80 columns', () => {
  const text = renderProblems([PROBLEM, { ...PROBLEM, path: '', line: null, column: null, message: 'does not exist' }]);
  expect(text).toBe(`2 problems in the configuration; nothing was started.

config/bridge.yaml:31:3
  connectwise.privateKey needs the environment variable
  CW_PRIVATE_KEY_OF_THE_SECOND_INSTALLATION, which is not set.
  → Set it and start again.

config/bridge.yaml
  the file does not exist.
  → Set it and start again.
`);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('is an error for operators that carries the problems as plain data', () => {
  const error = new ConfigProblemsError([PROBLEM]);
  expect(error.kind).toBe('config');
  expect(error.message).toContain('config/bridge.yaml:31:3 connectwise.privateKey needs');
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ kind: 'config', problems: [PROBLEM] });
});

it.each([
  [['vspc', 0, 'apiKey'], 'vspc[0].apiKey'],
  [['lines', 2, 'overrides', 'Alpha & Co'], 'lines[2].overrides["Alpha & Co"]'],
  [['automatic', 'external-id'], 'automatic.external-id'],
  [['http', '(key not shown)'], 'http.(key not shown)'],
  [[], ''],
])('the path %j reads %s', (path, text) => {
  expect(renderPath(path)).toBe(text);
});
