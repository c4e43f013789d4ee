import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_ENV } from '../../test/support/config-folder';
import { OperatorError } from '../kernel/operator-error';
import { Redactor } from '../kernel/redaction';
import { writeInitialFiles } from './init-files';
import { loadConfig } from './load-config';

const ALL = [
  'config/bridge.yaml',
  'config/bridge.schema.json',
  'mappings/companies.yaml',
  'mappings/tickets.yaml',
  'mappings/products.yaml',
  'mappings/documentation.yaml',
];

let targetDir: string;
beforeEach(() => {
  targetDir = mkdtempSync(join(tmpdir(), 'bridge-init-'));
});
afterEach(() => {
  rmSync(targetDir, { recursive: true, force: true });
});

it('writes a configuration that loads, with every stream plan-only', () => {
  expect(writeInitialFiles({ targetDir })).toEqual({ written: ALL, kept: [] });
  const { config } = loadConfig({ env: EXAMPLE_ENV, redactor: new Redactor(), cwd: targetDir });
  expect(Object.values(config.streams).map((stream) => stream.policy)).toEqual(Array(4).fill('plan-only'));
});

it('never overwrites: what exists is kept to the byte, what is missing is added', () => {
  mkdirSync(join(targetDir, 'config'));
  writeFileSync(join(targetDir, 'config', 'bridge.yaml'), 'mine: 1');
  expect(writeInitialFiles({ targetDir })).toEqual({ written: ALL.slice(1), kept: ALL.slice(0, 1) });
  expect(writeInitialFiles({ targetDir })).toEqual({ written: [], kept: ALL });
  expect(readFileSync(join(targetDir, 'config', 'bridge.yaml'), 'utf8')).toBe('mine: 1');
});

it('says so when a file stands where a folder should be', () => {
  writeFileSync(join(targetDir, 'config'), '');
  expect(() => writeInitialFiles({ targetDir })).toThrow(OperatorError);
});
