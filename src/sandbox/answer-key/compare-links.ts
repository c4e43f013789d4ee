import type { AnswerKey } from './answer-key';

/** The part of `companies list --json` that tells what is linked. */
export interface ListedCompany {
  readonly vspc: { readonly uid: string };
  readonly connectwise: { readonly id: number } | null;
  readonly itglue: { readonly id: string } | null;
  readonly state: string;
  readonly grade: string | null;
}

/** What differs between the links that a bridge lists and those that RULES ask for. */
export function compareLinks(companies: readonly ListedCompany[], key: AnswerKey): readonly string[] {
  const listed = new Map(companies.map((company) => [company.vspc.uid, company]));
  const differences: string[] = [];
  for (const expected of key.links.filter((link) => link.state !== 'stopped')) {
    const found = listed.get(expected.uid);
    const isLinked = found?.state === 'linked';
    const actual = isLinked
      ? [found.grade, found.connectwise?.id ?? null, found.itglue?.id ?? null]
      : [null, null, null];
    const wanted = [expected.grade, expected.connectWiseId, expected.itGlueId];
    if (JSON.stringify(actual) === JSON.stringify(wanted)) continue;
    differences.push(`${expected.name} is ${render(actual)} where ${render(wanted)} is right: ${expected.why}`);
  }
  return differences;
}

function render([grade, connectWiseId, itGlueId]: readonly (string | number | null)[]): string {
  if (grade === null || grade === undefined) return 'not linked';
  return `${grade} to ${String(connectWiseId)} and ${itGlueId ?? 'no organization'}`;
}
