import type { AppConfig } from '../config/app-config';
import { STREAMS, type Stream } from '../kernel/change';
import type { EngineSettings, Policy, StreamSettings } from './engine-settings';

/**
 * The part of the configuration that the engine decides by. Where Veeam's own plugin is said to do a stream's work,
 * that stream only plans, whatever its policy says (RULES, Tickets 16):
 *
 * | Veeam's plugin | policy of the stream | becomes   |
 * | -------------- | -------------------- | --------- |
 * | on             | off                  | off       |
 * | on             | any other            | plan-only |
 * | off, auto      | any                  | itself    |
 */
export function engineSettingsOf(config: Pick<AppConfig, 'streams' | 'coexistence'>): EngineSettings {
  const { veeamTicketing, veeamBilling } = config.coexistence;
  const doneByVeeam: Partial<Record<Stream, boolean>> = {
    tickets: veeamTicketing === 'on',
    billing: veeamBilling === 'on',
  };
  const streams = STREAMS.map((stream): [Stream, StreamSettings] => {
    const { policy, limits } = config.streams[stream];
    return [stream, { policy: doneByVeeam[stream] === true ? restrained(policy) : policy, limits }];
  });
  return { streams: Object.fromEntries(streams) as Record<Stream, StreamSettings> };
}

function restrained(policy: Policy): Policy {
  return policy === 'off' ? 'off' : 'plan-only';
}
