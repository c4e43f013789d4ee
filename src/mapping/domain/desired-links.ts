import type { PlannedProblem } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { linkKey, type CompanyLink, type LinkGrade, type LinkedCwCompany } from './company-link';
import type { CompanyPin } from './company-pins';
import { findCandidates, indexConnectwise, resolveCwRef, type CwIndex } from './find-candidates';
import { judgeHealth, streamsStoppedBy } from './judge-health';
import type { CompanyDecision, CwCompanyFact, MappingObservation, VspcCompanyFact } from './mapping-observation';
import { matchCompanies, type Match } from './match-companies';
import { indexOrganizations, matchOrganization, type ItgIndex } from './match-organization';

/** The row as it should be, why, and what a person has to decide about it. */
export interface DesiredLink {
  readonly link: CompanyLink;
  readonly reason: Reason;
  /** Found by comparing whole lists, or by something that is not there any more. */
  readonly inferredFromAbsence: boolean;
  readonly problems: readonly PlannedProblem[];
}

interface Context {
  readonly observation: MappingObservation;
  readonly cw: CwIndex;
  readonly itg: ItgIndex;
  readonly pins: ReadonlyMap<string, CompanyPin>;
  readonly decisions: ReadonlyMap<string, CompanyDecision>;
  readonly stored: ReadonlyMap<string, CompanyLink>;
}

/** What holds a company's link before anything is compared: a file, a person, or the link that it already has. */
interface Claim {
  readonly grade: LinkGrade;
  readonly connectwise: CwCompanyFact | null;
  readonly reasons: readonly string[];
}

/** Every row of the table as it should be: of the companies that VSPC shows, and of those that it showed before. */
export function desiredLinks(observation: MappingObservation): DesiredLink[] {
  const context: Context = {
    observation,
    cw: indexConnectwise(observation.connectwise),
    itg: indexOrganizations(observation.itglue),
    pins: new Map(observation.settings.companies.map((pin) => [linkKey(pin.vspc), pin])),
    decisions: new Map(observation.decisions.map((decision) => [linkKey(decision), decision])),
    stored: new Map(observation.links.map((link) => [linkKey(link), link])),
  };
  const companies = observation.vspc.filter((company) => company.kind === 'company');
  const claims = new Map(companies.map((company) => [linkKey(company), claimOf(company, context)]));
  const matches = matchRest(companies, claims, context);
  const present = new Set(companies.map(linkKey));
  const absent = observation.links.filter((link) => !present.has(linkKey(link)));
  return [
    ...companies.map((company) =>
      desire(company, claims.get(linkKey(company)) ?? null, matches.get(linkKey(company)), context),
    ),
    ...absent.map((link) => desireAbsent(link, context)),
  ];
}

/** File over person over the link that stands (RULES, Mapping 7). Null: to be compared. `ignored` and `unlinked` hold, too. */
function claimOf(company: VspcCompanyFact, context: Context): Claim | 'ignored' | 'unlinked' | null {
  const key = linkKey(company);
  const pin = context.pins.get(key);
  if (pin?.ignoreReason !== undefined && pin.ignoreReason !== null) return 'ignored';
  if (pin?.connectwise) {
    const connectwise = resolveCwRef(pin.connectwise, context.cw);
    return { grade: 'pinned', connectwise, reasons: [`pinned in ${pin.position.file}, line ${pin.position.line}`] };
  }
  const decision = context.decisions.get(key);
  if (decision?.kind === 'ignored' || decision?.kind === 'unlinked') return decision.kind;
  if (decision?.connectwiseId) {
    const connectwise = context.cw.byId.get(decision.connectwiseId) ?? null;
    return { grade: 'confirmed', connectwise, reasons: ['confirmed by an operator'] };
  }
  const stored = context.stored.get(key);
  if (stored?.state !== 'linked' || !stored.connectwise || stored.grade === null) return null;
  const grade = stored.grade === 'pinned' ? 'formerly-pinned' : stored.grade;
  return { grade, connectwise: context.cw.byId.get(stored.connectwise.id) ?? null, reasons: stored.reasons };
}

function matchRest(
  companies: readonly VspcCompanyFact[],
  claims: ReadonlyMap<string, ReturnType<typeof claimOf>>,
  context: Context,
): Map<string, Match> {
  const taken = new Set<number>();
  for (const claim of claims.values()) {
    if (claim !== null && typeof claim !== 'string' && claim.connectwise) taken.add(claim.connectwise.id);
  }
  const open = companies
    .filter((company) => claims.get(linkKey(company)) === null)
    .map((company) => ({ company, candidates: findCandidates(company, context.cw, context.observation.settings) }));
  return matchCompanies({ open, taken, settings: context.observation.settings });
}

