import type { JsonValue } from '../../kernel/json';
import { linkKey, type CompanyLink } from './company-link';
import type { LinkTransition } from './plan-mapping';

/** The links as they would be after the mapping stream's transitions that this run has planned but not made. */
export function withPendingLinks(links: readonly CompanyLink[], transitions: readonly JsonValue[]): CompanyLink[] {
  const byKey = new Map(links.map((link) => [linkKey(link), link]));
  for (const transition of transitions) {
    const { link } = transition as unknown as LinkTransition;
    byKey.set(linkKey(link), link);
  }
  return [...byKey.values()];
}
