import {
  checkAddress,
  checkConnectWiseHost,
  isLoopback,
  ITGLUE_HOSTS,
  parseAddress,
  parseDatabaseUrl,
} from './addresses';
import type { BridgeFile } from './bridge-file';
import type { ItGlueSection, VspcSection } from './bridge-systems';
import type { Finding } from './problem';

/** The rules between the settings of bridge.yaml. What is absent here has been reported as missing or unreadable. */
export function checkConfig(bridge: BridgeFile): readonly Finding[] {
  return [
    ...checkDatabase(bridge),
    ...(bridge.vspc ? checkVspcList(bridge.vspc) : []),
    ...checkConnectWise(bridge),
    ...checkItGlue(bridge),
  ];
}

function checkDatabase(bridge: BridgeFile): readonly Finding[] {
  const url = bridge.database?.url;
  if (url === undefined || parseDatabaseUrl(url)) return [];
  return [
    {
      path: ['database', 'url'],
      message: 'must be sqlite:<file> or postgres://user@host:5432/name',
      hint: 'For instance sqlite:data/bridge.db, or postgres://bridge:${PGPASSWORD}@db.example.com:5432/bridge.',
    },
  ];
}

function checkVspcList(list: readonly VspcSection[]): readonly Finding[] {
  const empty = {
    path: ['vspc'],
    message: 'must name at least one server',
    hint: 'Add an entry with name, url and apiKey.',
  };
  const names = new Map<string, number>();
  const addresses = new Map<string, number>();
  return list
    .flatMap((section, index) => [
      ...checkVspc(section, index),
      ...checkRepeated(names, section.name, index, 'name'),
      ...checkRepeated(addresses, section.url?.trim().replace(/\/+$/, '').toLowerCase(), index, 'url'),
    ])
    .concat(list.length === 0 ? [empty] : []);
}

function checkRepeated(
  seen: Map<string, number>,
  value: string | undefined,
  index: number,
  key: 'name' | 'url',
): readonly Finding[] {
  if (value === undefined) return [];
  const first = seen.get(value);
  if (first === undefined) {
    seen.set(value, index);
    return [];
  }
  const hint =
    key === 'name' ? 'Give each connection a name of its own.' : 'One server is one connection: remove one of the two.';
  return [{ path: ['vspc', index, key], message: `is the same as vspc[${String(first)}].${key}`, hint }];
}

function checkVspc(section: VspcSection, index: number): readonly Finding[] {
  const path = ['vspc', index];
  const findings = section.url === undefined ? [] : [...checkAddress(section.url, [...path, 'url'])];
  const hint = 'Write apiKey, or username and password.';
  const unless = ['apiKey', 'username', 'password'].map((key) => [...path, key]);
  const hasLogin = section.username !== undefined || section.password !== undefined;
  if (section.apiKey !== undefined && hasLogin) {
    findings.push({ path, message: 'has both an apiKey and a login', hint });
  } else if (section.apiKey === undefined && !hasLogin) {
    findings.push({ path, message: 'has no apiKey', hint, unless });
  } else if (hasLogin && section.username === undefined) {
    findings.push({ path: [...path, 'username'], message: 'is missing beside password', hint, unless });
  } else if (hasLogin && section.password === undefined) {
    findings.push({ path: [...path, 'password'], message: 'is missing beside username', hint, unless });
  }
  return findings;
}

function checkConnectWise({ connectwise }: BridgeFile): readonly Finding[] {
  const url = connectwise?.url;
  if (url === undefined) return [];
  const path = ['connectwise', 'url'];
  return [...checkAddress(url, path), ...checkConnectWiseHost(url, path)];
}

function checkItGlue(bridge: BridgeFile): readonly Finding[] {
  const { itglue } = bridge;
  if (itglue) return checkItGlueAddress(itglue);
  const policy = bridge.streams?.documentation?.policy;
  if (policy === undefined || policy === 'off') return [];
  const hint = 'Add the section itglue, or set streams.documentation.policy to off.';
  return [
    { path: ['itglue'], message: 'is missing while streams.documentation is not off', hint, unless: [['itglue']] },
  ];
}

function checkItGlueAddress(itglue: ItGlueSection): readonly Finding[] {
  const { region, url } = itglue;
  if (region !== undefined && url !== undefined) {
    return [{ path: ['itglue', 'url'], message: 'stands beside region', hint: 'Keep one of the two.' }];
  }
  if (url !== undefined) return checkAddress(url, ['itglue', 'url']);
  if (region !== undefined) return [];
  return [
    {
      path: ['itglue'],
      message: 'has no region',
      hint: `Write region: ${Object.keys(ITGLUE_HOSTS).join(', ')}, or url.`,
      unless: [
        ['itglue', 'region'],
        ['itglue', 'url'],
      ],
    },
  ];
}

/** A fixed time is for the sandbox: on real systems it would make wrong tickets and wrong bills (INTERFACE, `$BRIDGE_NOW`). */
export function checkFixedNow(bridge: BridgeFile): readonly Finding[] {
  const urls = [
    ...(bridge.vspc ?? []).map((section) => section.url),
    bridge.connectwise?.url,
    ...(bridge.itglue ? [bridge.itglue.url ?? ITGLUE_HOSTS[bridge.itglue.region ?? 'us']] : []),
  ];
  const isSafe = urls.every((url) => {
    const address = url === undefined ? undefined : parseAddress(url.trim());
    return address !== undefined && isLoopback(address);
  });
  if (isSafe) return [];
  const message = 'fixes the clock, and a configured system is not on this machine';
  return [{ path: ['$BRIDGE_NOW'], message, hint: 'Unset it; it is for the sandbox only.' }];
}
