import { ManualClock } from '../../../test/support/manual-clock';
import { ask, askList, exampleVspcData, queryOf } from '../../../test/support/vspc-example';
import { ALPHA, BETA, JOB, uid } from '../../../test/support/vspc-example-uids';
import { VspcStandIn } from './vspc-stand-in';

interface ErrorBody {
  readonly errors: readonly { readonly type: string; readonly parameterName: string; readonly message: string }[];
}

function standIn(): VspcStandIn {
  return new VspcStandIn(exampleVspcData(), new ManualClock());
}

const leaf = (property: string, operation: string, value: unknown, collation?: string) => ({
  property,
  operation,
  value,
  ...(collation === undefined ? {} : { collation }),
});

describe('filter', () => {
  const jobs = '/infrastructure/backupServers/jobs';

  it.each<[string, string, unknown, readonly string[]]>([
    ['equals on an enum', jobs, [leaf('status', 'equals', 'Failed')], ['Tape']],
    ['notEquals keeps the others', jobs, [leaf('status', 'notEquals', 'Failed')], ['Nightly', 'nightly of a clone']],
    ['ordinal text tells case apart', jobs, [leaf('name', 'contains', 'nightly')], ['nightly of a clone']],
    [
      'ignorecase does not',
      jobs,
      [leaf('name', 'contains', 'NIGHTLY', 'ignorecase')],
      ['Nightly', 'nightly of a clone'],
    ],
    ['in takes an array', jobs, [leaf('type', 'in', ['BackupToTape', 'BackupVm'])], ['Nightly', 'Tape']],
    ['a uid in capitals is the same uid', jobs, [leaf('uniqueUid', 'equals', JOB.toUpperCase())], ['Nightly']],
    ['equals null finds what is missing', jobs, [leaf('lastRun', 'equals', null)], ['nightly of a clone']],
    [
      'greaterThan on an instant, null is never greater',
      jobs,
      [leaf('lastRun', 'greaterThan', '2026-10-25T00:00:00Z')],
      ['Nightly'],
    ],
    ['an instant with an offset', jobs, [leaf('lastRun', 'lessThanOrEqual', '2026-10-25T01:30:00+02:00')], ['Tape']],
    ['greaterThanOrEqual on a number', jobs, [leaf('lastDuration', 'greaterThanOrEqual', 1800)], ['Nightly']],
    ['lessThan on a text', jobs, [leaf('name', 'lessThan', 'O')], ['Nightly']],
    ['a flag', jobs, [leaf('isEnabled', 'equals', false)], ['nightly of a clone']],
    ['elements are ANDed', jobs, [leaf('isEnabled', 'equals', true), leaf('status', 'equals', 'Failed')], ['Tape']],
    [
      'or inside and inside not',
      jobs,
      [
        {
          operation: 'not',
          items: [
            {
              operation: 'and',
              items: [
                { operation: 'or', items: [leaf('status', 'equals', 'Failed'), leaf('status', 'equals', 'None')] },
                leaf('isEnabled', 'equals', true),
              ],
            },
          ],
        },
      ],
      ['Nightly', 'nightly of a clone'],
    ],
    [
      'exclusiveOr',
      jobs,
      [{ operation: 'exclusiveOr', items: [leaf('isEnabled', 'equals', true), leaf('status', 'equals', 'Failed')] }],
      ['Nightly'],
    ],
    [
      'a property of the schedule',
      jobs,
      [leaf('schedule.dailyScheduleOptions.kind', 'equals', 'Everyday')],
      ['Nightly'],
    ],
    ['superset of a list', jobs, [leaf('schedule.dailyScheduleOptions.days', 'superset', ['Monday'])], ['Nightly']],
    [
      'a dotted property',
      '/organizations',
      [{ operation: 'or', items: [leaf('instanceUid', 'equals', ALPHA), leaf('instanceUid', 'equals', BETA)] }],
      ['Alpha', 'Beta & Söhne'],
    ],
  ])('%s', (_name, path, filter, expected) => {
    const sort = [{ property: 'name' }];
    const body = askList(standIn(), `${path}?${queryOf({ filter, sort })}`);
    expect(body.data.map(({ name }) => name)).toEqual(expected);
    expect(body.meta.pagingInfo.total).toBe(expected.length);
  });

  it('subset of a list of texts', () => {
    const filter = [leaf('ipAddresses', 'subset', ['192.0.2.1'])];
    const body = askList(standIn(), `/protectedWorkloads/virtualMachines?${queryOf({ filter })}`);
    expect(body.data).toHaveLength(1);
  });

  it('the status of an alarm by its dotted name', () => {
    const filter = [leaf('lastActivation.status', 'equals', 'Error')];
    const body = askList(standIn(), `/alarms/active?${queryOf({ filter })}`);
    expect(body.data.map(({ instanceUid }) => instanceUid)).toEqual([uid(102)]);
  });

  it.each<[string, unknown]>([
    ['not JSON', '[{'],
    ['an object instead of an array', leaf('name', 'equals', 'x')],
    ['an unknown property', [leaf('nme', 'equals', 'x')]],
    ['a property that only another version has', [leaf('nextRun', 'equals', null)]],
    ['an unknown operation', [leaf('name', 'startsWith', 'x')]],
    ['an enum as a number', [leaf('status', 'equals', 3)]],
    ['an enum value that does not exist', [leaf('status', 'equals', 'Faild')]],
    ['a text for a number', [leaf('lastDuration', 'equals', '3')]],
    ['a date that is none', [leaf('lastRun', 'equals', 'yesterday')]],
    ['a uid that is none', [leaf('uniqueUid', 'equals', 'abc')]],
    ['in without an array', [leaf('name', 'in', 'x')]],
    ['greaterThan on an enum', [leaf('status', 'greaterThan', 'Failed')]],
    ['contains on a number', [leaf('lastDuration', 'contains', 3)]],
    ['a record compared', [leaf('schedule', 'equals', null)]],
    ['a group without items', [{ operation: 'and' }]],
    ['an unknown collation', [leaf('name', 'equals', 'x', 'binary')]],
    ['a key that a leaf does not have', [{ ...leaf('name', 'equals', 'x'), field: 'y' }]],
  ])('refuses %s with a logical 400 that names the parameter', (_name, filter) => {
    const reply = ask(standIn(), 'GET', `${jobs}?${queryOf({ filter })}`);
    expect(reply.status).toBe(400);
    expect((reply.body as ErrorBody).errors[0]).toMatchObject({ type: 'logical', parameterName: 'filter' });
  });

  it('UNCERTAIN, by switch: several elements are refused', () => {
    const subject = standIn();
    subject.setSwitch('severalFilterElements', 'refuse');
    const filter = [leaf('isEnabled', 'equals', true), leaf('status', 'equals', 'Failed')];
    expect(ask(subject, 'GET', `${jobs}?${queryOf({ filter })}`).status).toBe(400);
  });

  it('UNCERTAIN, by switch: a date without offset is server-local', () => {
    const subject = standIn();
    const filter = [leaf('lastRun', 'equals', '2026-10-25T01:30:00')];
    const path = `${jobs}?${queryOf({ filter })}`;
    expect(askList(subject, path).data).toHaveLength(0);
    subject.setSwitch('bareDatesAre', 'server-local');
    expect(askList(subject, path).data.map(({ name }) => name)).toEqual(['Tape']);
  });
});
