import { linkKey, type CompanyLink, type LinkedCwCompany, type LinkGrade } from './company-link';
import { describeRef, type CompanyPin, type ResellerPin } from './company-pins';
import { viewOf } from './link-row';
import { resolveCwRef, type MappingContext } from './mapping-context';
import type { CompanyDecision, CwCompanyFact, VspcCompanyFact } from './mapping-observation';

/** What holds a company's link before anything is compared: a file, a person, or the link that it already has. */
export type Claim =
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'unlinked' }
  | LinkClaim
  /** A file or a person names a ConnectWise company that is not there. */
  | { readonly kind: 'dangling'; readonly by: string; readonly named: string };

export interface LinkClaim {
  readonly kind: 'link';
  readonly grade: LinkGrade;
  readonly company: LinkedCwCompany;
  /** Null: the list does not show the company of a standing link. */
  readonly connectwise: CwCompanyFact | null;
  readonly reasons: readonly string[];
}

/**
 * Who decides about a company before the grades do: file over person over the link that stands (RULES, Mapping 7).
 * First line that fits; null is for the grades to decide.
 *
 * | pin           | its reseller rolls up | decision of a person | standing link  | claim                     |
 * | ------------- | --------------------- | -------------------- | -------------- | ------------------------- |
 * | ignore        | any                   | any                  | any            | ignored                   |
 * | a company     | any                   | any                  | any            | link, pinned              |
 * | none          | yes, with a company   | any                  | any            | link, as the reseller     |
 * | none          | no                    | ignored              | any            | ignored                   |
 * | none          | no                    | unlinked             | any            | unlinked                  |
 * | none          | no                    | confirmed            | any            | link, confirmed           |
 * | none          | no                    | none                 | pinned         | link, formerly-pinned     |
 * | none          | no                    | none                 | any other link | link, its grade           |
 * | none          | no                    | none                 | none           | null                      |
 *
 * A pin or a confirmation of a company that ConnectWise does not have is `dangling`, unless the row already stands on
 * that very company: then the list merely does not show it at the moment.
 */
export function claimLink(company: VspcCompanyFact, rollUp: LinkClaim | null, context: MappingContext): Claim | null {
  const key = linkKey(company);
  return (
    claimOfPin(context.pins.get(key) ?? resellerPinOf(company, context), key, context) ??
    rollUp ??
    claimOfPerson(context.decisions.get(key), key, context) ??
    claimOfStanding(context.stored.get(key), context)
  );
}

type Pin = Pick<CompanyPin, 'connectwise' | 'position'> & Partial<Pick<CompanyPin, 'ignoreReason'>>;

/** A reseller is pinned in `resellers` (RULES, Mapping 5). */
function resellerPinOf(company: VspcCompanyFact, context: MappingContext): ResellerPin | undefined {
  if (company.kind !== 'reseller') return undefined;
  return context.observation.settings.resellers.pins.find((pin) => linkKey(pin.vspc) === linkKey(company));
}

function claimOfPin(pin: Pin | undefined, key: string, context: MappingContext): Claim | null {
  if (!pin) return null;
  if (typeof pin.ignoreReason === 'string') return { kind: 'ignored', reason: pin.ignoreReason };
  if (!pin.connectwise) return null;
  const by = `pinned in ${pin.position.file}, line ${pin.position.line}`;
  const connectwise = resolveCwRef(pin.connectwise, context.cw);
  const named = describeRef(pin.connectwise);
  const standing = 'id' in pin.connectwise ? standingOn(pin.connectwise.id, key, context) : null;
  const company = connectwise ? viewOf(connectwise) : standing;
  return company
    ? { kind: 'link', grade: 'pinned', company, connectwise, reasons: [by] }
    : { kind: 'dangling', by, named };
}

function claimOfPerson(decision: CompanyDecision | undefined, key: string, context: MappingContext): Claim | null {
  if (decision?.kind === 'ignored') return { kind: 'ignored', reason: decision.reason ?? 'no reason given' };
  if (decision?.kind === 'unlinked') return { kind: 'unlinked' };
  if (!decision?.connectwiseId) return null;
  const by = 'confirmed by an operator';
  const connectwise = context.cw.byId.get(decision.connectwiseId) ?? null;
  const company = connectwise ? viewOf(connectwise) : standingOn(decision.connectwiseId, key, context);
  return company
    ? { kind: 'link', grade: 'confirmed', company, connectwise, reasons: [by] }
    : { kind: 'dangling', by, named: describeRef({ id: decision.connectwiseId }) };
}

/** The company that the row stands on, when it is this one. */
function standingOn(id: number, key: string, context: MappingContext): LinkedCwCompany | null {
  const company = context.stored.get(key)?.connectwise ?? null;
  return company?.id === id ? company : null;
}

function claimOfStanding(stored: CompanyLink | undefined, context: MappingContext): Claim | null {
  if (stored?.state !== 'linked' || !stored.connectwise || stored.grade === null) return null;
  const connectwise = context.cw.byId.get(stored.connectwise.id) ?? null;
  const company = connectwise ? viewOf(connectwise) : stored.connectwise;
  const standing = { kind: 'link', company, connectwise } as const;
  if (stored.grade !== 'pinned') return { ...standing, grade: stored.grade, reasons: stored.reasons };
  return { ...standing, grade: 'formerly-pinned', reasons: ['its pin was taken out of the file'] };
}
