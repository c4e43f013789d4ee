import type { UsageSample } from '../../src/billing/domain/samples';
import { UsageSampleRepository } from '../../src/persistence/billing/usage-sample.repository';
import { DATABASE_KINDS, temporaryDatabase } from '../support/temporary-database';

describe.each(DATABASE_KINDS)('usage samples on %s', (kind) => {
  it('go a batch at a time once they are old, and only those', async () => {
    const temporary = await temporaryDatabase(kind);
    const database = await temporary.open();
    const repository = new UsageSampleRepository(database);
    const dates = ['2024-09-01', '2024-09-02', '2024-09-03', '2026-11-01'];
    const samples = dates.map((date) => ({ connection: 'main', companyUid: 'a', location: 'l', date, counters: {} }));
    await repository.record(samples, { connection: 'main', dates, at: new Date('2026-11-02T08:00:00Z') });
    const before = new Date('2024-10-01T00:00:00Z');
    const deleted = [await repository.deleteOlderThan(before, 2), await repository.deleteOlderThan(before, 2)];
    const left: UsageSample[] = [];
    for await (const day of repository.listByDay('2024-08-30', '2026-11-02')) left.push(...day);
    await database.close();
    await temporary.dispose();
    expect(deleted).toEqual([2, 1]);
    expect(left.map((sample) => sample.date)).toEqual(['2026-11-01']);
  });

  it('are written when they are new or changed, and not when only the order of their counters is', async () => {
    const temporary = await temporaryDatabase(kind);
    const database = await temporary.open();
    const repository = new UsageSampleRepository(database);
    const date = '2026-11-01';
    const at = new Date('2026-11-02T08:00:00Z');
    const sample = (location: string, counters: UsageSample['counters']): UsageSample => {
      return { connection: 'main', companyUid: 'a', location, date, counters };
    };
    const read = { connection: 'main', dates: [date], at };
    await repository.record([sample('l', { one: '1', two: '2' }), sample('m', { one: '1' })], read);
    await repository.record([sample('l', { two: '2', one: '1' }), sample('m', { one: '5' })], read);
    await repository.record([sample('n', { one: null })], { ...read, dates: [] });
    const stored: UsageSample[] = [];
    for await (const day of repository.listByDay(date, date)) stored.push(...day);
    const days = await repository.listReadDays('main');
    await database.close();
    await temporary.dispose();
    const shown = stored.map(({ location, counters }) => `${location} ${JSON.stringify(counters)}`);
    expect(shown.sort()).toEqual(['l {"one":"1","two":"2"}', 'm {"one":"5"}', 'n {"one":null}']);
    expect([...days.keys()]).toEqual([date]);
  });
});
