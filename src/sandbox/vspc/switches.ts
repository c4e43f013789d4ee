import type { JsonValue } from '../../kernel/json';

/**
 * What the vendor's documents leave UNCERTAIN, or what only some installations do. A sentence each; the first value is
 * the default. A route is written as in the request log: `GET /infrastructure/backupServers/jobs`, or `*` for all.
 */
interface SwitchDefinition<T extends JsonValue> {
  readonly says: string;
  readonly initial: T;
  accepts(value: JsonValue): value is T;
}

function choice<V extends string>(says: string, initial: V, ...others: readonly V[]): SwitchDefinition<V> {
  const values: readonly string[] = [initial, ...others];
  return { says, initial, accepts: (value): value is V => typeof value === 'string' && values.includes(value) };
}

function quantity(says: string, initial: number): SwitchDefinition<number> {
  return { says, initial, accepts: (value): value is number => typeof value === 'number' && value >= 0 };
}

function toggle(says: string, initial: boolean): SwitchDefinition<boolean> {
  return { says, initial, accepts: (value): value is boolean => typeof value === 'boolean' };
}

function names(says: string): SwitchDefinition<readonly string[]> {
  return {
    says,
    initial: [],
    accepts: (value): value is readonly string[] =>
      Array.isArray(value) && value.every((item: JsonValue) => typeof item === 'string'),
  };
}

const SWITCHES = {
  // Login
  tokenLifetimeSeconds: quantity('How long an access token lives; the official example says 3600.', 3600),
  refreshLifetimeSeconds: quantity('How long a refresh token lives; one sample token says 48 hours.', 172_800),
  refreshReuse: choice('Whether a refresh token may be used twice.', 'refused', 'allowed'),
  mfaPasswordGrant: choice(
    'A password grant of a user with a second factor: a 400, or a 200 that holds only mfa_token.',
    'error',
    'mfa-token',
  ),
  disabledKeyStatus: choice('What a disabled key, or the key of a disabled user, gets.', '401', '403'),
  // Versions
  unsupportedVersionStatus: quantity('The HTTP status of the UnsupportedApiVersion envelope.', 400),
  modelFollowsHeader: toggle('Whether fields follow X-Client-Version, or always the newest the server knows.', true),
  // Requests
  unknownQuery: choice(
    'A query parameter that the operation does not have is refused or overlooked.',
    'refuse',
    'ignore',
  ),
  trailingSlash: choice('Whether the final slash of a documented path matters.', 'exact', 'lenient'),
  severalFilterElements: choice('Several elements in the filter array are ANDed, or refused.', 'and', 'refuse'),
  bareDatesAre: choice('A filter date without offset is UTC or server-local.', 'utc', 'server-local'),
  maxPageSize: quantity('The cap on `limit`, which an administrator may raise.', 500),
  // Lists
  unsortedOrder: choice('Without sort the order shifts from one request to the next, or not.', 'shifting', 'stable'),
  ignoreOffset: names('Routes that serve page 1 again whatever the offset.'),
  shrinkBetweenPages: names('Routes whose first element is gone once an offset is given.'),
  pagingOffsetName: choice('Older examples show `skip` in pagingInfo.', 'offset', 'skip'),
  partialErrors: names('Routes that answer 200 with errors[] next to the data.'),
  // Values
  nullProperties: choice('A property without value is null, or left out.', 'null', 'absent'),
  embeddedUnexpanded: choice('What `_embedded` is when nothing was expanded.', 'null', 'empty', 'absent'),
  numericTaxId: toggle('taxId and veeamTenantId of digits only arrive as numbers, as in some examples.', false),
  // Async actions
  asyncRoutes: names('Routes that answer 202 and go on in the background.'),
  asyncRunningMs: quantity('How long an async action runs, in wall time.', 20_000),
  asyncOutcome: choice('How async actions end.', 'succeed', 'failed'),
  asyncResult: choice('The result of an async action is the bare data, or the usual envelope.', 'raw', 'enveloped'),
  requestIdForcesAsync: toggle(
    'An X-Request-id makes an async action of every request, as version 6 documented.',
    false,
  ),
  // Contents
  usageWithoutDates: choice(
    'Usage without dates is that of the latest day of all, or of each row.',
    'latest-day',
    'latest-each',
  ),
  resolvedAlarms: choice('Whether resolved alarms stay in /alarms/active.', 'listed', 'hidden'),
} as const;

export type SwitchName = keyof typeof SWITCHES;
type ValueOf<D> = D extends SwitchDefinition<infer T> ? T : never;
export type SwitchValue<K extends SwitchName> = ValueOf<(typeof SWITCHES)[K]>;

export class Switches {
  private readonly values = new Map<SwitchName, JsonValue>();

  get<K extends SwitchName>(name: K): SwitchValue<K> {
    return (this.values.get(name) ?? SWITCHES[name].initial) as SwitchValue<K>;
  }

  /** Unknown names and values throw: a test that sets nothing would prove nothing. */
  set(name: string, value: JsonValue): void {
    if (!isSwitchName(name)) {
      throw new Error(`VSPC stand-in: no switch is called "${name}". There are: ${Object.keys(SWITCHES).join(', ')}.`);
    }
    const definition: SwitchDefinition<never> | SwitchDefinition<JsonValue> = SWITCHES[name];
    if (!definition.accepts(value)) {
      throw new Error(`VSPC stand-in: the switch "${name}" does not take ${JSON.stringify(value)}.`);
    }
    this.values.set(name, value);
  }

  /** True when a switch that holds routes names this one, or all. */
  names(name: 'ignoreOffset' | 'shrinkBetweenPages' | 'partialErrors' | 'asyncRoutes', route: string): boolean {
    const routes: readonly string[] = this.get(name);
    return routes.includes(route) || routes.includes('*');
  }

  all(): Readonly<Record<string, JsonValue>> {
    return Object.fromEntries(
      Object.entries(SWITCHES).map(([name, { initial }]) => [name, this.valueOr(name, initial)]),
    );
  }

  private valueOr(name: string, initial: JsonValue): JsonValue {
    return isSwitchName(name) ? (this.values.get(name) ?? initial) : initial;
  }
}

function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(SWITCHES, name);
}
