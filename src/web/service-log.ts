import { pino } from 'pino';
import type { Redactor } from '../kernel/redaction';

type Level = 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** What a service says while it runs; the message is the same every time, what differs is in the fields. */
export interface ServiceLog {
  write(level: Level, message: string, fields?: LogFields): void;
}

interface LogTarget {
  readonly write: (text: string) => void;
  readonly redactor: Redactor;
  /** Lines for a person; otherwise one JSON object per line, for whatever collects logs. */
  readonly isInteractive: boolean;
  readonly now: () => Date;
}

export function createServiceLog({ write, redactor, isInteractive, now }: LogTarget): ServiceLog {
  const safely = (text: string): void => {
    write(redactor.redact(text));
  };
  if (isInteractive) {
    return {
      write: (level, message, fields = {}) => {
        safely(
          `${now().toISOString().slice(11, 19)}Z  ${level === 'info' ? '' : `${level}: `}${renderLine(message, fields)}\n`,
        );
      },
    };
  }
  const logger = pino({ base: null, timestamp: () => `,"time":"${now().toISOString()}"` }, { write: safely });
  return {
    write: (level, message, fields = {}) => {
      logger[level](fields, message);
    },
  };
}

/** Zeros and ids are for machines. */
function renderLine(message: string, fields: LogFields): string {
  const shown = Object.entries(fields).filter(([name, value]) => name !== 'run' && value !== null && value !== 0);
  const text = shown.map(([name, value]) => `${name} ${String(value)}`).join(', ');
  return text === '' ? message : `${message}: ${text}`;
}
