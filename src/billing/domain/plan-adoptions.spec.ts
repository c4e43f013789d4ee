import { addition, BillingWorld, LINE } from '../../../test/support/billing-world';
import { evaluateBilling } from './evaluate-billing';
import { listBillingProblems } from './billing-problems';
import { planAdoptions } from './plan-adoptions';

function plan(world: BillingWorld, taken: ReadonlyMap<number, string> = new Map()) {
  const { adoptions, left } = planAdoptions(evaluateBilling(world.observation()), taken);
  return {
    adopted: adoptions.map(({ result, addition: { id } }) => `${result.id} ${id}`),
    left: left.map(({ result, detail }) => `${result.id}: ${detail}`),
  };
}

function problems(world: BillingWorld): readonly string[] {
  return listBillingProblems(evaluateBilling(world.observation())).map(({ id, message }) => `${id}: ${message}`);
}

/** Three companies with an addition each that nobody has adopted. */
function unadopted(): BillingWorld {
  const world = new BillingWorld();
  for (const id of [250, 251, 252]) world.addCompany(id, { state: null });
  return world;
}

describe('planAdoptions', () => {
  it('takes the only addition of the product, line by line', () => {
    expect(plan(unadopted())).toEqual({ adopted: ['250/vms 2250', '251/vms 2251', '252/vms 2252'], left: [] });
  });

  it('leaves a line without an addition', () => {
    const world = unadopted();
    world.additions = world.additions.filter(({ id }) => id !== 2251);
    expect(plan(world).left).toEqual(['251/vms: agreement 1251 has no active addition of VEEAM-VM']);
  });

  it('leaves a line with several', () => {
    const world = unadopted();
    world.additions.push(addition(250, { id: 7 }));
    expect(plan(world).left).toEqual(['250/vms: additions 2250, 7 are all of VEEAM-VM']);
  });

  it('leaves an addition that carries another line', () => {
    expect(plan(unadopted(), new Map([[2252, '9/vms']])).left).toEqual([
      '252/vms: addition 2252 carries 9/vms already',
    ]);
  });

  it('leaves an addition that two lines want', () => {
    const world = new BillingWorld().addCompany(250, { state: null });
    world.lines = [LINE, { ...LINE, name: 'more' }];
    const detail = 'addition 2250 would carry 250/vms and 250/more';
    expect(plan(world)).toEqual({ adopted: [], left: [`250/vms: ${detail}`, `250/more: ${detail}`] });
  });

  it('leaves lines that are held for another reason alone', () => {
    const world = unadopted();
    world.agreements = [];
    expect(plan(world)).toEqual({ adopted: [], left: [] });
  });
});

describe('lines without an addition', () => {
  it('are one problem where each has one to adopt', () => {
    expect(problems(unadopted())).toEqual([
      'billing/no-addition/adopt: 3 additions are not given to the bridge yet, for example Company 250, line vms: addition 2250.',
    ]);
  });

  it('a single one is named with its own command', () => {
    const world = new BillingWorld().addCompany(250, { state: null });
    const [problem] = listBillingProblems(evaluateBilling(world.observation()));
    expect(problem!.hint).toBe('Adopt it: vspc-bridge billing adopt --company cw:250 --line vms --addition 2250');
  });

  it('are one problem for each line where a person has to choose, and where there is none', () => {
    const world = unadopted();
    for (const id of [250, 251]) world.additions.push(addition(id, { id: id + 5000 }));
    world.additions = world.additions.filter(({ agreementId }) => agreementId !== 1252);
    expect(problems(world)).toEqual([
      'billing/no-addition/choose/vms: Line vms: 2 companies have more than one addition of VEEAM-VM, for example Company 250: 2250, 5250.',
      'billing/no-addition/missing/vms: Line vms: one company has no addition of VEEAM-VM, which is used: Company 252.',
    ]);
    world.additions = [];
    world.addCompany(253, { state: null }).additions = [];
    expect(problems(world)[0]).toMatch(
      /4 companies have no addition .*: Company 250, Company 251, Company 252 and others\.$/,
    );
  });
});