function desire(
  company: VspcCompanyFact,
  claim: ReturnType<typeof claimOf>,
  match: Match | undefined,
  context: Context,
): DesiredLink {
  if (claim === 'ignored') return ignored(company, context);
  if (claim === 'unlinked') return unlinked(company, context);
  if (claim !== null) return linked(company, claim, context);
  if (match?.kind === 'link') {
    const connectwise = context.cw.byId.get(match.candidate.connectwise.id) ?? null;
    return linked(company, { grade: match.candidate.grade, connectwise, reasons: match.candidate.reasons }, context);
  }
  if (match?.kind === 'suggest') return suggested(company, match, context);
  return unlinked(company, context);
}

function linked(company: VspcCompanyFact, claim: Claim, context: Context): DesiredLink {
  const stored = context.stored.get(linkKey(company));
  const connectwise = claim.connectwise ? viewOf(claim.connectwise) : (stored?.connectwise ?? null);
  if (connectwise === null) return danglingPin(company, claim, context);
  const found = findCandidates(company, context.cw, context.observation.settings);
  const better = found.find(
    (candidate) => candidate.connectwise.id === connectwise.id && candidate.grade !== claim.grade,
  );
  const isFound = claim.grade !== 'pinned' && claim.grade !== 'confirmed' && claim.grade !== 'formerly-pinned';
  const rival = isFound
    ? found.find((candidate) => candidate.grade === 'external-id' && candidate.connectwise.id !== connectwise.id)
    : undefined;
  const grade = isFound && better?.grade === 'external-id' ? 'external-id' : claim.grade;
  const health = judgeHealth({
    missingInVspc: false,
    connectwise: claim.connectwise,
    contradicted: rival !== undefined,
    renamed: stored !== undefined && stored.state === 'linked' && stored.name !== company.name,
  });
  const organization = organizationOf(company, connectwise, context);
  const off = context.pins.get(linkKey(company))?.streamsOff ?? [];
  const stopped = new Set([
    ...streamsStoppedBy(health),
    ...off,
    ...(organization.isGone ? (['documentation'] as const) : []),
  ]);
  return {
    link: {
      ...rowOf(company),
      state: 'linked',
      grade,
      score: 1,
      reasons: grade === claim.grade ? claim.reasons : (better?.reasons ?? claim.reasons),
      connectwise,
      itglue: organization.itglue,
      health,
      suspended: [...stopped].sort(),
      candidates: rival ? [rival] : [],
      linkedAt: stored?.state === 'linked' ? stored.linkedAt : context.observation.now.toISOString(),
      ignoredAt: null,
    },
    reason: health === 'ok' || health === 'renamed' ? grade : 'health',
    inferredFromAbsence: isFound || health === 'deleted',
    problems: healthProblems(company, connectwise, health, claim.connectwise),
  };
}

/** A pin or a confirmation that names nothing: no link, and a person is told (RULES, Mapping 1; issue: bad input). */
function danglingPin(company: VspcCompanyFact, claim: Claim, context: Context): DesiredLink {
  const where = claim.reasons[0] ?? '';
  const problem: PlannedProblem = {
    id: `mapping/dangling/${linkKey(company)}`,
    system: 'connectwise',
    kind: 'conflict',
    message: `${company.name} is ${where}, but ConnectWise has no such company.`,
    hint: `Correct the id, or decide anew: vspc-bridge companies suggest`,
  };
  const row = {
    ...emptyRow(company),
    state: 'conflict' as const,
    health: 'deleted' as const,
    reasons: [problem.message],
  };
  return {
    link: row,
    reason: 'conflict',
    inferredFromAbsence: !context.observation.completeSources.has(context.observation.connectwiseSource),
    problems: [problem],
  };
}

function organizationOf(
  company: VspcCompanyFact,
  connectwise: LinkedCwCompany,
  context: Context,
): { itglue: CompanyLink['itglue']; isGone: boolean } {
  const stored = context.stored.get(linkKey(company))?.itglue ?? null;
  const wanted =
    context.pins.get(linkKey(company))?.itglueId ??
    context.decisions.get(linkKey(company))?.itglueId ??
    stored?.id ??
    null;
  if (wanted !== null) {
    const known = context.itg.byId.get(wanted);
    if (known) return { itglue: { id: known.id, name: known.name }, isGone: false };
    return { itglue: stored, isGone: context.observation.goneItglue.has(wanted) };
  }
  const match = matchOrganization(connectwise, context.itg);
  return { itglue: match.kind === 'link' ? match.organization : null, isGone: false };
}

