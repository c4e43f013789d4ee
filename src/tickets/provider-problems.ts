import type { SourceKey } from '../kernel/change';
import type { ProviderProblemFact } from './domain/workload-facts';

/** A problem of earlier passes, as it is kept. */
export interface KeptProblem {
  /** `auth/<system>`, `source/<source>`, `limit/<stream>/<action>`. */
  readonly id: string;
  readonly system: string;
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
  readonly since: Date;
}

const TICKETED: readonly string[] = ['auth', 'blocked', 'stale'] satisfies readonly ProviderProblemFact['kind'][];

/** Without those that the reads of this pass have proved to be over. */
export function stillOpen(problems: readonly KeptProblem[], complete: ReadonlySet<SourceKey>): readonly KeptProblem[] {
  const answering = new Set([...complete].map((source) => source.split('/', 1)[0] ?? ''));
  return problems.filter(({ id, kind, system }) => {
    if (kind === 'auth') return !answering.has(system);
    return kind !== 'stale' || !complete.has(id.replace(/^source\//, ''));
  });
}

/** One fact per kind and system, the oldest of its problems (RULES, Tickets 15). */
export function providerProblems(problems: readonly KeptProblem[]): readonly ProviderProblemFact[] {
  const facts = new Map<string, ProviderProblemFact>();
  for (const { hint, kind, message, since, system } of problems) {
    if (!isTicketed(kind)) continue;
    const key = `${kind}@${system}`;
    const known = facts.get(key);
    if (known && known.since <= since.getTime()) continue;
    facts.set(key, { kind, system, since: since.getTime(), message, hint });
  }
  return [...facts.values()];
}

function isTicketed(kind: string): kind is ProviderProblemFact['kind'] {
  return TICKETED.includes(kind);
}
