import { NOW, job, organization, section, settings, workload } from '../../../test/support/documentation-builders';
import { vspcCompanyUid } from '../../kernel/ids';
import { buildPage } from './build-page';
import type { Page } from './build-page';
import type { CompanySection, MissingPart, OrganizationFact } from './documentation-observation';
import { createTimeFormat } from './format-values';
import { htmlToText } from './html-to-text';
import { ownedTitles } from './page-fields';
import { describePage, renderPageHtml } from './render-page';
import { bytesOf } from './render-table';

const CONTEXT = { now: NOW, installation: 'prod', settings: settings(), format: createTimeFormat('Europe/Berlin') };
const REFUSED: MissingPart = { missing: 'refused', detail: 'The role may not see <this>.' };
const UNREAD: MissingPart = { missing: 'unread', detail: 'Timed out.' };
const TITLES = ownedTitles(settings());

function pageOf(more: Partial<OrganizationFact>): Page {
  return buildPage(organization('4711', more), CONTEXT)!;
}

function valueOf(page: Page, field: keyof Page['fields']): unknown {
  return page.fields[field]?.value;
}

describe('a page', () => {
  const full = pageOf({
    name: 'Kub <Lab>',
    sections: [
      section({
        microsoft365: [
          {
            key: 't',
            name: 'kub.example',
            protectedUsers: 12,
            protectedSites: 3,
            protectedTeams: null,
            usedBytes: 5e9,
            lastSuccessAt: NOW,
          },
        ],
        workloads: [
          workload('1'),
          workload('2', { protection: 'unprotected', lastRestorePointAt: null }),
          workload('0'),
        ],
        repositories: [
          { key: 'r2', name: 'Cloud', kind: 'Quota', usedBytes: 9.6e11, totalBytes: 1e12 },
          { key: 'r1', name: 'Small', kind: 'Repository', usedBytes: null, totalBytes: 1e12 },
        ],
      }),
    ],
    tickets: [
      { id: 12, summary: 'Later', status: 'New', openedAt: null, url: null },
      { id: 7, summary: 'Backup "Nightly" failed', status: 'New', openedAt: NOW, url: 'https://cw.example/7?a=1&b=2' },
    ],
    billing: [
      { period: '2026-11', line: 'servers', product: 'VEEAM-SRV', quantity: '6', agreement: null },
      { period: '2026-11', line: 'm365', product: 'VEEAM-365', quantity: '12', agreement: 'Managed' },
    ],
  });

  it('answers at a glance', () => {
    expect(full).toMatchObject({ status: 'Protected', reason: 'All 2 backup jobs are in order.' });
    expect(Object.fromEntries(Object.entries(full.fields).map(([field, { value }]) => [field, value]))).toMatchObject({
      company: 'Kub ‹Lab›',
      status: 'Protected',
      lastSuccess: '2026-11-01',
      staleAfter: '2026-11-09',
      protectedWorkloads: 2,
      staleWorkloads: 0,
      unprotectedWorkloads: 1,
      failedJobs: 0,
      storageUsedGb: 960,
      sourceKey: 'vspcb:prod/org/4711',
      generatedAt: '2026-11-02T08:00:00.000Z',
    });
  });

  it.each([
    ['workloads', ['vm-2 | vm | Unprotected', 'vm-0 | vm | Protected', 'vm-1 | vm | Protected']],
    ['repositories', ['Cloud | Quota | 960 GB | 1 TB', 'Small | Repository | – | 1 TB']],
    ['microsoft365', ['kub.example | 12 | 3 | – | 5 GB | 2026-11-02 09:00']],
    ['licences', ['Servers | 2']],
    ['tickets', ['#7 | Backup "Nightly" failed | New | 2026-11-02 09:00', '#12 | Later | New | –']],
    ['billing', ['2026-11 | m365 | VEEAM-365 | 12 | Managed', '2026-11 | servers | VEEAM-SRV | 6 | –']],
    ['sources', ['vspc:main | 2026-11-02 09:00 | –']],
  ] as const)('has the table %s', (field, rows) => {
    const lines = htmlToText(String(valueOf(full, field)))
      .slice(1)
      .filter((line) => line.includes('|'));
    expect(lines).toEqual(
      rows.map((row) => expect.stringMatching(new RegExp(`^${row.replace(/[|"#]/g, '\\$&')}`)) as unknown),
    );
  });

  it('links to tickets, and escapes what it shows', () => {
    expect(valueOf(full, 'tickets')).toContain('<a href="https://cw.example/7?a=1&amp;b=2">#7</a>');
    expect(valueOf(full, 'tickets')).toContain('Backup &quot;Nightly&quot; failed');
  });

  it('says what it knows nothing of', () => {
    const empty = section({ jobs: [], workloads: [], repositories: [], licences: [], dataAsOf: null });
    const page = pageOf({ sections: [empty], provenance: [] });
    expect(page.status).toBe('No data');
    expect(valueOf(page, 'lastSuccess')).toBeNull();
    expect(valueOf(page, 'storageUsedGb')).toBe(0);
    for (const field of [
      'jobs',
      'workloads',
      'repositories',
      'microsoft365',
      'licences',
      'tickets',
      'billing',
      'sources',
    ] as const) {
      expect(valueOf(page, field)).toMatch(/^<p>[A-Z].*\.<\/p>$/);
    }
  });

  it('has the jobs of all its companies, each with its own incidents', () => {
    const beta: CompanySection = section({
      name: 'Beta',
      uid: vspcCompanyUid('11111111-1111-1111-1111-111111111111'),
      jobs: [job('a')],
      incidents: [{ subjectKey: 'a', subjectName: 'Job a', condition: 'failed', since: NOW, ticketId: 7 }],
    });
    const page = pageOf({ sections: [beta, section()] });
    expect(page.status).toBe('Failed');
    expect(valueOf(page, 'failedJobs')).toBe(1);
    expect(htmlToText(String(valueOf(page, 'jobs')))[1]).toMatch(/^Beta \| Job a \| VM backup \| Failed/);
  });

  it('is none when the jobs of one company could not be read', () => {
    const sections = [section(), section({ jobs: UNREAD })];
    expect(buildPage(organization('4711', { sections }), CONTEXT)).toBeNull();
  });

  it('says what a role may not see, and counts nothing then', () => {
    const page = pageOf({
      sections: [
        section({ jobs: REFUSED, workloads: REFUSED, repositories: REFUSED, licences: REFUSED, microsoft365: REFUSED }),
      ],
      tickets: REFUSED,
      billing: REFUSED,
    });
    expect(valueOf(page, 'jobs')).toContain('The role may not see &lt;this&gt;.');
    expect(valueOf(page, 'workloads')).toContain('alert-warning');
    expect(page.fields).not.toHaveProperty('protectedWorkloads');
    expect(page.fields).not.toHaveProperty('storageUsedGb');
  });

  it('leaves alone what could not be read in this pass', () => {
    const parts = { workloads: UNREAD, repositories: UNREAD, licences: UNREAD, microsoft365: UNREAD };
    const page = pageOf({
      sections: [section({ ...parts }), section({ repositories: REFUSED })],
      tickets: UNREAD,
      billing: UNREAD,
    });
    expect(Object.keys(page.fields).sort()).toEqual(
      [
        'company',
        'failedJobs',
        'generatedAt',
        'jobs',
        'lastSuccess',
        'sourceKey',
        'sources',
        'staleAfter',
        'status',
        'statusReason',
      ].sort(),
    );
  });
});