function ignored(company: VspcCompanyFact, context: Context): DesiredLink {
  const stored = context.stored.get(linkKey(company));
  const pin = context.pins.get(linkKey(company));
  const why = pin?.ignoreReason ?? context.decisions.get(linkKey(company))?.reason ?? 'no reason given';
  const ignoredAt = stored?.state === 'ignored' ? stored.ignoredAt : context.observation.now.toISOString();
  const row = {
    ...emptyRow(company),
    state: 'ignored' as const,
    reasons: [why],
    ignoredAt,
    itglue: stored?.itglue ?? null,
  };
  return { link: row, reason: 'ignored', inferredFromAbsence: false, problems: [] };
}

function suggested(
  company: VspcCompanyFact,
  match: Extract<Match, { kind: 'suggest' }>,
  context: Context,
): DesiredLink {
  const [best] = match.candidates;
  const row = {
    ...emptyRow(company),
    state: 'suggested' as const,
    grade: best?.grade ?? null,
    score: best?.score ?? null,
    candidates: match.candidates,
    reasons: match.isUnique ? (best?.reasons ?? []) : ['more than one company fits'],
  };
  const isKnown = context.stored.has(linkKey(company));
  return {
    link: row,
    reason: match.isUnique ? (best?.grade ?? 'weak') : 'not-unique',
    inferredFromAbsence: !isKnown,
    problems: [],
  };
}

function unlinked(company: VspcCompanyFact, context: Context): DesiredLink {
  const byPerson = context.decisions.get(linkKey(company))?.kind === 'unlinked';
  const row = {
    ...emptyRow(company),
    reasons: byPerson ? ['unlinked by an operator'] : ['nothing in ConnectWise fits'],
  };
  return { link: row, reason: 'no-candidate', inferredFromAbsence: false, problems: [] };
}

/** VSPC no longer shows it: nothing changes until two complete reads agree, then everything stops and nothing is undone. */
function desireAbsent(link: CompanyLink, { observation }: Context): DesiredLink {
  if (link.state !== 'linked' || !observation.goneVspc.has(linkKey(link))) {
    return { link, reason: 'unchanged', inferredFromAbsence: false, problems: [] };
  }
  const row: CompanyLink = { ...link, health: 'missing', suspended: [...streamsStoppedBy('missing')].sort() };
  const problem: PlannedProblem = {
    id: `mapping/missing/${linkKey(link)}`,
    system: `vspc:${link.connection}`,
    kind: 'missing',
    message: `${link.name} is no longer in VSPC; its tickets, quantities and page are left as they are.`,
    hint: `If it has left, run: vspc-bridge companies ignore vspc:${linkKey(link)} --reason TEXT`,
  };
  return { link: row, reason: 'health', inferredFromAbsence: true, problems: [problem] };
}

function healthProblems(
  company: VspcCompanyFact,
  connectwise: LinkedCwCompany,
  health: CompanyLink['health'],
  fact: CwCompanyFact | null,
): PlannedProblem[] {
  const sentences: Partial<Record<CompanyLink['health'], string>> = {
    deleted: `is deleted in ConnectWise`,
    merged: `was merged into company ${fact?.mergedIntoId ?? ''} in ConnectWise`,
    inactive: `is inactive in ConnectWise; billing waits`,
    conflict: `is contradicted by VSPC's company ID, which names another company`,
  };
  const sentence = sentences[health];
  if (sentence === undefined) return [];
  const target = fact?.mergedIntoId ?? connectwise.id;
  return [
    {
      id: `mapping/health/${linkKey(company)}`,
      system: 'connectwise',
      kind: health,
      message: `${company.name} → ${connectwise.name} (${connectwise.identifier}) ${sentence}.`,
      hint: `Decide: vspc-bridge companies link vspc:${linkKey(company)} cw:${target}`,
    },
  ];
}

function rowOf({
  connection,
  uid,
  name,
  resellerUid,
}: VspcCompanyFact): Pick<CompanyLink, 'connection' | 'uid' | 'name' | 'resellerUid'> {
  return { connection, uid, name, resellerUid };
}

function emptyRow(company: VspcCompanyFact): CompanyLink {
  return {
    ...rowOf(company),
    state: 'unlinked',
    grade: null,
    score: null,
    reasons: [],
    connectwise: null,
    itglue: null,
    health: 'ok',
    suspended: [],
    candidates: [],
    linkedAt: null,
    ignoredAt: null,
  };
}

function viewOf({ id, identifier, name }: CwCompanyFact): LinkedCwCompany {
  return { id, identifier, name };
}
