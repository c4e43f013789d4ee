import { NOW, incident, job, section } from '../../../test/support/documentation-builders';
import type { CompanySection, IncidentCondition, JobFact } from './documentation-observation';
import { createTimeFormat } from './format-values';
import type { StatusVerdict } from './overall-status';
import { overallStatus } from './overall-status';

const FORMAT = createTimeFormat('UTC');
const FRESH = new Date('2026-11-01T08:00:00Z');
const OLD = new Date('2026-11-01T07:59:59Z');

function judge(
  conditions: readonly IncidentCondition[],
  dataAsOf: Date | null,
  jobs: readonly JobFact[],
): StatusVerdict {
  const incidents = conditions.map((condition, index) => incident(String(index), { condition }));
  return overallStatus([section({ incidents, dataAsOf })], jobs, NOW, FORMAT);
}

describe('overallStatus, a row per line of its table', () => {
  it.each([
    ['an incident failed, all else worse', ['missed', 'failed'], OLD, [], 'Failed'],
    ['missed', ['missed'], FRESH, [job('a')], 'At risk'],
    ['unprotected', ['unprotected', 'warning'], FRESH, [job('a')], 'At risk'],
    ['source offline without jobs', ['source-offline'], FRESH, [], 'At risk'],
    ['old data', [], OLD, [job('a')], 'At risk'],
    ['old data before no jobs', [], OLD, [], 'At risk'],
    ['no jobs', [], FRESH, [], 'No data'],
    ['never a result', [], FRESH, [job('a', { result: 'none' })], 'No data'],
    ['never a result, but missed', ['missed'], FRESH, [job('a', { result: 'none' })], 'At risk'],
    ['all well', [], FRESH, [job('a'), job('b', { result: 'none' })], 'Protected'],
    ['nothing heard of any server', [], null, [job('a')], 'Protected'],
    ['lesser conditions', ['long-running', 'disabled', 'warning', 'alarm'], FRESH, [job('a')], 'Protected'],
  ] as const)('%s', (_name, conditions, dataAsOf, jobs, status) => {
    expect(judge(conditions, dataAsOf, jobs).status).toBe(status);
  });
});

describe('the reason', () => {
  const reasonOf = (sections: CompanySection[], jobs: readonly JobFact[] = [job('a')]): string => {
    return overallStatus(sections, jobs, NOW, FORMAT).reason;
  };

  it('names the incident that began first, and counts the others of its kind', () => {
    const early = incident('z', { subjectName: 'Nightly <b>', since: new Date('2026-10-31T22:00:00Z') });
    const sections = [
      section({ incidents: [incident('a'), incident('b', { condition: 'missed' })] }),
      section({ incidents: [early] }),
    ];
    expect(reasonOf(sections)).toBe('“Nightly ‹b›” has been failing since 2026-10-31 22:00, and 1 more is affected.');
    expect(reasonOf([section({ incidents: [incident('a'), incident('b'), incident('c')] })])).toContain(
      '“Job a” has been failing since 2026-11-01 22:10, and 2 more are affected.',
    );
  });

  it.each([
    ['missed', '“Job a” has missed its schedule since 2026-11-01 22:10.'],
    ['unprotected', '“Job a” has had no restore point since 2026-11-01 22:10.'],
    ['source-offline', '“Job a” has not been heard of since 2026-11-01 22:10.'],
  ] as const)('of %s is a sentence', (condition, reason) => {
    expect(reasonOf([section({ incidents: [incident('a', { condition })] })])).toBe(reason);
  });

  it('says the rest', () => {
    expect(reasonOf([section({ dataAsOf: OLD }), section()])).toBe('Nothing has been reported since 2026-11-01 07:59.');
    expect(reasonOf([section()], [])).toBe('There are no backup jobs.');
    expect(reasonOf([section()], [job('a', { result: 'none' })])).toBe('No job has ever finished.');
    expect(reasonOf([section()])).toBe('The one backup job is in order.');
    expect(reasonOf([section()], [job('a'), job('b')])).toBe('All 2 backup jobs are in order.');
    const [failed, none] = [job('b', { result: 'failed' }), job('c', { result: 'none' })];
    expect(reasonOf([section()], [job('a'), failed])).toBe('1 of 2 backup jobs is in order; the last run of 1 failed.');
    expect(reasonOf([section()], [job('a'), job('d'), failed, none])).toBe(
      '2 of 4 backup jobs are in order; the last run of 1 failed, 1 has no result yet.',
    );
  });
});
