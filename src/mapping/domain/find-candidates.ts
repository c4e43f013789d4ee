import type { Candidate } from './company-link';
import type { CompaniesMapping, FoundGrade } from './company-pins';
import type { CwIndex } from './index-connectwise';
import { viewOf } from './link-row';
import type { CwCompanyFact, VspcCompanyFact } from './mapping-observation';
import { normaliseName } from './normalise-name';

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
  const found = [...findByIds(company, index, settings), ...findByExactName(company, index)];
  const best = new Map<number, Candidate>();
  for (const candidate of found) if (!best.has(candidate.connectwise.id)) best.set(candidate.connectwise.id, candidate);
  return [...best.values()];
}

/** By what is unique in ConnectWise: its record id and its identifier. */
export function findByIds(company: VspcCompanyFact, index: CwIndex, settings: CompaniesMapping): Candidate[] {
  return [...byExternalId(company, index, settings), ...byIdentifier(company, index)];
}

export function findByExactName(company: VspcCompanyFact, index: CwIndex): Candidate[] {
  return (index.byName.get(normaliseName(company.name)) ?? []).map((match) =>
    candidate(match, 'exact-name', `both are called “${match.name}” when case and punctuation are left aside`),
  );
}

function byExternalId(company: VspcCompanyFact, index: CwIndex, settings: CompaniesMapping): Candidate[] {
  const value = company.externalId?.trim() ?? '';
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
  const names = new Set([company.name, company.alias ?? ''].map((name) => name.trim().toLowerCase()));
  return [...names].flatMap((name) =>
    (index.byIdentifier.get(name) ?? []).map((match) =>
      candidate(match, 'identifier', `the name in VSPC is the identifier ${match.identifier}`),
    ),
  );
}

function candidate(company: CwCompanyFact, grade: FoundGrade, reason: string): Candidate {
  return { connectwise: viewOf(company), grade, score: 1, reasons: [reason] };
}
