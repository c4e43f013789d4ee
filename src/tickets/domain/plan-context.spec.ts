import { at, job, observation, result } from '../../../test/support/ticket-world';
import type { TicketCompany } from './ticket-facts';
import { boardById, buildContext, destinationOf, matchSubjectOf, resolveNamed, wallClockOf } from './plan-context';
import type { TicketsObservation } from './tickets-observation';

const ALPHA: TicketCompany = {
  connection: 'main',
  uid: 'alpha',
  name: 'Alpha',
  state: 'linked',
  connectwise: { id: 250, identifier: 'alpha', name: 'Alpha Inc', type: null, status: null },
  reseller: 'r1',
  resellerName: 'Reseller One',
};

function context(change: Partial<TicketsObservation> = {}) {
  return buildContext(observation(change));
}

describe('results of a job', () => {
  const early = result('2026-11-08T22:00', 'success');
  const late = result('2026-11-09T22:00', 'failed');
  const other = result('2026-11-09T21:00', 'failed', { key: 'job-2' });

  it.each([
    ['as they come, job by job', [early, late, other]],
    ['mixed up with those of others', [early, other, late]],
    ['in the wrong order', [late, other, early]],
  ])('are in order of their end: %s', (_how, results) => {
    const { results: known } = context({ results });
    expect(known.get(early.job)).toEqual([early, late]);
    expect(known.get(other.job)).toEqual([other]);
  });
});

describe('where a ticket goes (RULES, Tickets 1 and 15)', () => {
  const provider = { kind: 'company', companyId: 1, name: 'Provider', provider: true };
  it.each<[string, Partial<TicketCompany> | null, Parameters<typeof destinationOf>[2], object]>([
    [
      'a linked company',
      {},
      { uid: 'alpha', by: 'organization' },
      { kind: 'company', companyId: 250, name: 'Alpha Inc', provider: false },
    ],
    [
      'the company that it is mapped to',
      {},
      { uid: 'alpha', by: 'mapped' },
      { kind: 'company', companyId: 250, name: 'Alpha Inc', provider: false },
    ],
    ['what nobody mapped on a shared server: the provider', {}, { uid: 'alpha', by: 'provider' }, provider],
    ['what belongs to nobody: the provider', {}, { uid: null, by: 'organization' }, provider],
    ['an ignored one: nowhere', { state: 'ignored' }, { uid: 'alpha', by: 'mapped' }, { reason: 'ignored' }],
    ['a suspended one: nowhere', { state: 'suspended' }, { uid: 'alpha', by: 'mapped' }, { reason: 'suspended' }],
    ['an unlinked one: nowhere', { state: 'unlinked' }, { uid: 'alpha', by: 'mapped' }, { reason: 'unlinked' }],
    [
      'one without its ConnectWise company',
      { connectwise: null },
      { uid: 'alpha', by: 'mapped' },
      { reason: 'unlinked' },
    ],
    ['one that nobody knows', null, { uid: 'alpha', by: 'mapped' }, { reason: 'unlinked' }],
  ])('%s', (_what, change, company, expected) => {
    const companies = change === null ? [] : [{ ...ALPHA, ...change }];
    expect(destinationOf(context({ companies }), 'main', company)).toMatchObject(expected);
  });
});

describe('what rules see of a company', () => {
  it.each<[string, Partial<TicketCompany> | null, object]>([
    [
      'its names in both systems, each once',
      {},
      { names: ['Alpha', 'Alpha Inc', 'alpha'], connectwiseId: 250, reseller: 'r1' },
    ],
    ['without a link its name in VSPC', { connectwise: null }, { names: ['Alpha'], connectwiseId: null, type: null }],
    ['unknown to the mapping', null, { names: ['Alpha'], reseller: null }],
  ])('%s', (_what, change, company) => {
    const companies = change === null ? [] : [{ ...ALPHA, ...change }];
    const found = context({ companies });
    const subject = matchSubjectOf(found, job(), 'failed', {});
    expect(subject.company).toMatchObject(company);
    expect(matchSubjectOf(found, job({ key: 'job-2' }), 'missed', {}).company).toBe(subject.company);
  });
});

describe('names of the settings', () => {
  const known = [
    { id: 5, name: 'Backup ' },
    { id: 7, name: '5' },
  ];
  it.each<[string, string | number, number | null]>([
    ['an id', 5, 5],
    ['an id that is not there', 6, null],
    ['a name, whatever its case and blanks', ' BACKUP', 5],
    ['a name of digits is a name', '5', 7],
    ['a name that is not there', 'Service', null],
  ])('%s', (_what, wanted, id) => {
    expect(resolveNamed(wanted, known)?.id ?? null).toBe(id);
  });

  it('a board by its id, or none', () => {
    expect(boardById(context(), 20)?.name).toBe('Service');
    expect(boardById(context(), 99)).toBeNull();
    expect(boardById(context(), null)).toBeNull();
  });
});

describe('the clock of a connection', () => {
  it.each([
    ['its own', 'berlin', '2026-11-02 09:00 +01:00'],
    ['that of the bridge, for one that is not configured any more', 'gone', '2026-11-02 08:00 +00:00'],
  ])('%s', (_what, connection, text) => {
    const found = context({ connections: [{ name: 'berlin', timezone: 'Europe/Berlin', read: true }] });
    expect(wallClockOf(found, connection).text(at('2026-11-02T08:00'))).toBe(text);
  });
});
