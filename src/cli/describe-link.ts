import type { CompanyLink } from '../mapping/domain/company-link';

interface Change {
  readonly before: CompanyLink;
  readonly after: CompanyLink;
}

/** Before the arrow what was, behind it what is. */
export function describeChange({ before, after }: Change): string {
  return `${after.name}: ${describeDifference(before, after)}`;
}

/** What happened to a link, one thing a line; `before` is null for the first event. */
export function describeEvent(before: CompanyLink | null, after: CompanyLink): readonly string[] {
  if (before === null) return [`→ ${describeLink(after)}`];
  const pairs: readonly (readonly [string, string])[] = [
    [`name ${before.name}`, after.name],
    [`health ${before.health}`, after.health],
    [`stops ${streamsOf(before)}`, streamsOf(after)],
  ];
  const changed = pairs.filter(([left, right]) => !left.endsWith(` ${right}`)).map((pair) => pair.join(' → '));
  const isRelinked = describeLink(before) !== describeLink(after);
  return [...(isRelinked ? [describeDifference(before, after)] : []), ...changed];
}

/** A grade alone, where nothing else is different. */
function describeDifference(before: CompanyLink, after: CompanyLink): string {
  const isSame = targetOf(before) === targetOf(after) && targetOf(after) !== null;
  if (isSame) return `${before.grade ?? ''} → ${after.grade ?? ''}: ${targetOf(after) ?? ''}`;
  return `${describeLink(before)} → ${describeLink(after)}`;
}

function describeLink(link: CompanyLink): string {
  if (link.state === 'ignored') return `ignored (${link.reasons[0] ?? ''})`;
  const target = targetOf(link);
  return target === null ? link.state : `${target} (${link.grade ?? ''})`;
}

function targetOf({ state, connectwise, itglue }: CompanyLink): string | null {
  if (state !== 'linked' || !connectwise) return null;
  return `cw:${connectwise.id} ${connectwise.name}${itglue ? `, itg:${itglue.id} ${itglue.name}` : ''}`;
}

function streamsOf({ suspended }: CompanyLink): string {
  return suspended.length === 0 ? 'nothing' : suspended.join(' ');
}
