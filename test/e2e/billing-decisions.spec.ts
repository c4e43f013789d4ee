import { BillingStage } from '../support/billing-stage';

const LINE = '250/server-agents';
const ADDITION = 100_000;

describe('what a person decided about a quantity', () => {
  let stage: BillingStage;
  let before: string;

  beforeEach(async () => {
    stage = await BillingStage.start({ companies: 2 });
    await stage.adoptAll();
    before = stage.quantities().get(ADDITION)!;
  });

  afterEach(async () => {
    await stage.stop();
  });

  function allow(policy: string): void {
    stage.editBridge((file) => {
      file.streams['billing']!.policy = policy;
    });
  }

  it('is done under plan-only, and nothing else is', async () => {
    allow('plan-only');
    stage.count(0, 'ManagedServerAgents', 12);
    await stage.approve(LINE);
    const report = await stage.bill();
    expect(stage.quantities().get(ADDITION)).toBe('10');
    expect(stage.sandbox.writes()).toHaveLength(1);
    expect(report.counts['set-quantity']).toBe(1);
  });

  it('is all that is done where Veeam bills', async () => {
    stage.editBridge((file) => {
      file.coexistence['veeamBilling'] = 'on';
    });
    stage.count(0, 'ManagedServerAgents', 12);
    await stage.approve(LINE);
    const report = await stage.bill();
    expect(report.policy).toBe('plan-only');
    expect(stage.quantities().get(ADDITION)).toBe('10');
    stage.count(0, 'ManagedServerAgents', 13);
    expect((await stage.bill()).changes.find(({ subject }) => subject.key === LINE)).toMatchObject({
      outcome: 'planned',
      before: '10',
      after: '11',
    });
    expect(stage.sandbox.writes()).toHaveLength(1);
  });

  it.each(['plan-only', 'full'])(
    'dies under %s when usage moves on, and does not revive when it comes back',
    async (policy) => {
      allow(policy);
      stage.count(0, 'ManagedServerAgents', 12);
      await stage.approve(LINE);
      stage.count(0, 'ManagedServerAgents', 13);
      expect(stage.subjects(await stage.bill(), 'guard-adopted')).toContain(LINE);
      stage.count(0, 'ManagedServerAgents', 12);
      expect(stage.subjects(await stage.bill(), 'guard-adopted')).toContain(LINE);
      expect(stage.quantities().get(ADDITION)).toBe(before);
    },
  );
});
