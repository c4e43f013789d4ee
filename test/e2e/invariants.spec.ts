import type { Stream } from '../../src/kernel/change';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import { REASONS } from '../../src/kernel/reasons';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import type { ReportedChange, RunReport } from '../../src/reconciliation/run-report';
import type { LoggedRequest } from '../../src/sandbox/http/request-log';
import type { Fault } from '../../src/sandbox/http/scripted-faults';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';
import { BridgeFixture } from '../support/bridge-fixture';
import { settle } from '../support/settled-bridge';

/** The nine invariants of docs/architecture.md over the whole bridge; 5, 7 and 9 also in files of their own. */
const WORLD = { companies: 8, jobsPerCompany: 2 } as const;
const IS_SOAK = process.env['SOAK_HISTORIES'] !== undefined;
const MINUTE_MS = 60_000;

function changesOf(report: RunReport): readonly ReportedChange[] {
  return Object.values(report.streams).flatMap((stream) => stream.changes);
}

function planned(report: RunReport): readonly ReportedChange[] {
  return changesOf(report).filter((change) => change.outcome === 'planned');
}

const DESTRUCTIVE = new Set(['close', 'suspend', 'cancel-addition', 'archive']);

function isDestructive({ action, before, after }: ReportedChange): boolean {
  if (DESTRUCTIVE.has(action)) return true;
  return action === 'set-quantity' && quantityOf(after) < quantityOf(before);
}

function quantityOf(value: JsonValue): number {
  return typeof value === 'object' && value !== null && 'quantity' in value ? Number(value['quantity']) : Number(value);
}

const inShort = ({ action, subject, reason }: ReportedChange): string => `${action} ${subject.name}: ${reason}`;

describe('1: the plan of the state after an apply', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start(WORLD);
    await settle(fixture);
  });

  afterAll(() => fixture.stop());

  it('is empty, and a whole pass writes nothing', async () => {
    expect(planned(await fixture.pass({ mode: 'plan' })).map(inShort)).toEqual([]);
    fixture.sandbox.resetLog();
    expect(changesOf(await fixture.pass()).filter((change) => change.outcome === 'applied')).toEqual([]);
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('covers every stream', async () => {
    const report = await fixture.pass({ mode: 'plan' });
    expect(Object.entries(report.streams).map(([stream, of]) => `${stream} ${of.status}`)).toEqual([
      'mapping succeeded',
      'tickets succeeded',
      'billing succeeded',
      'documentation succeeded',
    ]);
  });
});

describe('1: an unstable order of the vendors', () => {
  it('gives the same plan', async () => {
    const plans: string[][] = [];
    for (const order of ['stable', 'shifting']) {
      const fixture = await BridgeFixture.start(WORLD);
      try {
        fixture.sandbox.setSwitch('vspc', 'unsortedOrder', order);
        if (order === 'shifting') reverseEveryList(fixture);
        const report = await fixture.pass({ mode: 'plan' });
        plans.push(changesOf(report).map((change) => JSON.stringify({ ...change, remoteId: null })));
      } finally {
        await fixture.stop();
      }
    }
    expect(plans[0]!.length).toBeGreaterThan(0);
    expect(plans[1]).toEqual(plans[0]);
  });
});

interface Read {
  readonly system: SandboxSystem;
  readonly route: string;
}

/** What a route may answer instead of its list. */
const FAULTS: readonly (readonly [name: string, fault: (system: SandboxSystem) => Fault])[] = [
  ['fails', () => ({ status: 500, body: { message: 'Internal error' }, times: 99 })],
  ['is a page of a proxy', () => ({ html: 200, times: 99 })],
  ['is cut off', () => ({ mangle: 'truncated', times: 99 })],
  ['is empty', () => ({ mangle: 'empty', times: 99 })],
  ['has a short page', () => ({ shortBy: 5, times: 99 })],
  ['is forbidden', () => ({ status: 403, body: { message: 'Forbidden' }, times: 99 })],
  ['is an empty list beside an error', (system) => ({ status: 200, body: emptyBesideError(system), times: 99 })],
];

function emptyBesideError(system: SandboxSystem): JsonObject {
  const errors = [{ code: 500, message: 'Failed to collect data.', title: 'Internal error' }];
  if (system === 'connectwise') return { code: 'Error', message: 'Failed to collect data.', errors };
  return { data: [], errors, meta: { pagingInfo: { total: 0, count: 0, offset: 0 } } };
}

