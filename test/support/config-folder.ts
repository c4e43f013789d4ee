import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoadedConfig, LoadOptions } from '../../src/config/load-config';
import { loadConfig } from '../../src/config/load-config';
import type { ConfigProblem } from '../../src/config/problem';
import { ConfigProblemsError } from '../../src/config/problem';
import { Redactor } from '../../src/kernel/redaction';

const ROOT = join(__dirname, '..', '..');

/** What the example configuration takes from the environment. */
export const EXAMPLE_ENV = {
  VSPC_API_KEY: 'vspc-key-of-the-example',
  CW_PUBLIC_KEY: 'public-key-of-the-example',
  CW_PRIVATE_KEY: 'private-key-of-the-example',
  CW_CLIENT_ID: 'client-id-of-the-example',
  ITGLUE_API_KEY: 'ITG.key-of-the-example',
};

export function readExample(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

/** A folder below the system's temporary one with configuration and mappings, loaded as an operator would. */
export class ConfigFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'bridge-config-'));

  /** With the examples of the repository in place. */
  static fromExamples(): ConfigFolder {
    const folder = new ConfigFolder();
    folder.write('config/bridge.yaml', readExample('config/bridge.example.yaml'));
    for (const name of ['companies', 'tickets', 'products', 'documentation']) {
      folder.write(`mappings/${name}.yaml`, readExample(`mappings/${name}.example.yaml`));
    }
    return folder;
  }

  write(name: string, content: string | Buffer): this {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return this;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  load(options: Partial<LoadOptions> = {}): LoadedConfig {
    return loadConfig({ env: EXAMPLE_ENV, redactor: new Redactor(), cwd: this.path, ...options });
  }

  /** Every problem; empty when it loads. */
  problems(options: Partial<LoadOptions> = {}): readonly ConfigProblem[] {
    try {
      this.load(options);
      return [];
    } catch (error) {
      if (error instanceof ConfigProblemsError) return error.problems;
      throw error;
    }
  }
}
