import { cwCompanyId, itgOrganizationId, type CwCompanyId, type ItgOrganizationId } from '../../kernel/ids';
import { canonicalJson } from '../../kernel/stable-hash';
import type { JsonValue } from '../../kernel/json';
import { linkKey, type CompanyLink } from './company-link';
import { describeRef, type CwCompanyRef, type FilePosition } from './company-pins';
import { contextOf, resolveCwRef, type MappingContext } from './mapping-context';
import { desiredLinks } from './desired-links';
import type { CompanyDecision, CwCompanyFact, MappingObservation, VspcCompanyFact } from './mapping-observation';
import { resellerOf } from './roll-up';

/** What a person wants of one company. */
export type Wish =
  | {
      readonly kind: 'link';
      readonly connectwise: CwCompanyRef;
      readonly itglueId: string | null;
      /** A person says so, whatever founds the link now; an import of what is there says nothing. */
      readonly isConfirmation: boolean;
    }
  | { readonly kind: 'ignore'; readonly reason: string }
  | { readonly kind: 'unlink' };

export interface Wished {
  readonly key: string;
  readonly wish: Wish;
  /** Of the file that asks for it. */
  readonly line?: number;
}

/** A decision of a person with the row that it leads to. */
export interface HandChange {
  readonly decision: CompanyDecision;
  readonly before: CompanyLink;
  readonly after: CompanyLink;
}

export interface Refusal {
  readonly line: number | null;
  readonly message: string;
  readonly hint: string;
}

export interface HandPlan {
  readonly changes: readonly HandChange[];
  readonly refusals: readonly Refusal[];
}

/**
 * What people's wishes come to, all of them or none. First line that fits:
 *
 * | the company                     | the wish                          | result                                |
 * | ------------------------------- | --------------------------------- | ------------------------------------- |
 * | is not known                    | any                               | refused                               |
 * | stands so already               | any                               | nothing                               |
 * | is pinned, or its reseller is   | any                               | refused, with file and line           |
 * | any                             | a ConnectWise company not there   | refused                               |
 * | any                             | a deleted ConnectWise company     | refused                               |
 * | any                             | an IT Glue organization not there | refused                               |
 * | any                             | any other                         | a decision, and the row it leads to   |
 */
export function decideByHand(wishes: readonly Wished[], observation: MappingObservation): HandPlan {
  const context = contextOf(observation);
  const judged = wishes.map((wished) => judge(wished, context));
  const refusals = judged.flatMap((entry) => (entry && 'message' in entry ? [entry] : []));
  const decisions = judged.flatMap((entry) => (entry && 'kind' in entry ? [entry] : []));
  if (refusals.length > 0) return { changes: [], refusals };
  return { changes: rowsOf(decisions, context), refusals: [] };
}

function judge({ key, wish, line: at }: Wished, context: MappingContext): CompanyDecision | Refusal | null {
  const line = at ?? null;
  const row = context.stored.get(key);
  if (!row)
    return { line, message: `No company is known as vspc:${key}.`, hint: 'List them with: vspc-bridge companies list' };
  const target = wish.kind === 'link' ? resolveCwRef(wish.connectwise, context.cw) : null;
  if (standsSo(row, wish, target?.id ?? null)) return null;
  const pinned = pinOf(row, wish, context);
  if (pinned !== null)
    return { line, message: `${row.name} is ${pinned}.`, hint: 'Change it there; the next pass follows.' };
  if (wish.kind === 'link') {
    const found = checkTarget(wish, target, context);
    return 'message' in found ? { line, ...found } : confirmed(row, found.id, wish.itglueId, context);
  }
  const base = { connection: row.connection, uid: row.uid, connectwiseId: null, itglueId: null };
  return wish.kind === 'ignore'
    ? { ...base, kind: 'ignored', reason: wish.reason }
    : { ...base, kind: 'unlinked', reason: null };
}

type WrongTarget = Omit<Refusal, 'line'>;

