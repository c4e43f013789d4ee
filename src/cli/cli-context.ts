import type { Environment } from '../config/environment';
import type { Redactor } from '../kernel/redaction';

/** Where a command writes: stdout for what was asked, stderr for everything else. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person watches: questions, and lines that are redrawn, only then. */
  readonly isInteractive: boolean;
  readonly hasColors: boolean;
  readonly columns: number;
}

export interface CliContext {
  readonly terminal: Terminal;
  readonly env: Environment;
  /** Learns the secrets of the configuration that the command reads; what goes wrong is told without them. */
  readonly redactor: Redactor;
  /** Asks the person at the terminal; null where there is none, and then nothing may wait for an answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  /** Fires once on Ctrl-C or SIGTERM: finish the running change, then end. */
  readonly stop: AbortSignal;
}

/** Options that every command understands (INTERFACE, "Common"). */
export interface CommonOptions {
  readonly config?: string;
  readonly mappings?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly lockTimeout?: string;
}

/** 0 done · 1 failed · 2 `plan` found changes · 3 done, with something that needs a look (INTERFACE, "Exit codes"). */
export type ExitCode = 0 | 1 | 2 | 3;
