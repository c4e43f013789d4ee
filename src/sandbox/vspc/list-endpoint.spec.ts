import { ManualClock } from '../../../test/support/manual-clock';
import { ask, askList, exampleVspcData, queryOf } from '../../../test/support/vspc-example';
import { ALPHA, SERVER, uid } from '../../../test/support/vspc-example-uids';
import { VspcStandIn } from './vspc-stand-in';

const JOBS = '/infrastructure/backupServers/jobs';
const BY_UID = [{ property: 'uniqueUid', direction: 'ascending' }];

function standInWith(jobCount: number): VspcStandIn {
  const data = exampleVspcData();
  const [template] = data.jobs;
  data.jobs = Array.from({ length: jobCount }, (_, index) => ({
    ...template!,
    uniqueUid: uid(1000 + ((index * 7919) % jobCount)),
    name: `Job ${index % 10}`,
    lastRun: new Date(Date.UTC(2026, 9, 1) + index * 60_000),
  }));
  return new VspcStandIn(data, new ManualClock());
}

function walk(standIn: VspcStandIn, query: Record<string, unknown>, limit: number): unknown[] {
  const uids: unknown[] = [];
  for (let offset = 0; ; offset += limit) {
    const { data } = askList(standIn, `${JOBS}?${queryOf({ ...query, limit, offset })}`);
    if (data.length === 0) return uids;
    uids.push(...data.map(({ uniqueUid }) => uniqueUid));
  }
}

