import type { PlannedProblem } from '../../kernel/change';
import { linkKey, type CompanyLink, type Health } from './company-link';
import type { OrganizationPlace } from './place-organization';

const SENTENCES: Readonly<Record<Health, string | null>> = {
  ok: null,
  renamed: null,
  missing: null,
  deleted: 'is deleted in ConnectWise; tickets, billing and documentation wait',
  merged: 'is deleted in ConnectWise and seems merged into another company; tickets, billing and documentation wait',
  inactive: 'is inactive in ConnectWise; billing waits',
  conflict: "is contradicted by VSPC's company ID, which names another company; nothing is done until that is settled",
};

/** What a person has to decide about a link that is not well. */
export function healthProblem(link: CompanyLink): PlannedProblem | null {
  const sentence = SENTENCES[link.health];
  if (sentence === null || link.connectwise === null) return null;
  const { name, identifier, id } = link.connectwise;
  const target = link.candidates[0]?.connectwise;
  const instead = target ? ` It would be ${target.name} (${target.identifier}).` : '';
  return {
    id: `mapping/health/${linkKey(link)}`,
    system: 'connectwise',
    kind: link.health,
    message: `${link.name} → ${name} (${identifier}) ${sentence}.${instead}`,
    hint: decideHint(link, id, target?.id ?? null),
  };
}

/** A pinned company is changed in its file (RULES, Mapping 7). */
function decideHint(link: CompanyLink, current: number, target: number | null): string {
  if (link.grade === 'pinned') return `Change its entry: it is ${link.reasons.join(', ')}.`;
  const ref = `vspc:${linkKey(link)}`;
  const proposed = `vspc-bridge companies link ${ref} cw:${target ?? 'ID'}`;
  if (link.health === 'inactive')
    return `Set its status in ConnectWise; if it has left, run: vspc-bridge companies ignore ${ref} --reason TEXT`;
  if (link.health === 'conflict' && target !== current)
    return `Say which: ${proposed}, or: vspc-bridge companies link ${ref} cw:${current}`;
  return `Name the company that took its place: ${proposed}`;
}

/** A company that VSPC no longer shows: everything is left as it is. */
export function missingProblem(link: CompanyLink): PlannedProblem {
  return {
    id: `mapping/missing/${linkKey(link)}`,
    system: `vspc:${link.connection}`,
    kind: 'missing',
    message: `${link.name} is no longer in VSPC; its tickets, quantities and page are left as they are.`,
    hint: `If it has left, run: vspc-bridge companies ignore vspc:${linkKey(link)} --reason TEXT`,
  };
}

/** A pin or a confirmation that names nothing: no link, and a person is told. */
export function danglingProblem(link: CompanyLink, by: string, named: string): PlannedProblem {
  return {
    id: `mapping/dangling/${linkKey(link)}`,
    system: 'connectwise',
    kind: 'conflict',
    message: `${link.name} is ${by} to ${named}, but ConnectWise has no such company.`,
    hint: 'Correct the id, or decide anew: vspc-bridge companies suggest',
  };
}

/** VSPC names a company that ConnectWise has deleted. */
export function deletedTargetProblem(link: CompanyLink): PlannedProblem {
  const target = link.candidates[0]?.connectwise;
  const instead = target ? ` It may be ${target.name} (${target.identifier}).` : '';
  return {
    id: `mapping/health/${linkKey(link)}`,
    system: 'connectwise',
    kind: link.health,
    message: `${link.name}: ${link.reasons.join(', ')}.${instead}`,
    hint: `Name the company that took its place: vspc-bridge companies link vspc:${linkKey(link)} cw:${target?.id ?? 'ID'}`,
  };
}

/** The organization of a link is gone: its page waits (RULES, Mapping 6). */
export function organizationProblem(link: CompanyLink, place: OrganizationPlace): PlannedProblem | null {
  if (place.note === null || !place.isGone || link.connectwise === null) return null;
  return {
    id: `mapping/organization/${linkKey(link)}`,
    system: 'itglue',
    kind: 'missing',
    message: `${link.name}: ${place.note}.`,
    hint: `Name another one: vspc-bridge companies link vspc:${linkKey(link)} cw:${link.connectwise.id} --itglue ID`,
  };
}