function checkTarget(
  wish: Extract<Wish, { kind: 'link' }>,
  target: CwCompanyFact | null,
  context: MappingContext,
): WrongTarget | CwCompanyFact {
  const named = describeRef(wish.connectwise);
  if (!target)
    return {
      message: `ConnectWise has no company with ${named}.`,
      hint: 'Look it up in ConnectWise: Companies, Company ID or record id.',
    };
  if (target.deleted)
    return {
      message: `${target.name} (${named}) is deleted in ConnectWise.`,
      hint: 'Name the company that took its place.',
    };
  if (wish.itglueId === null || context.itg.byId.has(wish.itglueId)) return target;
  return {
    message: `IT Glue has no organization ${wish.itglueId}.`,
    hint: 'Its id is the number in the address of its page.',
  };
}

/** An organization that was named for this company before stays named. */
function confirmed(
  row: CompanyLink,
  id: CwCompanyId,
  itglueId: string | null,
  context: MappingContext,
): CompanyDecision {
  const before = context.decisions.get(linkKey(row));
  const named: ItgOrganizationId | null =
    itglueId !== null ? itgOrganizationId(itglueId) : before?.connectwiseId === id ? before.itglueId : null;
  const { connection, uid } = row;
  return { connection, uid, kind: 'confirmed', connectwiseId: cwCompanyId(id), itglueId: named, reason: null };
}

function standsSo(row: CompanyLink, wish: Wish, target: number | null): boolean {
  if (wish.kind === 'ignore') return row.state === 'ignored' && row.reasons.join('; ') === wish.reason;
  if (wish.kind === 'unlink') return row.state === 'unlinked';
  const isSame = row.state === 'linked' && target !== null && row.connectwise?.id === target;
  const isFirm = !wish.isConfirmation || row.grade === 'confirmed';
  return isSame && isFirm && (wish.itglueId === null || row.itglue?.id === wish.itglueId);
}

/** Where the file speaks of this company, in words; null where it does not (RULES, Mapping 7). */
function pinOf(row: CompanyLink, wish: Wish, context: MappingContext): string | null {
  const { settings } = context.observation;
  const pin = context.pins.get(linkKey(row));
  const namesOrganization = wish.kind === 'link' && wish.itglueId !== null && pin?.itglueId !== null;
  if (pin && (pin.connectwise || pin.ignoreReason !== null || namesOrganization))
    return `pinned in ${placeOf(pin.position)}`;
  const fact: VspcCompanyFact = { ...row, kind: 'company', externalId: null, alias: null, website: null };
  const reseller = resellerOf(fact, settings.resellers);
  if (reseller === null) return null;
  const ofReseller = settings.resellers.pins.find((candidate) => linkKey(candidate.vspc) === reseller);
  return `its reseller's, ${ofReseller ? `by ${placeOf(ofReseller.position)}` : 'by `resellers: roll-up` in companies.yaml'}`;
}

function placeOf({ file, line }: FilePosition): string {
  return `${file}, line ${line}`;
}

/** The rows as the next pass would make them, from the same table that it uses. */
function rowsOf(
  decisions: readonly CompanyDecision[],
  { observation, decisions: known, stored }: MappingContext,
): HandChange[] {
  const decided = new Map(decisions.map((decision) => [linkKey(decision), decision]));
  const merged = new Map([...known, ...decided]);
  const facts = [...decided.keys()].flatMap((key) => {
    const row = stored.get(key);
    return row ? [{ ...row, kind: 'company' as const, externalId: null, alias: null, website: null }] : [];
  });
  const rows = desiredLinks({ ...observation, vspc: facts, decisions: [...merged.values()] });
  return rows.flatMap(({ link: after }) => {
    const [decision, before] = [decided.get(linkKey(after)), stored.get(linkKey(after))];
    return decision && before && !isSame(before, after) ? [{ decision, before, after }] : [];
  });
}

function isSame(left: CompanyLink, right: CompanyLink): boolean {
  return canonicalJson(left as unknown as JsonValue) === canonicalJson(right as unknown as JsonValue);
}