describe('paging', () => {
  it('gives 100 rows unless asked for more, and at most 500', () => {
    const standIn = standInWith(1200);
    expect(askList(standIn, JOBS).meta.pagingInfo).toEqual({ total: 1200, count: 100, offset: 0 });
    expect(askList(standIn, `${JOBS}?limit=500&offset=1000`).meta.pagingInfo).toEqual({
      total: 1200,
      count: 200,
      offset: 1000,
    });
    expect(askList(standIn, `${JOBS}?limit=500&offset=1200`).data).toEqual([]);
  });

  it.each([
    ['limit=501', 'limit'],
    ['limit=0', 'limit'],
    ['limit=ten', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=2147483648', 'offset'],
    ['pageSize=500', 'pageSize'],
    ['expand=Organization', 'expand'],
    [queryOf({ sort: [{ property: 'nme' }] }), 'sort'],
    [queryOf({ sort: [{ property: 'name', direction: 'up' }] }), 'sort'],
    [queryOf({ sort: 'name' }), 'sort'],
    [queryOf({ select: [{ propertyPath: 'nme' }] }), 'select'],
    [queryOf({ select: ['name'] }), 'select'],
  ])('refuses %s with a logical 400 for %s', (query, parameterName) => {
    const reply = ask(standInWith(3), 'GET', `${JOBS}?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ type: 'logical', code: 400, parameterName }] } });
  });

  it('a walk by uid sees every row once', () => {
    const uids = walk(standInWith(1200), { sort: BY_UID }, 500);
    expect(uids).toHaveLength(1200);
    expect(new Set(uids).size).toBe(1200);
    expect([...uids].sort()).toEqual(uids);
  });

  it.each([
    ['without sort', {}],
    ['by a property that repeats', { sort: [{ property: 'name' }] }],
  ])('a walk %s meets rows twice and misses others', (_name, query) => {
    const uids = walk(standInWith(1200), query, 500);
    expect(new Set(uids).size).toBeLessThan(1200);
  });

  it('sorts by several keys, descending, null first', () => {
    const standIn = new VspcStandIn(exampleVspcData(), new ManualClock());
    const sort = [{ property: 'lastRun', direction: 'descending' }, { property: 'name' }];
    const names = askList(standIn, `${JOBS}?${queryOf({ sort })}`).data.map(({ name }) => name);
    expect(names).toEqual(['Nightly', 'Tape', 'nightly of a clone']);
  });

  it('by switch: the offset is overlooked', () => {
    const standIn = standInWith(300);
    standIn.setSwitch('ignoreOffset', [`GET ${JOBS}`]);
    const first = askList(standIn, `${JOBS}?${queryOf({ sort: BY_UID, limit: 100 })}`).data;
    const second = askList(standIn, `${JOBS}?${queryOf({ sort: BY_UID, limit: 100, offset: 100 })}`).data;
    expect(second).toEqual(first);
  });

  it('by switch: the list shrinks between two pages, so that a row is missed', () => {
    const standIn = standInWith(300);
    standIn.setSwitch('shrinkBetweenPages', ['*']);
    const uids = walk(standIn, { sort: BY_UID }, 100);
    expect(uids).toHaveLength(299);
    expect(askList(standIn, `${JOBS}?${queryOf({ sort: BY_UID, offset: 100 })}`).meta.pagingInfo.total).toBe(299);
  });

  it('by switch: pagingInfo says skip', () => {
    const standIn = standInWith(3);
    standIn.setSwitch('pagingOffsetName', 'skip');
    expect(askList(standIn, JOBS).meta.pagingInfo).toEqual({ total: 3, count: 3, skip: 0 });
  });

  it('by switch: errors stand next to the data', () => {
    const standIn = standInWith(3);
    standIn.setSwitch('partialErrors', [`GET ${JOBS}`]);
    expect(askList(standIn, JOBS)).toMatchObject({ errors: [{ type: 'retryableLogical', code: 1000 }] });
  });

  it('walks 100,000 jobs in pages of 500, and notices a change', () => {
    const standIn = standInWith(100_000);
    const uids = walk(standIn, { sort: BY_UID }, 500);
    expect(new Set(uids).size).toBe(100_000);
    standIn.live.removeJob(uid(1000));
    expect(askList(standIn, `${JOBS}?${queryOf({ sort: BY_UID })}`).data[0]).toMatchObject({ uniqueUid: uid(1001) });
  });
});

describe('select and expand', () => {
  const standIn = (): VspcStandIn => new VspcStandIn(exampleVspcData(), new ManualClock());

  it('select returns the named paths only', () => {
    const select = [{ propertyPath: 'uniqueUid' }, { propertyPath: 'schedule.dailyScheduleOptions.kind' }];
    const { data } = askList(standIn(), `${JOBS}?${queryOf({ select, sort: BY_UID, limit: 1 })}`);
    expect(data).toEqual([{ uniqueUid: uid(30), schedule: { dailyScheduleOptions: { kind: 'Everyday' } } }]);
  });

  it('sizes of a repository come by expand only; object storage tells none', () => {
    const path = '/infrastructure/backupServers/repositories';
    const sort = queryOf({ sort: [{ property: 'instanceUid' }] });
    expect(askList(standIn(), `${path}?${sort}`).data[0]).toMatchObject({ _embedded: null });
    const { data } = askList(standIn(), `${path}?${sort}&expand=BackupRepositoryInfo`);
    expect(data).toMatchObject([
      { _embedded: { capacity: 1000, isCapacityAvailable: true } },
      { _embedded: { capacity: null, isCapacityAvailable: false } },
    ]);
  });

  it.each([
    ['null', null],
    ['empty', { organization: null }],
    ['absent', undefined],
  ])('by switch: _embedded of an unexpanded company is %s', (style, expected) => {
    const subject = standIn();
    subject.setSwitch('embeddedUnexpanded', style);
    expect(askList(subject, '/organizations/companies').data[0]?.['_embedded']).toEqual(expected);
  });

  it('a typed job has its status in the expansion only', () => {
    const path = `${JOBS}/agentJobs`;
    expect(askList(standIn(), path).data[0]).not.toHaveProperty('status');
    const [job] = askList(standIn(), `${path}?expand=BackupServerJob`).data;
    expect(job).toMatchObject({ _embedded: { backupServerJob: { status: 'Success', uniqueUid: uid(30) } } });
  });

  it('by switch: a property without value is left out, but never a required one', () => {
    const subject = standIn();
    subject.setSwitch('nullProperties', 'absent');
    const { data } = askList(subject, `${JOBS}?${queryOf({ sort: BY_UID, limit: 1, offset: 1 })}`);
    expect(data[0]).not.toHaveProperty('lastRun');
    expect(data[0]).toHaveProperty('status');
  });

  it('by switch: a tax id of digits is a number', () => {
    const subject = standIn();
    subject.setSwitch('numericTaxId', true);
    expect(ask(subject, 'GET', `/organizations/${ALPHA}`).body).toMatchObject({ data: { taxId: 12345 } });
  });

  it.each([
    [`/infrastructure/backupServers/${SERVER}`, 200],
    [`/infrastructure/backupServers/${uid(999)}`, 404],
    ['/infrastructure/backupServers/abc', 400],
    ['/plugins/', 200],
    ['/plugins', 501],
    ['/infrastructure/nowhere', 501],
  ])('%s answers %i', (path, status) => {
    expect(ask(standIn(), 'GET', path).status).toBe(status);
  });

  it('by switch: the final slash does not matter', () => {
    const subject = standIn();
    subject.setSwitch('trailingSlash', 'lenient');
    expect(ask(subject, 'GET', '/plugins').status).toBe(200);
    expect(ask(subject, 'GET', '/organizations/').status).toBe(200);
  });

  it('a switch that does not exist, or a value that it does not take, throws', () => {
    expect(() => {
      standIn().setSwitch('ofset', []);
    }).toThrow('no switch is called "ofset"');
    expect(() => {
      standIn().setSwitch('ignoreOffset', true);
    }).toThrow('does not take true');
  });
});
