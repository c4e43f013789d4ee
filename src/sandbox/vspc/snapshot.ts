import type { JsonValue } from '../../kernel/json';
import type { Switches } from './switches';
import type { VspcData } from './vspc-data';

/** Everything but passwords and keys; instants as ISO text. */
export function snapshotOf(data: VspcData, switches: Switches): JsonValue {
  const { users, apiKeys, ...rest } = data;
  const people = users.map(({ uid, userName, role, isEnabled, hasMfa }) => ({
    uid,
    userName,
    role,
    isEnabled,
    hasMfa,
  }));
  const keys = apiKeys.map(({ userUid, isReadOnly, isEnabled }) => ({ userUid, isReadOnly, isEnabled }));
  const state = { ...rest, users: people, apiKeys: keys, switches: switches.all() };
  return JSON.parse(JSON.stringify(state)) as JsonValue;
}
