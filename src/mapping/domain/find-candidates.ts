import type { Candidate } from './company-link';
import type { CompaniesMapping, CwCompanyRef, FoundGrade } from './company-pins';
import type { CwCompanyFact, VspcCompanyFact } from './mapping-observation';
import { normaliseName } from './normalise-name';

/** The ConnectWise companies by everything they can be found by. Deleted ones are found by id alone. */
export interface CwIndex {
  readonly byId: ReadonlyMap<number, CwCompanyFact>;
  readonly byIdentifier: ReadonlyMap<string, readonly CwCompanyFact[]>;
  readonly byName: ReadonlyMap<string, readonly CwCompanyFact[]>;
}

export function indexConnectwise(companies: readonly CwCompanyFact[]): CwIndex {
  const live = companies.filter((company) => !company.deleted);
  return {
    byId: new Map(companies.map((company) => [company.id, company])),
    byIdentifier: groupBy(live, (company) => company.identifier.trim().toLowerCase()),
    byName: groupBy(live, (company) => normaliseName(company.name)),
  };
}

/** What a pin or a decision names; deleted companies are found too, so that it can be said that they are. */
export function resolveCwRef(ref: CwCompanyRef, index: CwIndex): CwCompanyFact | null {
  if ('id' in ref) return index.byId.get(ref.id) ?? null;
  return index.byIdentifier.get(ref.identifier.trim().toLowerCase())?.[0] ?? null;
}

/**
 * Every ConnectWise company that one VSPC company may be, with the best grade of each (RULES, Mapping 1 and 3):
 *
 * | VSPC                                    | ConnectWise        | grade       |
 * | --------------------------------------- | ------------------ | ----------- |
 * | companyId, read as `externalId` says    | id or identifier   | external-id |
 * | name or alias, without case             | identifier         | identifier  |
 * | name, normalised                        | name, normalised   | exact-name  |
 */
export function findCandidates(company: VspcCompanyFact, index: CwIndex, settings: CompaniesMapping): Candidate[] {
  const found = [
    ...byExternalId(company, index, settings),
    ...byIdentifier(company, index),
    ...byExactName(company, index),
  ];
  const best = new Map<number, Candidate>();
  for (const candidate of found) if (!best.has(candidate.connectwise.id)) best.set(candidate.connectwise.id, candidate);
  return [...best.values()];
}

function byExternalId(company: VspcCompanyFact, index: CwIndex, settings: CompaniesMapping): Candidate[] {
  const value = company.externalId?.trim() ?? '';
  if (value === '') return [];
  if (settings.externalId === 'identifier') {
    const matches = index.byIdentifier.get(value.toLowerCase()) ?? [];
    return matches.map((match) =>
      candidate(match, 'external-id', `VSPC's company ID is the identifier ${match.identifier}`),
    );
  }
  const match = /^\d+$/.test(value) ? index.byId.get(Number(value)) : undefined;
  return match && !match.deleted
    ? [candidate(match, 'external-id', `VSPC's company ID is the record id ${match.id}`)]
    : [];
}

function byIdentifier(company: VspcCompanyFact, index: CwIndex): Candidate[] {
  const names = new Set(
    [company.name, company.alias ?? ''].map((name) => name.trim().toLowerCase()).filter((name) => name !== ''),
  );
  return [...names].flatMap((name) =>
    (index.byIdentifier.get(name) ?? []).map((match) =>
      candidate(match, 'identifier', `the name in VSPC is the identifier ${match.identifier}`),
    ),
  );
}

function byExactName(company: VspcCompanyFact, index: CwIndex): Candidate[] {
  const name = normaliseName(company.name);
  if (name === '') return [];
  return (index.byName.get(name) ?? []).map((match) =>
    candidate(match, 'exact-name', `both are called “${match.name}” when case and punctuation are left aside`),
  );
}

function candidate(company: CwCompanyFact, grade: FoundGrade, reason: string): Candidate {
  const { id, identifier, name } = company;
  return { connectwise: { id, identifier, name }, grade, score: 1, reasons: [reason] };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else if (name !== '') groups.set(name, [item]);
  }
  return groups;
}
