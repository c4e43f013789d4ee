import { BillingWorld, company, LINE, USAGE_SOURCE } from '../../../test/support/billing-world';
import { showDecision } from '../../../test/support/show-decision';
import { addDays } from '../../kernel/civil-date';
import { CW_ADDITIONS, CW_AGREEMENTS } from './billing-observation';
import { evaluateBilling } from './evaluate-billing';
import { planBilling } from './plan-billing';

function decide(world: BillingWorld): string {
  return showDecision(planBilling(world.observation()).decisions[0]);
}

function world(facts: Parameters<BillingWorld['addCompany']>[1] = {}): BillingWorld {
  return new BillingWorld().addCompany(250, facts);
}

const OCTOBER = { linkedOn: '2026-01-01' };

describe('the close of a period', () => {
  /** October counted to the end, seen from the day after settling. */
  function october(push: 'daily' | 'close', more: Partial<typeof LINE> = {}): BillingWorld {
    const made = world({ quantity: '4' }).set({ push, measure: 'peak', ...more });
    made.now = new Date('2026-11-03T12:00:00Z');
    made.samples = [];
    for (let date = '2026-09-24'; date <= '2026-11-03'; date = addDays(date, 1)) {
      made.count(250, date, date === '2026-10-14' ? '9' : '5');
    }
    made.companies = [company(250, [OCTOBER])];
    return made;
  }

  it('writes the closed period once, and freezes what it came from', () => {
    const { decisions } = planBilling(october('close').observation());
    expect(showDecision(decisions[0])).toBe('set-quantity usage-changed 4→9');
    expect(decisions[0]).toMatchObject({ sources: [CW_AGREEMENTS, CW_ADDITIONS, 'connectwise/procurement/catalog'] });
    expect(decisions[1]).toMatchObject({
      transition: { kind: 'frozen', frozen: { period: '2026-10', quantity: '9' } },
    });
  });

  it('a daily line freezes, and goes on with the present period', () => {
    const { decisions } = planBilling(october('daily').observation());
    expect(showDecision(decisions[0])).toBe('set-quantity usage-changed 4→5');
    expect(decisions[1]).toMatchObject({ transition: { frozen: { period: '2026-10', quantity: '9' } } });
  });

  it('what arrives after the close changes nothing', () => {
    const made = october('close');
    const [frozen] = evaluateBilling(made.observation())[0]!.freezes;
    made.frozen = [frozen!];
    made.samples = made.samples.map((row) => ({ ...row, counters: { ManagedVms: '77' } }));
    expect(decide(made)).toBe('set-quantity usage-changed 4→9');
  });

  it('closes from stored days while VSPC is down', () => {
    const made = october('close');
    made.incomplete = [USAGE_SOURCE];
    expect(decide(made)).toBe('set-quantity usage-changed 4→9');
    made.samples = made.samples.filter((row) => row.date !== '2026-10-20');
    expect(decide(made)).toBe('held unknown-days none→none');
  });

  it('is held when an invoice was made meanwhile', () => {
    const made = october('close');
    made.sights = new Map([
      [1250, [{ agreementId: 1250, nextInvoiceDate: '2026-11-01', seenAt: '2026-10-20T00:00:00Z' }]],
    ]);
    expect(decide(made)).toBe('held already-invoiced none→9');
  });

  it('before the settling time is over, nothing is closed', () => {
    const made = october('close');
    made.now = new Date('2026-11-02T15:00:00Z');
    made.states = made.states.map((state) => ({ ...state, closedPeriod: '2026-09' }));
    expect(decide(made)).toBe('skip period-open');
  });

  it('never bills a period before the link', () => {
    const made = october('close');
    made.companies = [company(250, [{ linkedOn: '2026-11-02' }])];
    expect(planBilling(made.observation()).decisions.map(showDecision)).toEqual(['skip period-open']);
  });
});
