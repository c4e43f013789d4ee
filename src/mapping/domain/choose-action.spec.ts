import { vspc } from '../../../test/support/mapping-world';
import { cwCompanyId, itgOrganizationId } from '../../kernel/ids';
import { chooseAction } from './choose-action';
import type { CompanyLink } from './company-link';
import { emptyRow } from './link-row';

const UNLINKED = emptyRow(vspc('a', 'Quorella'));
const LINKED: CompanyLink = {
  ...UNLINKED,
  state: 'linked',
  grade: 'identifier',
  connectwise: { id: cwCompanyId(250), identifier: 'QUO', name: 'Quorella' },
};
const IGNORED: CompanyLink = { ...UNLINKED, state: 'ignored' };
const CONFLICT: CompanyLink = { ...UNLINKED, state: 'conflict' };
const candidate = (id: number) => ({
  connectwise: { id: cwCompanyId(id), identifier: `I${id}`, name: 'Q' },
  grade: 'strong' as const,
  score: 0.9,
  reasons: [],
});
const SUGGESTED: CompanyLink = { ...UNLINKED, state: 'suggested', candidates: [candidate(1)] };

describe('chooseAction', () => {
  it.each<[string, CompanyLink | null, CompanyLink, string | null]>([
    ['becomes linked at first sight', null, LINKED, 'link'],
    ['becomes linked', SUGGESTED, LINKED, 'link'],
    [
      'is linked to another company',
      { ...LINKED, connectwise: { ...LINKED.connectwise!, id: cwCompanyId(9) } },
      LINKED,
      'link',
    ],
    [
      'is linked to another organization',
      { ...LINKED, itglue: { id: itgOrganizationId(1), name: 'Q' } },
      LINKED,
      'link',
    ],
    ['stays linked, with other suspended streams', LINKED, { ...LINKED, suspended: ['billing'] }, 'suspend'],
    ['stays linked, under another name', LINKED, { ...LINKED, name: 'Q2' }, null],
    ['becomes ignored', LINKED, IGNORED, 'ignore'],
    ['stays ignored', IGNORED, IGNORED, null],
    ['becomes conflict', LINKED, CONFLICT, 'conflict'],
    ['stays conflict', CONFLICT, CONFLICT, null],
    ['becomes suggested', UNLINKED, SUGGESTED, 'suggest'],
    ['suggests something else', SUGGESTED, { ...SUGGESTED, candidates: [candidate(2)] }, 'suggest'],
    ['suggests the same', SUGGESTED, SUGGESTED, null],
    ['was linked and becomes unlinked', LINKED, UNLINKED, 'suspend'],
    ['is unlinked at first sight', null, UNLINKED, null],
    ['stays unlinked', UNLINKED, UNLINKED, null],
  ])('%s', (_sentence, stored, desired, action) => {
    expect(chooseAction(desired, stored)).toBe(action);
  });
});
