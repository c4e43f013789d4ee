import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreviewLine } from '../../src/billing/domain/preview-line';
import { utcDateOf } from '../../src/kernel/civil-date';
import type { RunReport } from '../../src/reconciliation/run-report';
import { listAdditions } from '../../src/sandbox/answer-key/vendor-records';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { writeSandboxConfig } from '../../src/sandbox/write-config';
import { runCommandLine, type CliResult } from '../support/run-cli';

/** What an operator of billing types, in the order of a first day: each test goes on where the one before it stopped. */
describe('billing on the command line', () => {
  let sandbox: Sandbox;
  let folder: string;
  let before: ReadonlyMap<number, string>;
  let planned: string;
  let written: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ companies: 10, jobsPerCompany: 1, start: new Date('2026-11-02T08:00:00Z') });
    folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-billing-'));
    await writeSandboxConfig(sandbox, folder);
    before = quantities();
    expect((await run('reconcile --only mapping')).code).toBe(0);
  });

  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** `answer`: what a person at the terminal says; null: nobody is there. */
  function run(command: string, answer: boolean | null = null): Promise<CliResult> {
    return runCommandLine([...command.split(' '), '--config', join(folder, 'config', 'bridge.yaml')], {
      env: { BRIDGE_NOW: sandbox.clock.now().toISOString() },
      isInteractive: answer !== null,
      confirm: answer === null ? null : () => Promise.resolve(answer),
    });
  }

  async function document<T>(command: string): Promise<T> {
    const result = await run(`${command} --json`);
    expect(result.code).not.toBe(1);
    return result.json() as T;
  }

  async function preview(): Promise<readonly PreviewLine[]> {
    return (await document<{ lines: readonly PreviewLine[] }>('billing preview')).lines;
  }

  function quantities(): ReadonlyMap<number, string> {
    return new Map(listAdditions(sandbox.snapshot()).map(({ id, quantity }) => [id, quantity]));
  }

  it.each([
    ['approve', /No line was named/],
    ['approve nothing', /There is no line nothing/],
    ['approve 250/server-agents', /does not wait for an approval \(no-addition/],
    ['approve 250/server-agents --all', /named in more than one way/],
    ['approve --company Nobody', /No company with a billing line is known as Nobody/],
    ['reject --run nothing', /No run nothing with a plan for billing is known/],
    ['adopt --company cw:250', /needs --company, --line and --addition, or --all-matching/],
    ['adopt --all-matching --addition 5', /finds lines and additions by itself/],
    ['adopt --all-matching --company cw:999', /No company with a billing line is known as cw:999/],
    ['adopt --company cw:250 --line nothing --addition 5', /has no line called nothing/],
    ['adopt --company cw:250 --line server-agents --addition five', /--addition/],
    ['adopt --company cw:250 --line server-agents --addition 5', /Addition 5 cannot be adopted/],
    ['rollback nothing', /Run nothing has written no quantity/],
    ['preview 250/nothing', /There is no line 250\/nothing/],
    ['preview 250/server-agents --company cw:251', /There is no line 250\/server-agents/],
    ['preview --run nothing', /No run nothing with a plan for billing is known/],
    ['preview --run nothing --period 2026-10', /A run is of the present/],
    ['leakage --company Nobody', /No company and no tenant is known as Nobody/],
    ['preview --period 2026-13', /2026-13 is not a month/],
    ['preview --company Nobody', /No company with a billing line is known as Nobody/],
    ['report --period November', /November is not a month/],
    ['report --company Nobody', /No linked company is known as Nobody/],
    ['leakage --period 26-11', /26-11 is not a month/],
  ])('refuses billing %s', async (command, sentence) => {
    const { code, out, err } = await run(`billing ${command}`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.replace(/\s+/g, ' ')).toMatch(sentence);
    expect(err).not.toContain('    at ');
  });

  it('the first pass names one thing to do for all additions, not one for each', async () => {
    const result = await run('reconcile --only billing --json');
    const { problems, streams } = result.json() as RunReport;
    const ofAdditions = problems.filter(({ kind }) => kind === 'no-addition');
    expect(ofAdditions.map(({ id }) => id).sort()).toEqual([
      'billing/no-addition/adopt',
      'billing/no-addition/missing/virtual-machines',
    ]);
    const [adopt] = ofAdditions;
    expect(adopt!.message).toMatch(/^29 additions are not given to the bridge yet, for example /);
    expect(adopt!.hint).toMatch(/vspc-bridge billing adopt --all-matching$/);
    expect(streams.billing!.counts['held']).toBe(34);
    expect(sandbox.writes()).toEqual([]);
  });

  it('adopts nothing without a person, and nothing when that one says no', async () => {
    const refused = await run('billing adopt --all-matching');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/29 additions would be adopted; nothing was/);
    const declined = await run('billing adopt --all-matching', false);
    expect(declined).toMatchObject({ code: 0 });
    expect(declined.out).toMatch(/250\/server-agents +\S.* 100000 +9 +6\n/);
    expect(declined.out).toMatch(/1 line is left for a person:\n {2}255\/virtual-machines/);
    expect(declined.out).toMatch(/Nothing was adopted/);
    expect((await preview()).filter(({ addition }) => addition !== null)).toEqual([]);
  });

  it('adopts those of one company, and then the others', async () => {
    const ofOne = await run('billing adopt --all-matching --company cw:250', true);
    expect(ofOne.out).toMatch(/4 additions adopted/);
    const rest = await run('billing adopt --all-matching --yes --json');
    expect(rest.json()).toMatchObject({ applied: true, left: [{ id: '255/virtual-machines' }] });
    expect((rest.json() as { adopted: unknown[] }).adopted).toHaveLength(25);
    expect((await run('billing adopt --all-matching --yes')).out).toMatch(/No line waits for an addition/);
    expect((await preview()).filter(({ addition }) => addition !== null)).toHaveLength(29);
  });

  it('refuses an addition that carries another line', async () => {
    const { code, err } = await run('billing adopt --company cw:250 --line server-agents --addition 100000');
    expect(code).toBe(1);
    expect(err).toMatch(/Addition 100000/);
  });

  it('shows before, after, reason and money once, within the terminal', async () => {
    const { out } = await run('billing preview');
    expect(out).toMatch(/^250\/server-agents +held +9 → 6 {2}\(-87\)\n {4}\S.* — guard-adopted: first write/m);
    expect(out.split('\n').filter((text) => text.length > 80)).toEqual([]);
    expect(out).toMatch(/^Billing period 2026-11: 0 planned, 0 approved, 29 held \(\+[\d.]+\), 11 unchanged/);
    const explained = (await run('explain cw:250')).out.replace(/\s+/g, ' ');
    expect(explained).toContain('server-agents (VEEAM-SRV): 9 → 6 (-87), held: first write');
    expect(explained).toContain('ManagedServerAgents 8 → less 2 included: 6 → 6');
    expect(explained.match(/9 → 6/g)).toHaveLength(1);
  });

  it('shows the same in a plan, and writes either as a table for a spreadsheet and as a page', async () => {
    const [csv, html] = [join(folder, 'plan.csv'), join(folder, 'plan.html')];
    const { out } = await run(`plan --only billing --csv ${csv} --html ${html}`);
    expect(out).toMatch(/server-agents +\(9 → 6 \(-87\): first write/);
    expect(readFileSync(csv, 'utf8')).toMatch(
      /^billing,.*,server-agents,set-quantity,9,6,-87,held,guard-adopted,.*,250\/server-agents\r$/m,
    );
    expect(readFileSync(html, 'utf8')).toContain('<td class="number">-87</td><td>held</td>');
    await run(`billing preview --csv ${csv} --html ${html}`);
    expect(readFileSync(csv, 'utf8')).toMatch(/^250\/server-agents,.*,9,6,held,guard-adopted,29,-87,/m);
    expect(readFileSync(html, 'utf8')).toContain('<td class="number">29</td><td class="number">-87</td>');
  });

  it('approves what a plan showed, and leaves alone what has moved since', async () => {
    planned = (await document<RunReport>('plan --only billing')).run.id;
    const { uid: companyUid, locations } = sandbox.world.plans[0]!;
    const at = { companyUid, locationUid: locations[0]!.uid, day: utcDateOf(sandbox.clock.now()) };
    sandbox.standIns.vspc.live.setUsage({ ...at, counters: { ManagedServerAgents: 20 } });
    const { out } = await run(`billing approve --run ${planned}`);
    expect(out).toMatch(/^approved {2}251\/workstation-agents {2}8 → 10 {2}\(guard-adopted\)$/m);
    expect(out).toMatch(/^left alone {2}250\/server-agents {2}waits for something else than in that run$/m);
    const states = new Map((await preview()).map(({ id, state }) => [id, state]));
    expect(states.get('251/workstation-agents')).toBe('approved');
    expect(states.get('250/server-agents')).toBe('held');
  });

  it('shows one line, what a plan was about, and the leaks of one company', async () => {
    const shown = async (what: string): Promise<readonly string[]> =>
      (await document<{ lines: readonly PreviewLine[] }>(`billing preview ${what}`)).lines.map(({ id }) => id);
    expect(await shown('250/server-agents 251/cloud-storage')).toEqual(['250/server-agents', '251/cloud-storage']);
    expect(await shown('251/cloud-storage --company cw:251')).toEqual(['251/cloud-storage']);
    const ofPlan = await shown(`--run ${planned}`);
    expect(ofPlan).toContain('250/server-agents');
    expect(ofPlan).not.toContain('250/microsoft-365');
    const leaksOf = async (company: string): Promise<readonly string[]> =>
      (await document<{ leaks: readonly { kind: string }[] }>(`billing leakage --company ${company}`)).leaks.map(
        ({ kind }) => kind,
      );
    expect(new Set(await leaksOf('cw:252'))).toEqual(new Set(['link-not-trusted']));
    expect(new Set(await leaksOf(`vspc:main/${sandbox.world.plans[7]!.uid}`))).toEqual(new Set(['usage-without-link']));
    expect(await leaksOf('gorlivanne.example')).toEqual(['m365-without-company']);
    expect(await leaksOf('cw:250')).toEqual([]);
    expect((await run('billing leakage --company cw:252')).out).toMatch(
      /^link-not-trusted +[\d.]+ at list price\n {2}.+: \d+ × VEEAM-SRV \([\d.]+\)\n {4}server-agents: /,
    );
  });

  it('writes what was approved, and says what one rejection keeps', async () => {
    expect((await run('billing reject 250/server-agents')).out).toMatch(/^rejected {2}250\/server-agents/);
    const report = await document<RunReport>('reconcile --only billing');
    written = report.run.id;
    expect(report.streams.billing!.counts['set-quantity']).toBe(23);
    const line = (await preview()).find(({ id }) => id === '250/server-agents');
    expect(line).toMatchObject({ state: 'held', before: '9', after: '18' });
    expect(line!.detail).toMatch(/rejected by a person$/);
  });

  it('takes back one line of the run, and one company', async () => {
    const ordered = async (what: string): Promise<readonly string[]> =>
      (await document<{ rollback: { ordered: string[] } }>(`billing rollback ${written} ${what}`)).rollback.ordered;
    expect(await ordered('251/workstation-agents')).toEqual(['251/workstation-agents']);
    expect(quantities().get(100_011)).toBe(before.get(100_011));
    expect(quantities().get(100_013)).not.toBe(before.get(100_013));
    expect(await ordered('--company cw:253')).toEqual(
      ['cloud-storage', 'server-agents', 'virtual-machines', 'workstation-agents'].map((line) => `253/${line}`),
    );
  });

  it('takes the rest of the run back, and refuses to take it back twice', async () => {
    const result = await run(`billing rollback ${written} --json`);
    expect((result.json() as { rollback: { ordered: string[] } }).rollback.ordered).toHaveLength(18);
    expect(quantities()).toEqual(before);
    const again = await document<{ rollback: { ordered: string[]; left: { detail: string }[] } }>(
      `billing rollback ${written}`,
    );
    expect(again.rollback.ordered).toEqual([]);
    expect(again.rollback.left[0]!.detail).toMatch(/has written it since|somebody has changed/);
  });
});