describe('the preview', () => {
  const page = pageOf({
    name: '<img src=x onerror=alert(1)>',
    sections: [section({ jobs: [job('a', { name: '<script>alert(1)</script>' })] })],
  });

  it('is an HTML document without anything of outside in it that runs', () => {
    const html = renderPageHtml(page, TITLES);
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).not.toMatch(/<(script|img)/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<span class="label label-success">Protected</span>');
    expect(html).toContain('<h2>Jobs</h2>');
    expect(html).toContain('<div><dt>Failed Jobs</dt><dd>0</dd></div>');
    expect(html).toContain('Source Key: vspcb:prod/org/4711<br>');
  });

  it('is text for a terminal', () => {
    const text = describePage(page, TITLES);
    expect(text).toMatchObject({
      name: '<img src=x onerror=alert(1)>',
      status: 'Protected',
      reason: 'The one backup job is in order.',
    });
    expect(text.facts).toContainEqual({ title: 'Last Successful Backup', text: '2026-11-01' });
    const [jobs] = text.boxes[0]!.blocks;
    expect(jobs).toMatchObject({ kind: 'table', rows: [expect.arrayContaining(['VM backup', 'Success'])] });
    expect(jobs).toMatchObject({ head: expect.arrayContaining(['Job', 'Kind', 'Result']) as unknown });
  });

  it('leaves out what is not owned and what is not known', () => {
    const titles = ownedTitles(settings({ fields: { jobs: 'Aufträge', lastSuccess: 'Letzte Sicherung' } }));
    const none = pageOf({ sections: [section({ jobs: [], dataAsOf: null })] });
    expect(describePage(none, titles)).toEqual({
      name: 'Organization 4711',
      status: 'No data',
      reason: 'There are no backup jobs.',
      facts: [{ title: 'Source Key', text: 'vspcb:prod/org/4711' }],
      boxes: [{ title: 'Aufträge', blocks: [{ kind: 'lines', lines: ['There are no backup jobs.'] }] }],
    });
  });
});

it('a page of 3,000 jobs fits its text boxes', () => {
  const big = Array.from({ length: 3000 }, (_item, index) => job(String(index)));
  expect(bytesOf(String(valueOf(pageOf({ sections: [section({ jobs: big })] }), 'jobs')))).toBeLessThanOrEqual(60_000);
});
