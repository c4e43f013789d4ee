import type { Candidate } from './company-link';
import { FOUND_GRADES, type CompaniesMapping, type FoundGrade } from './company-pins';
import type { CwIndex } from './index-connectwise';
import { viewOf } from './link-row';
import type { CwCompanyFact, VspcCompanyFact } from './mapping-observation';
import type { LikeName } from './name-index';
import { parseCompanyName } from './parse-name';

/**
 * Every ConnectWise company that one VSPC company may be, with the best grade of each (RULES, Mapping 1 and 3):
 *
 * | VSPC                                    | ConnectWise        | grade          |
 * | --------------------------------------- | ------------------ | -------------- |
 * | companyId, read as `externalId` says    | id or identifier   | external-id    |
 * | name or alias, without case             | identifier         | identifier     |
 * | name                                    | name               | as they compare: exact-name, strong, weak |
 *
 * Weak ones are many and hidden by default: none of them then.
 */
export function findCandidates(company: VspcCompanyFact, index: CwIndex, settings: CompaniesMapping): Candidate[] {
  const worst = settings.automatic.weak === 'hide' ? 'strong' : 'weak';
  const alike = index.names.findAlike(parseCompanyName(company.name), worst).map(candidateOf);
  const found = [...findByIds(company, index, settings), ...alike];
  const best = new Map<number, Candidate>();
  for (const grade of FOUND_GRADES.filter((candidate) => settings.automatic[candidate] !== 'hide')) {
    for (const candidate of found.filter((entry) => entry.grade === grade && !best.has(entry.connectwise.id)))
      best.set(candidate.connectwise.id, candidate);
  }
  return [...best.values()];
}

/** By what is unique in ConnectWise: its record id and its identifier. */
export function findByIds(company: VspcCompanyFact, index: CwIndex, settings: CompaniesMapping): Candidate[] {
  return [...byExternalId(company, index, settings), ...byIdentifier(company, index)];
}

export function findByExactName(company: VspcCompanyFact, index: CwIndex): Candidate[] {
  return index.names.findExact(parseCompanyName(company.name)).map(candidateOf);
}

function candidateOf({ item, likeness }: LikeName<CwCompanyFact>): Candidate {
  return { connectwise: viewOf(item), ...likeness, reasons: [`ConnectWise has “${item.name}”`, ...likeness.reasons] };
}

/** The deleted company that VSPC's companyId names, where it names no living one: whatever else fits, a person decides. */
export function findDeletedTarget(
  company: VspcCompanyFact,
  index: CwIndex,
  settings: CompaniesMapping,
): CwCompanyFact | null {
  const value = company.externalId?.trim() ?? '';
  if (value === '' || byExternalId(company, index, settings).length > 0) return null;
  if (settings.externalId === 'identifier') return index.deletedByIdentifier.get(value.toLowerCase())?.[0] ?? null;
  return /^\d+$/.test(value) ? (index.byId.get(Number(value)) ?? null) : null;
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
