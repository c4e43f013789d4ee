import type { SourceResult } from '../reconciliation/source-result';
import { provenanceOf, type ProvenanceOptions } from './page-provenance';
import type { ConnectionPages } from './vspc-pages.reader';

const NOW = new Date('2026-11-02T08:00:00Z');
const HEARD = new Date('2026-11-02T07:55:00Z');
const JOBS = { source: 'vspc:main/jobs', complete: true, value: [] } as SourceResult<unknown>;
const LICENCES = {
  source: 'vspc:main/licences',
  complete: false,
  kind: 'forbidden',
  message: '',
  incompleteRuns: 1,
  value: [],
} as SourceResult<unknown>;

function factsOf(change: Partial<ProvenanceOptions> = {}, reads: readonly SourceResult<unknown>[] = [JOBS]) {
  const pages = { connection: 'main', reads } as unknown as ConnectionPages;
  const consoleUrl = 'https://vspc.example.com:1280';
  return provenanceOf(pages, { company: null, consoleUrl, now: NOW, lastHeard: HEARD, hasLedger: true, ...change });
}

describe('where the data of a page came from', () => {
  it('are the console, with a link, the oldest report, and the ledger', () => {
    expect(factsOf()).toEqual([
      {
        label: 'Veeam Service Provider Console "main"',
        url: 'https://vspc.example.com:1280',
        asOf: NOW,
        note: null,
      },
      { label: 'Backup servers and server agents', url: null, asOf: HEARD, note: 'The oldest report among them.' },
      { label: 'Incidents and tickets', url: null, asOf: NOW, note: null },
    ]);
  });

  it('name what could not be read', () => {
    expect(factsOf({}, [JOBS, LICENCES])[0]!.note).toBe('Not read completely: vspc:main/licences.');
  });

  it('name the company where the page has several', () => {
    expect(factsOf({ company: 'Alpha' })[1]!.label).toBe('Backup servers and server agents of Alpha');
  });

  it('say nothing of reports where there are none, and say that nobody keeps incidents', () => {
    const [, ledger, ...others] = factsOf({ lastHeard: null, hasLedger: false });
    expect(others).toEqual([]);
    expect(ledger).toMatchObject({ asOf: null, note: expect.stringContaining('last result of each job') as string });
  });
});
