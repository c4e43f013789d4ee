import type { AppConfig } from '../config/app-config';
import { STREAMS, type Stream } from '../kernel/change';
import type { EngineSettings, StreamSettings } from './engine-settings';

/** The part of the configuration that the engine decides by. */
export function engineSettingsOf(config: AppConfig): EngineSettings {
  const streams = STREAMS.map((stream): [Stream, StreamSettings] => {
    const { policy, limits } = config.streams[stream];
    return [stream, { policy, limits }];
  });
  return { streams: Object.fromEntries(streams) as Record<Stream, StreamSettings> };
}
