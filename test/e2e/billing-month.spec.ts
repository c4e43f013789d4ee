import { BillingDesk } from '../../src/billing/billing-desk';
import type { Leak } from '../../src/billing/domain/find-leaks';
import type { StreamReport } from '../../src/reconciliation/run-report';
import type { RunReport } from '../../src/reconciliation/run-report';
import { utcDateOf } from '../../src/kernel/civil-date';
import { listAdditions } from '../../src/sandbox/answer-key/vendor-records';
import { BridgeFixture } from '../support/bridge-fixture';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ADDITION_PATCH = 'PATCH /finance/agreements/{parentId}/additions/{id}';

/** The month of a bookkeeper: each test goes on where the one before it stopped. */
describe('a billing month', () => {
  let fixture: BridgeFixture;
  let firstRun: RunReport;
  let before: ReadonlyMap<number, string>;

  beforeAll(async () => {
    fixture = await BridgeFixture.start({ companies: 24 });
    before = quantities();
    await fixture.pass({ streams: ['mapping'] });
    await atDesk((desk) => desk.adoptMatching());
    await atDesk((desk) => desk.approve({ all: true }));
    firstRun = await fixture.pass({ streams: ['billing'] });
  });

  afterAll(async () => {
    await fixture.stop();
  });

  async function atDesk<T>(work: (desk: BillingDesk) => Promise<T>): Promise<T> {
    const bridge = await fixture.boot();
    try {
      return await work(bridge.app.get(BillingDesk));
    } finally {
      await bridge.close();
    }
  }

  async function bill(): Promise<StreamReport> {
    return (await fixture.pass({ streams: ['billing'] })).streams.billing!;
  }

  function quantities(): ReadonlyMap<number, string> {
    return new Map(listAdditions(fixture.sandbox.snapshot()).map(({ id, quantity }) => [id, quantity]));
  }

  function held(report: StreamReport, reason: string): readonly string[] {
    return report.changes.filter((change) => change.reason === reason).map((change) => change.subject.key);
  }

  /** Edits products.yaml as an operator would. */
  function editProducts(
    change: (file: { lines: Record<string, unknown>[]; guards: Record<string, number> }) => void,
  ): void {
    fixture.edit<Parameters<typeof change>[0]>('mappings/products.yaml', (file) => {
      change(file);
      return file;
    });
  }

  it('keeps what a bookkeeper wrote, and shows it', async () => {
    fixture.sandbox.people('connectwise', { do: 'set-quantity', by: 'bprell', additionId: 100_000, quantity: 99 });
    const report = await bill();
    expect(held(report, 'drift')).toEqual(['250/server-agents']);
    expect(quantities().get(100_000)).toBe('99');
    const { lines } = await atDesk((desk) => desk.preview({ company: 'cw:250' }));
    const line = lines.find(({ id }) => id === '250/server-agents')!;
    expect(line).toMatchObject({ before: '99', state: 'held', reason: 'drift' });
    expect(line.steps.at(-1)).toBe(line.after);
  });

  it('writes it when a person approves, and not a second time', async () => {
    const { lines } = await atDesk((desk) => desk.approve({ ids: ['250/server-agents'] }));
    const report = await bill();
    expect(report.counts['set-quantity']).toBe(1);
    expect(quantities().get(100_000)).toBe(lines[0]!.after);
    expect((await bill()).counts['set-quantity']).toBe(0);
  });

  it('refuses to approve what does not wait', async () => {
    await expect(atDesk((desk) => desk.approve({ ids: ['250/server-agents'] }))).rejects.toThrow('does not wait');
    await expect(atDesk((desk) => desk.approve({ ids: ['250/nothing'] }))).rejects.toThrow('There is no line');
    const request = { company: 'cw:250', line: 'server-agents', additionId: 100_010 };
    await expect(atDesk((desk) => desk.adopt(request))).rejects.toThrow('cannot be adopted');
  });

  it('finds out what became of a write whose answer was lost, and does not send it again', async () => {
    fixture.sandbox.people('connectwise', { do: 'set-quantity', by: 'bprell', additionId: 100_000, quantity: 98 });
    await bill();
    await atDesk((desk) => desk.approve({ ids: ['250/server-agents'] }));
    fixture.sandbox.failNext('connectwise', ADDITION_PATCH, { drop: 'after-commit' });
    fixture.sandbox.resetLog();
    expect((await bill()).counts['failed']).toBe(1);
    expect((await bill()).counts['set-quantity']).toBe(0);
    expect(fixture.sandbox.writes('connectwise')).toHaveLength(1);
    expect(held(await bill(), 'outcome-unknown')).toEqual([]);
  });

  it('takes a run back to the digit, and waits then', async () => {
    const result = await atDesk((desk) => desk.rollback(firstRun.run.id));
    expect(result.left.map(({ id }) => id)).toEqual(['250/server-agents']);
    expect(result.ordered.length).toBe(firstRun.streams.billing!.counts['set-quantity']! - 1);
    await bill();
    const now = new Map([...quantities()].filter(([id]) => id !== 100_000));
    expect(now).toEqual(new Map([...before].filter(([id]) => id !== 100_000)));
    const waiting = held(await bill(), 'rolled-back');
    expect([...waiting].sort()).toEqual(result.ordered);
    await atDesk((desk) => desk.approve({ all: true }));
    expect((await bill()).counts['set-quantity']).toBe(waiting.length);
  });

  it('creates what is missing once, even when the answer to it is lost', async () => {
    editProducts(({ lines }) => {
      for (const line of lines) line['createMissing'] = true;
    });
    fixture.sandbox.failNext('connectwise', 'POST /finance/agreements/{parentId}/additions', { drop: 'after-commit' });
    expect((await bill()).counts['failed']).toBe(1);
    fixture.wall.advance(HOUR_MS);
    await bill();
    const created = [...quantities()].filter(([id]) => !before.has(id));
    expect(created.length).toBe(1);
    const { lines } = await atDesk((desk) => desk.preview({ company: 'cw:255' }));
    expect(lines.find(({ line }) => line === 'virtual-machines')).toMatchObject({
      addition: { id: created[0]![0] },
      state: 'unchanged',
    });
  });

  it('closes the month when it has settled, and tells what came later', async () => {
    while (fixture.sandbox.clock.now() < new Date('2026-12-02T18:00:00Z')) {
      fixture.wall.advance(DAY_MS);
      fixture.sandbox.advance(0);
    }
    await bill();
    const report = await atDesk((desk) => desk.report({ period: '2026-11' }));
    expect(report.lines.length).toBeGreaterThan(20);
    expect(report.lines.filter((line) => line.isLate)).toEqual([]);
    for (const line of report.lines) expect(line.recomputed).toBe(line.quantity);
    const usage = fixture.sandbox.world.vspc.usage;
    const late = usage.findIndex(
      (row) =>
        row.date.toISOString().startsWith('2026-11-30') && row.companyUid === fixture.sandbox.world.plans[0]!.uid,
    );
    usage[late] = {
      ...usage[late]!,
      counters: usage[late]!.counters.map((counter) => ({ ...counter, value: counter.value + 3 })),
    };
    await bill();
    const again = await atDesk((desk) => desk.report({ period: '2026-11', company: 'cw:250' }));
    expect(again.lines.filter((line) => line.isLate).map(({ id }) => id)).toContain('250/server-agents');
    expect(again.lines.map(({ quantity }) => quantity)).toEqual(
      report.lines.filter(({ company }) => company.id === 250).map(({ quantity }) => quantity),
    );
  });

  it('still says what was written for a month when the next one has been written', async () => {
    const writtenOf = async (): Promise<string | null> => {
      const { lines } = await atDesk((desk) => desk.report({ period: '2026-11', lines: ['250/server-agents'] }));
      return lines[0]!.written;
    };
    const before = await writtenOf();
    expect(before).not.toBeNull();
    const { uid: companyUid, locations } = fixture.sandbox.world.plans[0]!;
    const at = { companyUid, locationUid: locations[0]!.uid, day: utcDateOf(fixture.sandbox.clock.now()) };
    fixture.sandbox.standIns.vspc.live.setUsage({ ...at, counters: { ManagedServerAgents: 10 } });
    expect((await bill()).counts['set-quantity']).toBeGreaterThan(0);
    expect(quantities().get(100_000)).toBe('8');
    expect(await writtenOf()).toBe(before);
  });

  it('finds the leaks of a month that is over by its own usage and dates', async () => {
    const shown = ({ kind, company, product, quantity }: Leak): string =>
      `${kind} ${company.uid} ${product ?? ''} ${quantity}`;
    const now = await atDesk((desk) => desk.leakage());
    const november = await atDesk((desk) => desk.leakage({ period: '2026-11' }));
    // The last day of November is in no way special: every leak of today was one then.
    expect(november.map(({ kind, company, product }) => `${kind} ${company.uid} ${product ?? ''}`).sort()).toEqual(
      now.map(({ kind, company, product }) => `${kind} ${company.uid} ${product ?? ''}`).sort(),
    );
    // Nobody was linked before November began.
    const october = await atDesk((desk) => desk.leakage({ period: '2026-10' }));
    expect([...new Set(october.map(({ kind }) => kind))].sort()).toEqual([
      'm365-without-company',
      'usage-without-link',
    ]);
    expect(october.length).toBeGreaterThan(now.length);
    expect(october.map(shown)).not.toEqual(now.map(shown));
    await expect(atDesk((desk) => desk.leakage({ period: '2027-01' }))).rejects.toThrow('has not begun');
  });

  it('asks only for routes that the vendors have', () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
    expect(fixture.sandbox.listUnusedFaults()).toEqual([]);
  });
});
