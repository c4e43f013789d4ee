import type { RunReport } from '../../src/reconciliation/run-report';
import { compareLinks } from '../../src/sandbox/answer-key/compare-links';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';
import { runCommandLine } from '../support/cli-runner';
import type { ListedCompany } from '../../src/sandbox/answer-key/compare-links';

const WORLD = { companies: 5, jobsPerCompany: 2 } as const;
const USAGE = 'GET /organizations/companies/usage';

describe.each([
  ['9.2', true],
  ['9.0', true],
  ['8.1', true],
  ['8.0', false],
  ['7.0', false],
])('VSPC %s', (release, hasBilling) => {
  let fixture: BridgeFixture;
  let report: RunReport;

  beforeAll(async () => {
    fixture = await BridgeFixture.start(WORLD);
    fixture.sandbox.people('vspc', { action: 'setRelease', release });
    report = await fixture.pass();
  });

  afterAll(async () => {
    await fixture.stop();
  });

  it('is linked, ticketed and documented as the answer key says', async () => {
    const listed = await runCommandLine({ folder: fixture.folder }, 'companies', 'list', '--json');
    const { companies } = listed.json() as { companies: readonly ListedCompany[] };
    const key = fixture.sandbox.answerKey();
    expect(compareLinks(companies, key)).toEqual([]);
    const state = fixture.sandbox.snapshot();
    expect(compareWithAnswerKey(state, key).filter((difference) => !difference.startsWith('Addition'))).toEqual([]);
    expect(report.streams.mapping!.status).toBe('succeeded');
    expect(report.streams.tickets!.status).toBe('succeeded');
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
  });

  it(hasBilling ? 'is billed' : 'is not billed, and that is said', () => {
    const billing = report.streams.billing!;
    const asked = fixture.sandbox.requests('vspc').filter(({ route }) => route === USAGE);
    expect(billing.status).toBe(hasBilling ? 'succeeded' : 'partial');
    expect(billing.changes.length > 0).toBe(hasBilling);
    expect(asked.length > 0).toBe(hasBilling);
    const said = report.problems.filter(({ message }) => message.includes('billing is off'));
    expect(said.map(({ system }) => system)).toEqual(hasBilling ? [] : ['vspc:main']);
  });

  it('is told by check with what it lacks', async () => {
    const result = await runCommandLine({ folder: fixture.folder }, 'check');
    const out = result.out.replace(/\s+/g, ' ');
    expect(out).toContain(`Connected to Veeam VSPC ${release}`);
    expect(out.includes('billing is off')).toBe(!hasBilling);
    expect(out.includes('missed runs go by their rhythm')).toBe(Number(release) < 9.1);
  });
});

it('VSPC 6.0 is one problem that says why, and is asked for nothing but its version', async () => {
  const fixture = await BridgeFixture.start(WORLD);
  try {
    fixture.sandbox.people('vspc', { action: 'setRelease', release: '6.0' });
    const report = await fixture.pass();
    expect(new Set(fixture.sandbox.requests('vspc').map(({ route }) => route))).toEqual(new Set(['GET /about']));
    const ofVspc = report.problems.filter(({ system }) => system === 'vspc:main');
    expect(ofVspc).toMatchObject([{ kind: 'rejected', message: expect.stringContaining('is too old') as string }]);
    expect(fixture.sandbox.writes()).toEqual([]);
  } finally {
    await fixture.stop();
  }
});