describe('2: an incomplete source', () => {
  let fixture: BridgeFixture;
  let reads: readonly Read[];

  beforeAll(async () => {
    fixture = await BridgeFixture.start(WORLD);
    await settle(fixture);
    fixture.sandbox.resetLog();
    await fixture.pass({ mode: 'plan' });
    reads = distinctReads(fixture.sandbox.requests());
  }, 60_000);

  afterAll(() => fixture.stop());

  /** In a state where nothing is to do, nothing that a fault makes of a read may look like a reason to undo something. */
  async function planWith({ system, route }: Read, fault: Fault): Promise<readonly string[]> {
    fixture.sandbox.failNext(system, route, fault);
    const report = await fixture.pass({ mode: 'plan' });
    fixture.sandbox.clearFaults();
    return planned(report).filter(isDestructive).map(inShort);
  }

  it('means that nothing is closed, lowered, archived or unlinked, whichever it is and however it fails', async () => {
    expect(reads.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (const [index, read] of reads.entries()) {
      const faults = IS_SOAK ? FAULTS : [FAULTS[index % FAULTS.length]!];
      for (const [name, fault] of faults) {
        const changes = await planWith(read, fault(read.system));
        if (changes.length > 0) wrong.push(`${read.route} ${name}: ${changes.slice(0, 3).join('; ')}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it('holds what would be closed because of it, and says so', async () => {
    fixture.wall.advance(30 * MINUTE_MS);
    for (const job of fixture.sandbox.jobs.list().values()) {
      if (job.failingSince !== null) fixture.sandbox.jobs.succeed(job.uid);
    }
    fixture.wall.advance(5 * MINUTE_MS);
    const whole = planned(await fixture.pass({ mode: 'plan' })).filter((change) => change.action === 'close');
    expect(whole.length).toBeGreaterThan(0);
    const jobs = ['GET /infrastructure/backupServers/jobs', 'GET /infrastructure/backupAgents/jobs'];
    for (const route of jobs) {
      fixture.sandbox.failNext('vspc', route, { status: 500, times: 99, skip: 0 });
    }
    const report = await fixture.pass({ streams: ['mapping', 'tickets'] });
    fixture.sandbox.clearFaults();
    expect(changesOf(report).filter((change) => change.action === 'close' && change.outcome === 'applied')).toEqual([]);
  });
});

describe('3: what is not ours', () => {
  it('is never touched, whatever people do to it', async () => {
    const fixture = await BridgeFixture.start(WORLD);
    try {
      await settle(fixture);
      const before = foreignRecords(fixture);
      for (const job of fixture.sandbox.jobs.list().values()) {
        if (job.failingSince !== null) fixture.sandbox.jobs.succeed(job.uid);
      }
      fixture.wall.advance(90 * MINUTE_MS);
      const report = await fixture.pass();
      expect(changesOf(report).filter((change) => change.outcome === 'applied').length).toBeGreaterThan(0);
      expect(foreignRecords(fixture)).toEqual(before);
    } finally {
      await fixture.stop();
    }
  });
});

describe('4: a dry run', () => {
  it('reads, and does nothing else', async () => {
    const fixture = await BridgeFixture.start(WORLD);
    try {
      const report = await fixture.pass({ mode: 'plan' });
      expect(planned(report).length).toBeGreaterThan(0);
      expect(fixture.sandbox.writes()).toEqual([]);
      const readsByPost = ['POST /token', 'POST /system/bundles', 'POST /service/tickets/search'];
      for (const { method, route } of fixture.sandbox.requests()) {
        expect(method === 'GET' || method === 'HEAD' || readsByPost.includes(route ?? '')).toBe(true);
      }
      const labels = Object.values(report.requests).flatMap((counts) => Object.keys(counts));
      expect([...new Set(labels)].filter((label) => !['GET', 'HEAD', 'READ'].includes(label))).toEqual([]);
    } finally {
      await fixture.stop();
    }
  });
});

describe('6: a write whose answer was lost', () => {
  it.each<[string, Stream, SandboxSystem, string, Fault]>([
    ['before it arrived', 'tickets', 'connectwise', 'POST /service/tickets', { drop: 'before-commit' }],
    ['after it was done', 'tickets', 'connectwise', 'POST /service/tickets', { drop: 'after-commit' }],
    ['behind a failing proxy', 'tickets', 'connectwise', 'POST /service/tickets', { html: 502 }],
    ['before a page arrived', 'documentation', 'itglue', 'POST /flexible_assets', { drop: 'before-commit' }],
    ['after a page was made', 'documentation', 'itglue', 'POST /flexible_assets', { drop: 'after-commit' }],
  ])(
    'is sent once, looked for at least twice %s, and exists once in the end',
    async (_when, stream, system, route, fault) => {
      const fixture = await BridgeFixture.start(WORLD);
      const pass = (): Promise<RunReport> => fixture.pass({ streams: ['mapping', stream] });
      try {
        fixture.sandbox.failNext(system, route, fault);
        const lost = changesOf(await pass()).filter((change) => change.outcome === 'failed');
        expect(lost).toHaveLength(1);
        const mark = lost[0]!.subject.key;
        expect(await outcomesOf(fixture, mark)).toEqual(['intended']);
        const sent = postsOf(fixture, route);
        fixture.wall.advance(9 * MINUTE_MS);
        await pass();
        expect(postsOf(fixture, route)).toBe(sent);
        for (let round = 0; round < 4; round += 1) {
          fixture.wall.advance(6 * MINUTE_MS);
          await pass();
        }
        const wasDone = (await outcomesOf(fixture, mark)).filter((state) => state !== 'not-done');
        expect(wasDone).toEqual(['done']);
        const wasMade = 'drop' in fault && fault.drop === 'after-commit';
        expect(await outcomesOf(fixture, mark)).toHaveLength(wasMade ? 1 : 2);
      } finally {
        await fixture.stop();
      }
    },
    60_000,
  );
});

describe('8: every decision and every write', () => {
  let fixture: BridgeFixture;
  const reports: RunReport[] = [];

  beforeAll(async () => {
    fixture = await BridgeFixture.start(WORLD);
    reports.push(await fixture.pass(), await settle(fixture));
    for (const job of fixture.sandbox.jobs.list().values()) {
      if (job.failingSince !== null) fixture.sandbox.jobs.succeed(job.uid);
    }
    fixture.wall.advance(90 * MINUTE_MS);
    reports.push(await fixture.pass());
  }, 60_000);

  afterAll(() => fixture.stop());

  it('carries a reason out of the closed list', () => {
    const reasons = reports.flatMap((report) =>
      Object.values(report.streams).flatMap((stream) => [...stream.changes, ...stream.skips].map((of) => of.reason)),
    );
    expect(reasons.length).toBeGreaterThan(50);
    expect(reasons.filter((reason) => !REASONS.includes(reason))).toEqual([]);
  });

  it('is in the journal with before, after, run, rule and answer, once for every request that wrote', async () => {
    const bridge = await fixture.boot();
    const journal = await bridge.database.manager.find(JournalEntity);
    await bridge.close();
    // An attachment looks for a configuration first, and writes only when there is one.
    const sent = fixture.sandbox.writes().filter((entry) => !entry.route?.endsWith('/configurations'));
    expect(journal.filter((entry) => entry.effectKind !== 'attach-configuration')).toHaveLength(sent.length);
    for (const entry of journal) {
      expect(entry.state).toBe('done');
      expect(REASONS).toContain(entry.reason);
      expect(entry.runId).not.toBe('');
      expect(entry.after).not.toBeNull();
      expect(entry.response).not.toBeNull();
      expect(entry.outcomeAt).not.toBeNull();
      expect([entry.before, entry.rule]).not.toContain(undefined);
    }
  });
});

/** Answers arrive backwards: what a connector asks to be sorted it must not rely on, what a planner gets neither. */
function reverseEveryList(fixture: BridgeFixture): void {
  const { vspc } = fixture.sandbox.world;
  for (const table of Object.values(vspc)) {
    if (Array.isArray(table)) table.reverse();
  }
}

function distinctReads(log: readonly LoggedRequest[]): readonly Read[] {
  const found = new Map<string, Read>();
  for (const { system, route } of log) {
    if (route !== null && route !== 'POST /token') found.set(`${system} ${route}`, { system, route });
  }
  return [...found.values()];
}

function postsOf(fixture: BridgeFixture, route: string): number {
  return fixture.sandbox.requests().filter((entry) => entry.route === route).length;
}

/** The states of all attempts at the first effect of what was lost. */
async function outcomesOf(fixture: BridgeFixture, subjectKey: string): Promise<readonly string[]> {
  const bridge = await fixture.boot();
  const entries = await bridge.database.manager.find(JournalEntity, { where: { subjectKey, effectIndex: 0 } });
  await bridge.close();
  return entries.filter((entry) => entry.action === 'create').map((entry) => entry.state);
}

/** Everything in ConnectWise and IT Glue that neither carries our mark nor was adopted. */
function foreignRecords(fixture: BridgeFixture): string {
  const { connectwise, itglue } = fixture.sandbox.snapshot() as Record<SandboxSystem, Record<string, JsonObject[]>>;
  const tickets = connectwise['tickets']!.filter(
    (ticket) => !JSON.stringify(ticket['externalXRef'] ?? '').startsWith('"vspcb:'),
  );
  const assets = itglue['flexibleAssets']!.filter((asset) => !JSON.stringify(asset).includes('vspcb:'));
  const others = Object.entries(connectwise).filter(([name]) => !WRITTEN.has(name));
  return JSON.stringify({ tickets, assets, others, organizations: itglue['organizations'] });
}

const WRITTEN = new Set(['tickets', 'notes', 'ticketNotes', 'additions', 'audit']);
