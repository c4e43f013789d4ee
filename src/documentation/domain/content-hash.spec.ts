import {
  NOW,
  allFields,
  job,
  organization,
  section,
  settings,
  workload,
} from '../../../test/support/documentation-builders';
import type { Page } from './build-page';
import { buildPage } from './build-page';
import { changedFields, contentHashes, readHashes, timesHash } from './content-hash';
import type { OrganizationFact } from './documentation-observation';
import { createTimeFormat } from './format-values';

const OWNED = new Set(allFields());
const CONTEXT = { now: NOW, installation: 'prod', settings: settings(), format: createTimeFormat('UTC') };

function pageOf(more: Partial<OrganizationFact> = {}, now = NOW): Page {
  return buildPage(organization('4711', more), { ...CONTEXT, now })!;
}

function withJob(more: Parameters<typeof job>[1]): Partial<OrganizationFact> {
  return { sections: [section({ jobs: [job('a', more), job('b')] })] };
}

const later = new Date('2026-11-02T07:30:00Z');

describe('what makes a page worth writing, a row per line of the table', () => {
  it.each([
    ['a status', withJob({ result: 'failed' }), ['failedJobs', 'jobs', 'statusReason']],
    ['a name', withJob({ name: 'Other' }), ['jobs']],
    ['an error', withJob({ result: 'warning', message: 'Low space' }), ['jobs']],
    ['a target', withJob({ target: 'Repository 2' }), ['jobs']],
    [
      'the first good run ever',
      { sections: [section({ jobs: [job('a', { lastSuccessAt: null })] })] },
      ['jobs', 'lastSuccess', 'statusReason'],
    ],
    ['the last restore point', withJob({ restorePoints: 0 }), ['jobs']],
    [
      'a count',
      { sections: [section({ workloads: [workload('1', { protection: 'stale' })] })] },
      ['protectedWorkloads', 'staleWorkloads', 'workloads'],
    ],
    [
      'a link',
      { tickets: [{ id: 1, summary: 's', status: 'New', openedAt: NOW, url: 'https://example.com/1' }] },
      ['tickets'],
    ],
    ['the name of the organization', { name: 'Renamed' }, ['company']],
    [
      'usage as it is shown',
      {
        sections: [
          section({
            repositories: [
              { key: 'r1', name: 'Repository 1', kind: 'Repository', usedBytes: 4.1e11, totalBytes: 1e12 },
            ],
          }),
        ],
      },
      ['repositories', 'storageUsedGb'],
    ],
  ])('%s is content', (_name, more, fields) => {
    const changed = changedFields(contentHashes(pageOf(more), OWNED), contentHashes(pageOf(), OWNED));
    expect([...changed].sort()).toEqual(fields);
  });

  it.each([
    ['the last good run', withJob({ lastSuccessAt: later })],
    ['the next run', withJob({ nextRunAt: later })],
    ['the number of restore points', withJob({ restorePoints: 8 })],
    [
      'the last restore point of a workload',
      { sections: [section({ workloads: [workload('1', { lastRestorePointAt: later })] })] },
    ],
  ])('%s is a time', (_name, more) => {
    expect(contentHashes(pageOf(more), OWNED)).toEqual(contentHashes(pageOf(), OWNED));
    expect(timesHash(pageOf(more), OWNED)).not.toBe(timesHash(pageOf(), OWNED));
  });

  it.each([
    ['the age of the data', { provenance: [{ url: null, label: 'vspc:main', asOf: later, note: null }] }, NOW],
    ['the day of the write', {}, new Date('2026-11-02T19:00:00Z')],
    [
      'usage below what is shown',
      {
        sections: [
          section({
            repositories: [
              { key: 'r1', name: 'Repository 1', kind: 'Repository', usedBytes: 4.0001e11, totalBytes: 1e12 },
            ],
          }),
        ],
      },
      NOW,
    ],
  ])('%s is neither', (_name, more, now) => {
    expect(contentHashes(pageOf(more, now), OWNED)).toEqual(contentHashes(pageOf(), OWNED));
    expect(timesHash(pageOf(more, now), OWNED)).toBe(timesHash(pageOf(), OWNED));
  });

  it('counts only fields that are ours', () => {
    expect(Object.keys(contentHashes(pageOf(), new Set(['status', 'sources'])))).toEqual(['status']);
  });
});

describe('what the vendor returned', () => {
  const keys = { company: 'company', failedJobs: 'failed-jobs', lastSuccess: 'last', devices: 'devices' };

  it('is the same whether numbers are text and days instants', () => {
    const asNumbers = { company: 'Kub', 'failed-jobs': 3, last: '2026-11-02' };
    const asText = { company: 'Kub', 'failed-jobs': '3', last: '2026-11-02T00:00:00.000Z' };
    expect(readHashes(asNumbers, keys)).toEqual(readHashes(asText, keys));
  });

  it('differs where somebody wrote, and tags are not compared', () => {
    const before = readHashes({ company: 'Kub', devices: { values: [] } }, keys);
    const after = readHashes({ company: 'Mine', 'failed-jobs': 1, devices: { values: [{ id: 1 }] } }, keys);
    expect(changedFields(after, before)).toEqual(['company', 'failedJobs']);
  });
});
