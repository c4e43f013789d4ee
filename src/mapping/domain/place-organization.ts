import { linkKey, type CompanyLink, type LinkedCwCompany, type LinkedItgOrganization } from './company-link';
import type { MappingContext } from './mapping-context';
import type { VspcCompanyFact } from './mapping-observation';
import { matchOrganization } from './match-organization';

/** The IT Glue organization of a link, and whether its pages have to wait. */
export interface OrganizationPlace {
  readonly itglue: LinkedItgOrganization | null;
  readonly isGone: boolean;
  /** What a person should know or could do; null when there is nothing. */
  readonly note: string | null;
}

const NOTHING: OrganizationPlace = { itglue: null, isGone: false, note: null };

/**
 * Which organization a link has (RULES, Mapping 3 and 6). `same`: the stored row, where it is of the same ConnectWise
 * company; with another company its organization is another one, too. First line that fits:
 *
 * | named by                        | IT Glue shows it | IT Glue was read           | result                             |
 * | ------------------------------- | ---------------- | -------------------------- | ---------------------------------- |
 * | pin, person or the stored link  | yes              | any                        | that one, by its present name      |
 * | the stored link, or as stored   | no               | gone by two complete reads | the stored one, gone               |
 * | the stored link, or as stored   | no               | any                        | the stored one                     |
 * | pin or person, never seen       | no               | completely                 | none, gone                         |
 * | pin or person, never seen       | no               | partly or not              | none                               |
 * | nobody                          |                  | completely                 | what matchOrganization links       |
 * | nobody                          |                  | partly or not              | none: uniqueness is not known      |
 */
export function placeOrganization(
  company: VspcCompanyFact,
  connectwise: LinkedCwCompany,
  same: CompanyLink | null,
  context: MappingContext,
): OrganizationPlace {
  const stored = same?.itglue ?? null;
  const wanted = namedOrganization(company, context) ?? stored?.id ?? null;
  if (wanted === null) return isReadCompletely(context) ? matched(connectwise, context) : NOTHING;
  return placeNamed(wanted, stored?.id === wanted ? stored : null, context);
}

function placeNamed(id: string, stored: LinkedItgOrganization | null, context: MappingContext): OrganizationPlace {
  const known = context.itg.byId.get(id);
  if (known) return { itglue: { id: known.id, name: known.name }, isGone: false, note: null };
  const isGone = stored ? context.observation.goneItglue.has(id) : isReadCompletely(context);
  return { itglue: stored, isGone, note: isGone ? `IT Glue has no organization ${id}: documentation waits` : null };
}

/** By its pin, else by a person. */
function namedOrganization(company: VspcCompanyFact, context: MappingContext): string | null {
  const key = linkKey(company);
  return context.pins.get(key)?.itglueId ?? context.decisions.get(key)?.itglueId ?? null;
}

function isReadCompletely({ observation: { itglueSource, completeSources } }: MappingContext): boolean {
  return itglueSource !== null && completeSources.has(itglueSource);
}

function matched(connectwise: LinkedCwCompany, context: MappingContext): OrganizationPlace {
  const match = matchOrganization(connectwise, context.itg);
  if (match.kind === 'link') return { itglue: match.organization, isGone: false, note: null };
  if (match.kind === 'none') return NOTHING;
  const ids = match.organizations.map(({ id }) => id).join(', ');
  return { ...NOTHING, note: `IT Glue suggests ${ids}: ${match.reason}` };
}
