import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncidentView } from '../../src/cli/incident-view';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { writeSandboxConfig } from '../../src/sandbox/write-config';
import { runCommandLine, type CliResult } from '../support/run-cli';

const START = new Date('2026-11-02T08:00:00Z');

describe('explain and incidents after a pass', () => {
  let sandbox: Sandbox;
  let folder: string;

  function run(...argv: string[]): Promise<CliResult> {
    const env = { BRIDGE_NOW: sandbox.clock.now().toISOString() };
    return runCommandLine([...argv, '--config', join(folder, 'config', 'bridge.yaml')], { env });
  }

  async function listIncidents(...argv: string[]): Promise<readonly IncidentView[]> {
    const result = await run('incidents', 'list', '--json', ...argv);
    expect(result.code).toBe(0);
    return (result.json() as { incidents: IncidentView[] }).incidents;
  }

  beforeAll(async () => {
    sandbox = await startSandbox({ start: START });
    folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-questions-'));
    await writeSandboxConfig(sandbox, folder);
    const first = await run('reconcile', '--only', 'mapping,tickets');
    expect(first.code).toBe(0);
    sandbox.resetLog();
  });

  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists what is wrong, with the status that ConnectWise shows', async () => {
    const incidents = await listIncidents();
    expect(incidents.filter(({ subject }) => subject.kind === 'connection')).toEqual([]);
    const expected = sandbox.answerKey().tickets.filter(({ open }) => open === 'yes');
    const open = incidents.filter(({ state }) => state === 'open');
    expect(open.map(({ subject }) => subject.key.split('/').at(-1)).sort()).toEqual(
      expected.map(({ subjectUid }) => subjectUid).sort(),
    );
    const [some] = open;
    expect(some).toEqual({
      key: expect.stringMatching(/^main\//) as string,
      generation: 1,
      state: 'open',
      condition: expect.any(String) as string,
      conditions: expect.any(Array) as string[],
      since: expect.stringMatching(/Z$/) as string,
      lastSeen: expect.stringMatching(/Z$/) as string,
      runs: expect.any(Number) as number,
      company: { uid: expect.any(String) as string, name: expect.any(String) as string },
      subject: {
        kind: expect.any(String) as string,
        key: expect.any(String) as string,
        name: expect.any(String) as string,
      },
      ticket: { id: expect.any(Number) as number, status: 'New', closed: false },
      storm: null,
      reason: expect.any(String) as string,
    });
    expect(sandbox.writes()).toEqual([]);
  });

  it('filters by state, condition and company', async () => {
    const all = await listIncidents('--all');
    expect(await listIncidents('--state', 'holding')).toEqual(all.filter(({ state }) => state === 'holding'));
    expect((await listIncidents('--condition', 'source-offline')).length).toBeGreaterThan(0);
    const { company } = all.find((incident) => incident.company !== null && incident.ticket !== null)!;
    const ofCompany = await listIncidents('--company', `vspc:main/${company!.uid}`);
    expect(ofCompany).toEqual(all.filter((incident) => incident.company?.uid === company!.uid));
    const refused = await run('incidents', 'list', '--state', 'wrong');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/--state knows: open, holding/);
  });

  it('goes on without ConnectWise, and says so', async () => {
    for (const method of ['GET', 'POST']) sandbox.failNext('connectwise', `${method} *`, { status: 401, times: 20 });
    const result = await run('incidents', 'list', '--json');
    sandbox.clearFaults();
    expect(result.code).toBe(0);
    expect(result.err).toMatch(/Statuses of tickets are missing/);
    const { incidents } = result.json() as { incidents: IncidentView[] };
    expect(incidents.find(({ ticket }) => ticket !== null)!.ticket!.status).toBeNull();
  });

  it('shows what was written because of one', async () => {
    const [incident] = (await listIncidents()).filter(({ ticket }) => ticket !== null);
    for (const reference of [incident!.key, `ticket:${incident!.ticket!.id}`, `job:${incident!.subject.key}`]) {
      const shown = (await run('incidents', 'show', reference, '--json')).json() as {
        history: { effect: string; state: string }[];
      };
      expect(shown.history[0]).toMatchObject({ effect: 'create-ticket', state: 'done' });
    }
  });

  it('snoozes, resolves and refuses what makes no sense', async () => {
    const [incident] = (await listIncidents()).filter(({ state }) => state === 'open');
    const { key } = incident!;
    expect((await run('incidents', 'snooze', key)).err).toMatch(/needs --until and --reason/);
    expect((await run('incidents', 'snooze', key, '--until', '2026-11-01T00:00:00Z', '--reason', 'x')).err).toMatch(
      /in the past/,
    );
    expect((await run('incidents', 'adopt', key)).err).toMatch(/does not wait for an\s+adoption/);
    const snoozed = await run(
      'incidents',
      'snooze',
      key,
      '--until',
      '2026-11-03T00:00:00Z',
      '--reason',
      'moving house',
    );
    expect(snoozed.out).toMatch(/stays silent until\s2026-11-03 00:00 UTC/);
    expect((await run('incidents', 'show', key)).out).toMatch(/snoozed +until 2026-11-03 00:00 UTC: moving house/);
    expect((await run('incidents', 'resolve', key)).out).toMatch(/is over; only a new\sfailure opens it again/);
    expect((await run('incidents', 'resolve', key)).err).toMatch(/is over already/);
    expect((await run('incidents', 'show', 'nothing')).err).toMatch(/No incident is known as nothing/);
    expect(sandbox.writes()).toEqual([]);
  });

  it('explains what is wrong by its name, and says whose each is where several have it', async () => {
    const named = await run('explain', 'unsorted tenants');
    expect(named.out).toMatch(/open: Unsorted tenants\n +wrong +failed \(failed-runs\)/);
    expect(named.out).toMatch(/ticket +#\d+, opened 2026-11-02 08:00 UTC/);
    const several = await run('incidents', 'show', 'Nightly servers');
    expect(several.err).toMatch(/Nightly servers fits \d incidents/);
    expect(several.err.match(/main\/vbr-job\/\S+ — \S/g)?.length).toBeGreaterThan(2);
    expect((await run('explain', 'nobody')).err).toMatch(/No company is known as nobody/);
  });

  it('explains a company: its link, its incidents, its quantities, and what the next pass would do', async () => {
    const expected = sandbox.answerKey().links.find(({ grade }) => grade === 'external-id')!;
    const result = await run('explain', `cw:${String(expected.connectWiseId)}`, '--json');
    expect(result.code).toBe(0);
    const explained = result.json() as {
      links: { uid: string; grade: string; reasons: string[] }[];
      history: { action: string }[];
      lines: { steps: string[] }[];
      decisions: { stream: string }[];
    };
    expect(explained.links).toEqual([expect.objectContaining({ uid: expected.uid, grade: 'external-id' })]);
    expect(explained.links[0]!.reasons.length).toBeGreaterThan(0);
    expect(explained.history[0]!.action).toBe('link');
    expect(explained.lines[0]!.steps.length).toBeGreaterThan(1);
    expect(new Set(explained.decisions.map(({ stream }) => stream))).toContain('billing');
    expect(sandbox.writes()).toEqual([]);
  });

  it('explains why a job has no ticket', async () => {
    const warned = [...sandbox.jobs.list().values()].find(({ row }) => row.status === 'Warning')!;
    const result = await run('explain', `job:${warned.uid}`);
    expect(result.code).toBe(0);
    expect(result.out).toMatch(/tickets: skip .* warning-runs/);
  });

  it('explains a job that is well: what is known of it, and that nothing is to do', async () => {
    const well = [...sandbox.jobs.list().values()].find(({ row }) => row.status === 'Success')!;
    for (const reference of [`job:${well.uid}`, `job:main/${well.uid}`]) {
      const result = await run('explain', reference);
      expect(result.code).toBe(0);
      expect(result.out).toMatch(/first seen .* UTC/);
      expect(result.out).toMatch(/ended: success/);
      expect(result.out).toMatch(/nothing: all is well with it/);
    }
    const known = (await run('explain', `job:${well.uid}`, '--json')).json() as { known: { subject: string }[] };
    expect(known.known.map(({ subject }) => subject)).toEqual([expect.stringContaining(well.uid)]);
  });

  it.each(['job:none', 'ticket:99999', 'ticket:abc', 'job:'])(
    'explain refuses %s, with what to do',
    async (reference) => {
      const result = await run('explain', reference);
      expect(result).toMatchObject({ code: 1, out: '' });
      expect(result.err).toMatch(/known as[^]*incidents list\s+--all/);
    },
  );

  it('says until when a hold and a silence last', async () => {
    const [held] = await listIncidents('--state', 'holding');
    expect((await run('explain', `job:${held!.subject.key}`)).out).toMatch(/hold,\s+until\s+2026-11-02/);
  });

  it('says what it does not know', async () => {
    const result = await run('explain', 'cw:999999');
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/No company is known as cw:999999/);
  });

  it('keeps every line of text within the terminal', async () => {
    const uid = sandbox.answerKey().links[0]!.uid;
    for (const argv of [['problems'], ['incidents', 'list'], ['explain', `vspc:main/${uid}`], ['check']]) {
      const { out } = await run(...argv);
      const tooLong = out.split('\n').filter((line) => line.length > 80 && !/vspc-bridge companies|—|\//.test(line));
      expect(tooLong).toEqual([]);
    }
  });
});
