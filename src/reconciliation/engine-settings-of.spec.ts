import type { AppConfig } from '../config/app-config';
import type { Policy } from './engine-settings';
import { engineSettingsOf } from './engine-settings-of';

type Settings = Parameters<typeof engineSettingsOf>[0];

function settings(policy: Policy, coexistence: AppConfig['coexistence']): Settings {
  const stream = { policy, schedule: '0 * * * *', limits: {} };
  return { streams: { mapping: stream, tickets: stream, billing: stream, documentation: stream }, coexistence };
}

describe('engineSettingsOf', () => {
  it.each([
    ['Veeam opens tickets: ours are only planned', 'full', 'on', 'off', 'plan-only', 'full'],
    ['Veeam bills: our quantities are only planned', 'upsert-only', 'off', 'on', 'upsert-only', 'plan-only'],
    ['a stream that is off stays off', 'off', 'on', 'on', 'off', 'off'],
    ['nobody said that Veeam does either', 'full', 'off', 'auto', 'full', 'full'],
  ] as const)('%s', (_sentence, policy, veeamTicketing, veeamBilling, tickets, billing) => {
    const { streams } = engineSettingsOf(settings(policy, { veeamTicketing, veeamBilling }));
    expect([streams.tickets.policy, streams.billing.policy]).toEqual([tickets, billing]);
    expect([streams.mapping.policy, streams.documentation.policy]).toEqual([policy, policy]);
  });
});
