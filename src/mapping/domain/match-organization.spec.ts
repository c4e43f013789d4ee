import { itg } from '../../../test/support/mapping-world';
import { cwCompanyId } from '../../kernel/ids';
import { indexOrganizations, matchOrganization } from './match-organization';

const COMPANY = { id: cwCompanyId(250), identifier: 'QUOR', name: 'Quorella Dental' };
const BY_PSA = itg('1', 'Other', { psaIds: ['250'] });
const BY_PSA_TOO = itg('2', 'Other', { psaIds: ['250'] });
const BY_SHORT_NAME = itg('3', 'Other', { shortName: 'quor' });
const BY_SHORT_NAME_TOO = itg('4', 'Other', { shortName: 'QUOR' });
const BY_NAME = itg('5', 'QUORELLA dental');

describe('matchOrganization', () => {
  it.each([
    ['the PSA id wins over the rest', [BY_PSA, BY_SHORT_NAME, BY_NAME], { kind: 'link', organization: { id: '1' } }],
    [
      'two with the PSA id',
      [BY_PSA, BY_PSA_TOO, BY_SHORT_NAME],
      { kind: 'suggest', organizations: [{ id: '1' }, { id: '2' }] },
    ],
    ['the short name, without case', [BY_SHORT_NAME, BY_NAME], { kind: 'link', organization: { id: '3' } }],
    ['two with the short name', [BY_SHORT_NAME, BY_SHORT_NAME_TOO], { kind: 'suggest' }],
    ['a name only suggests', [BY_NAME], { kind: 'suggest', organizations: [{ id: '5' }] }],
    ['nothing', [itg('6', 'Velmora')], { kind: 'none' }],
  ])('%s', (_sentence, organizations, expected) => {
    expect(matchOrganization(COMPANY, indexOrganizations(organizations))).toMatchObject(expected);
  });
});
