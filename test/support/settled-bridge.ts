import { BillingDesk } from '../../src/billing/billing-desk';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { BridgeFixture } from './bridge-fixture';
import { runUntilQuiet } from './world-histories';

/** Everything that the bridge may do has been done: links, tickets, adopted and approved quantities, pages. */
export async function settle(
  fixture: BridgeFixture,
  options: Parameters<BridgeFixture['pass']>[1] = {},
): Promise<RunReport> {
  await fixture.pass({}, options);
  await atDesk(fixture, options, (desk) => desk.adoptMatching());
  await fixture.pass({}, options);
  await atDesk(fixture, options, (desk) => desk.approve({ all: true }));
  return runUntilQuiet(fixture, options);
}

async function atDesk(
  fixture: BridgeFixture,
  options: Parameters<BridgeFixture['pass']>[1],
  work: (desk: BillingDesk) => Promise<unknown>,
): Promise<void> {
  const bridge = await fixture.boot(options);
  try {
    await work(bridge.app.get(BillingDesk));
  } finally {
    await bridge.close();
  }
}
