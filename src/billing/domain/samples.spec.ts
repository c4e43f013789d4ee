import fc from 'fast-check';
import { addDays } from '../../kernel/civil-date';
import { formatAmount } from './amount';
import { CompanySamples, quotaLocation, type DayValue, type UsageSample } from './samples';

const DAY = '2026-11-10';

function sample(location: string, date: string, counters: UsageSample['counters']): UsageSample {
  return { connection: 'main', companyUid: 'c', location, date, counters };
}

function show(day: DayValue): string {
  return day.kind === 'known' ? formatAmount(day.value) : day.why;
}

function read(rows: readonly UsageSample[], counters = ['ManagedVms']): DayValue {
  const samples = new CompanySamples([...counters, 'VbrBackupSize']);
  for (const row of rows) samples.add(row);
  return samples.readDay(DAY, counters);
}

describe('one day of a company', () => {
  const vms = (value: string | null): UsageSample['counters'] => ({ ManagedVms: value });

  it.each<[sentence: string, rows: UsageSample[], expected: string]>([
    ['no row is unknown, not zero', [], 'no-row'],
    ['a row of yesterday is no row of today', [sample('a', '2026-11-09', vms('3'))], 'no-row'],
    ['one row is its value', [sample('a', DAY, vms('3'))], '3'],
    ['locations are added up', [sample('a', DAY, vms('3')), sample('b', DAY, vms('4'))], '7'],
    ['a counter that a row lacks is 0', [sample('a', DAY, {}), sample('b', DAY, vms('4'))], '4'],
    [
      'a location that was there a week ago is missed',
      [sample('a', DAY, vms('3')), sample('b', '2026-11-03', vms('4'))],
      'location-missing',
    ],
    [
      'a location that was there eight days ago is forgotten',
      [sample('a', DAY, vms('3')), sample('b', '2026-11-02', vms('4'))],
      '3',
    ],
    [
      'a new location is welcome',
      [sample('a', '2026-11-09', vms('1')), sample('a', DAY, vms('3')), sample('b', DAY, vms('4'))],
      '7',
    ],
    ['a negative counter is unknown', [sample('a', DAY, vms('-1'))], 'bad-counter'],
    ['a fraction of a count is unknown', [sample('a', DAY, vms('1.5'))], 'bad-counter'],
    ['beyond 2^53 is unknown', [sample('a', DAY, vms('9007199254740993'))], 'bad-counter'],
    ['2^53 itself is a number', [sample('a', DAY, vms('9007199254740992'))], '9007199254740992'],
    ['a counter without a value is unknown', [sample('a', DAY, vms(null))], 'bad-counter'],
    [
      'one bad location makes the day unknown',
      [sample('a', DAY, vms('3')), sample('b', DAY, vms('-4'))],
      'bad-counter',
    ],
    ['a counter that is no number is unknown', [sample('a', DAY, vms('many'))], 'bad-counter'],
    ['minus nothing is nothing', [sample('a', DAY, vms('-0'))], '0'],
    ['a bad counter of another line does no harm', [sample('a', DAY, { ManagedVms: '3', VbrBackupSize: '-5' })], '3'],
  ])('%s', (_sentence, rows, expected) => {
    expect(show(read(rows))).toBe(expected);
  });

  it('takes a fraction where bytes are due', () => {
    expect(show(read([sample('a', DAY, { CloudTotalUsage: '1.5' })], ['CloudTotalUsage']))).toBe('1.5');
  });

  it('says of a quota without a limit that it is none to bill', () => {
    const row = sample(quotaLocation('quota.cloudStorage'), DAY, { 'quota.cloudStorage': null });
    const detail = `quota.cloudStorage of ${DAY} is without a limit`;
    expect(read([row], ['quota.cloudStorage'])).toEqual({ kind: 'unknown', why: 'bad-counter', detail });
  });

  it('says when a value rests on a counter that was not there', () => {
    expect(read([sample('a', DAY, {})])).toMatchObject({ restsOnAbsence: true });
    expect(read([sample('a', DAY, vms('0'))])).toMatchObject({ restsOnAbsence: false });
  });

  it('reads quotas apart from usage: a gap in one is none in the other', () => {
    const quota = sample(quotaLocation('quota.cloudStorage'), DAY, { 'quota.cloudStorage': '500' });
    expect(show(read([quota], ['quota.cloudStorage']))).toBe('500');
    expect(show(read([quota], ['ManagedVms']))).toBe('no-row');
    expect(show(read([sample('a', DAY, vms('3'))], ['quota.cloudStorage']))).toBe('no-row');
  });

  it('sums over locations equal the total, in whatever order rows come', () => {
    const counts = fc.array(fc.record({ count: fc.nat(1_000_000), at: fc.nat() }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(counts, (entries) => {
        const rows = entries.map(({ count }, index) => sample(`l${index}`, DAY, vms(String(count))));
        const shuffled = rows
          .map((row, index) => ({ row, at: entries[index]!.at }))
          .sort((left, right) => left.at - right.at)
          .map(({ row }) => row);
        const total = entries.reduce((sum, { count }) => sum + count, 0);
        expect(show(read(shuffled))).toBe(String(total));
        expect(read(shuffled)).toEqual(read(rows));
      }),
    );
  });

  it('knows the newest day of what is asked for, and whether it was ever counted', () => {
    const samples = new CompanySamples(['ManagedVms', 'quota.cloudStorage']);
    const ask = (counter: string): string => {
      const latest = samples.readLatest([counter]);
      return `${samples.wasCounted([counter])} ${latest ? show(latest) : 'none'}`;
    };
    expect(ask('ManagedVms')).toBe('false none');
    samples.add(sample(quotaLocation('quota.cloudStorage'), DAY, { 'quota.cloudStorage': '500' }));
    expect([ask('ManagedVms'), ask('quota.cloudStorage')]).toEqual(['false none', 'true 500']);
    for (const back of [3, 1, 7]) samples.add(sample('a', addDays(DAY, -back), vms(String(back))));
    samples.add(sample('a', DAY, vms('-1')));
    expect([ask('ManagedVms'), ask('quota.hostedRepository')]).toEqual(['true 1', 'false none']);
  });
});
