import { IntegrationError, type ErrorKind } from '../../kernel/integration-error';

/** One line of `check`. A line that is ok and has a hint all the same is a warning. */
export interface CheckItem {
  /** As in every other output: `vspc:main`, `connectwise`, `itglue`; `bridge` for what is ours. */
  readonly system: string;
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  readonly hint: string | null;
}

/** Something to try; the text that it returns is shown when it works. */
export interface Probe {
  readonly name: string;
  readonly run: () => Promise<string>;
  /** What to do when it is refused; otherwise the kind of the failure says it. */
  readonly ifForbidden?: string;
}

/** What to do about a failure; `settings` are those of the system in config/bridge.yaml. */
const HINTS: Readonly<Record<ErrorKind, (settings: string) => string>> = {
  auth: (settings) => `Correct ${settings} in config/bridge.yaml.`,
  forbidden: () => "Give the bridge's account the role that README names.",
  'rate-limited': () => 'Wait a minute and try again; if it stays, lower requestsPerSecond.',
  transient: (settings) => `Check that this machine can reach it, and ${settings} in config/bridge.yaml.`,
  'not-found': (settings) => `Correct ${settings} in config/bridge.yaml.`,
  conflict: () => 'Try again.',
  rejected: (settings) => `Correct ${settings} in config/bridge.yaml, as the message says.`,
  contract: (settings) => `Something else answers at this address: a proxy, or the wrong one. Correct ${settings}.`,
};

function settingsOf(system: string): string {
  if (system === 'connectwise') return 'url, companyId and the keys under connectwise:';
  if (system === 'itglue') return 'region (or url) and apiKey under itglue:';
  return `url and apiKey of ${system.replace(/^vspc:/, '')} under vspc:`;
}

/** A failed call is an item that says what to do; anything else is a defect of ours and goes on. */
export async function tryProbe(system: string, probe: Probe): Promise<CheckItem> {
  try {
    return { system, name: probe.name, ok: true, message: await probe.run(), hint: null };
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    const isRefused = error.kind === 'forbidden' && probe.ifForbidden !== undefined;
    const hint = isRefused ? probe.ifForbidden : HINTS[error.kind](settingsOf(system));
    return { system, name: probe.name, ok: false, message: withoutSystem(error), hint };
  }
}

/** The first entry is proof enough that a list may be read; large lists are not read whole for that. */
export async function readFirst(list: AsyncIterable<unknown>): Promise<void> {
  const entries = list[Symbol.asyncIterator]();
  await entries.next();
  await entries.return?.();
}

export async function collect<T>(list: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const entry of list) all.push(entry);
  return all;
}

function withoutSystem({ system, message }: IntegrationError): string {
  return message.startsWith(`${system}: `) ? message.slice(system.length + 2) : message;
}
