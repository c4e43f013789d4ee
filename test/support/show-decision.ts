import type { Decision } from '../../src/kernel/change';
import type { JsonValue } from '../../src/kernel/json';

/** `set-quantity usage-changed 4→6`, `held guard-zero 4→0`, `skip unchanged`. */
export function showDecision(decision: Decision | undefined): string {
  if (!decision) return 'nothing';
  if (decision.decision === 'skip') return `skip ${decision.reason}`;
  const what = `${decision.reason} ${quantityText(decision.before)}→${quantityText(decision.after)}`;
  return decision.decision === 'held' ? `held ${what}` : `${decision.action} ${what}`;
}

function quantityText(value: JsonValue): string {
  return typeof value === 'string' ? value : 'none';
}
