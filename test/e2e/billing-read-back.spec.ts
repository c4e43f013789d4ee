import { exitCodeOf, type ReportedChange } from '../../src/reconciliation/run-report';
import { BillingStage } from '../support/billing-stage';

const LINE = '250/server-agents';
const ADDITION = 100_000;
const ADDITION_PATCH = 'PATCH /finance/agreements/{parentId}/additions/{id}';
const MINUTE_MS = 60_000;

/** RULES, Billing 8: what ConnectWise answers is compared, and what it holds later is never taken for ours. */
describe('a quantity that ConnectWise does not take as it was sent', () => {
  let stage: BillingStage;

  beforeEach(async () => {
    stage = await BillingStage.start({ companies: 1 });
    await stage.adoptAll();
    await stage.approve(LINE);
    stage.sandbox.resetLog();
  });

  afterEach(async () => {
    await stage.stop();
  });

  async function pass(): Promise<{ code: number; line: ReportedChange | undefined }> {
    const report = await stage.fixture.pass({ streams: ['billing'] });
    const line = report.streams.billing!.changes.find(({ subject }) => subject.key === LINE);
    return { code: exitCodeOf(report), line };
  }

  function writes(): number {
    return stage.sandbox.writes('connectwise').length;
  }

  /** ConnectWise, or a rule in it, writes what nobody sent. */
  function hold(quantity: number): void {
    stage.sandbox.people('connectwise', { do: 'set-quantity', by: 'bprell', additionId: ADDITION, quantity });
  }

  it('answered 200 with another: failed, said with both numbers, not sent again, and left to a person', async () => {
    stage.sandbox.failNext('connectwise', ADDITION_PATCH, {
      rewrite: { find: '"quantity":6', with: '"quantity":5' },
    });
    const { code, line } = await pass();
    expect(code).toBe(3);
    expect(line).toMatchObject({ outcome: 'failed', before: '9', after: '6' });
    expect(line!.error).toMatch(/quantity.*5.*6|quantity.*6.*5/);
    hold(5);
    const after = await pass();
    expect(after.line).toMatchObject({ outcome: 'held', reason: 'guard-adopted', before: '5', after: '6' });
    expect([writes(), stage.quantities().get(ADDITION)]).toEqual([1, '5']);
  });

  it('answered 200 with another, and held ours all the same: the next pass sees that, and writes nothing', async () => {
    stage.sandbox.failNext('connectwise', ADDITION_PATCH, {
      rewrite: { find: '"quantity":6', with: '"quantity":5' },
    });
    expect((await pass()).line).toMatchObject({ outcome: 'failed' });
    expect((await pass()).line).toBeUndefined();
    expect([writes(), stage.quantities().get(ADDITION)]).toEqual([1, '6']);
  });

  it('answered with what was sent, and holds another afterwards: kept, and shown as drift', async () => {
    expect((await pass()).line).toMatchObject({ outcome: 'applied' });
    hold(7);
    const { line } = await pass();
    expect(line).toMatchObject({ outcome: 'held', reason: 'drift', before: '7', after: '6' });
    expect(line!.detail).toBe('somebody changed it, we had written 6');
    expect(writes()).toBe(1);
  });

  it.each([
    ['that cannot be read', { mangle: 'truncated' }],
    ['that is empty', { mangle: 'empty' }],
    ['that never came', { drop: 'after-commit' }],
  ] as const)('took it with an answer %s: looked up, and not sent a second time', async (_sentence, fault) => {
    stage.sandbox.failNext('connectwise', ADDITION_PATCH, fault);
    expect((await pass()).line).toMatchObject({ outcome: 'failed' });
    for (let round = 0; round < 3; round += 1) {
      stage.fixture.wall.advance(15 * MINUTE_MS);
      await pass();
    }
    expect((await pass()).line).toBeUndefined();
    expect([writes(), stage.quantities().get(ADDITION)]).toEqual([1, '6']);
    stage.count(0, 'ManagedServerAgents', 9);
    expect((await pass()).line).toMatchObject({ outcome: 'applied', before: '6', after: '7' });
  });
});

describe('an addition that is made with another quantity than was sent', () => {
  it('has failed, and a person decides whether it is ours', async () => {
    const stage = await BillingStage.start({ companies: 6 });
    try {
      stage.editProducts(({ lines }) => {
        for (const line of lines) line['createMissing'] = true;
      });
      const { lines } = await stage.atDesk((desk) => desk.preview({ company: 'cw:255' }));
      const { id, after } = lines.find(({ line }) => line === 'virtual-machines')!;
      const rewrite = { find: `"quantity":${after}`, with: '"quantity":1' };
      stage.sandbox.failNext('connectwise', 'POST /finance/agreements/{parentId}/additions', { rewrite });
      const made = (await stage.bill()).changes.find(({ subject }) => subject.key === id);
      expect(made).toMatchObject({ action: 'create-addition', outcome: 'failed' });
      expect(made!.error).toMatch(new RegExp(`was created with quantity 1 instead of ${after}`));
      expect(stage.subjects(await stage.bill(), 'no-addition')).toContain(id);
      expect(stage.sandbox.writes()).toHaveLength(1);
    } finally {
      await stage.stop();
    }
  });
});
