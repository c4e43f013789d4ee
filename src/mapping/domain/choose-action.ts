import type { STREAM_ACTIONS } from '../../kernel/change';
import type { CompanyLink } from './company-link';

export type MappingAction = (typeof STREAM_ACTIONS)['mapping'][number];

/**
 * What becoming the desired row means, first line that fits (RULES, Mapping 8). Null: nothing that counts.
 *
 * | the row                                                      | action   |
 * | ------------------------------------------------------------ | -------- |
 * | becomes linked, or linked to another company or organization | link     |
 * | stays linked, with other suspended streams                   | suspend  |
 * | becomes ignored                                              | ignore   |
 * | becomes conflict                                             | conflict |
 * | becomes suggested, or suggests something else                | suggest  |
 * | was linked and becomes unlinked                              | suspend  |
 * | anything else                                                | null     |
 */
export function chooseAction(desired: CompanyLink, stored: CompanyLink | null): MappingAction | null {
  const standing = stored?.state === desired.state ? stored : null;
  if (desired.state === 'linked') return standing ? actionOfLinked(desired, standing) : 'link';
  if (desired.state === 'unlinked') return stored?.state === 'linked' ? 'suspend' : null;
  if (standing === null) return BECOMES[desired.state];
  return desired.state === 'suggested' && candidatesOf(desired) !== candidatesOf(standing) ? 'suggest' : null;
}

const BECOMES = { ignored: 'ignore', conflict: 'conflict', suggested: 'suggest' } as const;

function actionOfLinked(desired: CompanyLink, stored: CompanyLink): MappingAction | null {
  if (targetsOf(desired) !== targetsOf(stored)) return 'link';
  return desired.suspended.join(' ') === stored.suspended.join(' ') ? null : 'suspend';
}

function targetsOf({ connectwise, itglue }: CompanyLink): string {
  return JSON.stringify([connectwise?.id, itglue?.id]);
}

function candidatesOf(link: CompanyLink): string {
  return link.candidates.map((candidate) => `${candidate.grade}:${candidate.connectwise.id}`).join(' ');
}
