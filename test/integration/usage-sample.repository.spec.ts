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
    const left = await repository.list('2000-01-01', '2030-01-01');
    await database.close();
    await temporary.dispose();
    expect(deleted).toEqual([2, 1]);
    expect(left.map((sample) => sample.date)).toEqual(['2026-11-01']);
  });
});
