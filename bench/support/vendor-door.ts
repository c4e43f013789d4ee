import type { LoggedRequest } from '../../src/sandbox/http/request-log';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';
import type { RemoteSandbox } from './bridge-process';

type Query = Readonly<Record<string, string>>;

/** Plain requests to the three vendors, without the bridge's clients: what a script would send. */
export class VendorDoor {
  constructor(private readonly sandbox: Pick<RemoteSandbox, 'addresses' | 'credentials'>) {}

  async get(system: SandboxSystem, path: string, query: Query = {}): Promise<unknown> {
    const url = new URL(path, this.sandbox.addresses[system]);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const reply = await fetch(url, { headers: this.headers(system) });
    if (!reply.ok) throw new Error(`${system} answered ${reply.status} to ${path}: ${await reply.text()}`);
    return reply.json();
  }

  /** How many items the whole list has that a logged request read a page of. */
  async count(entry: LoggedRequest): Promise<number> {
    if (entry.system === 'connectwise') return this.countConnectWise(entry);
    const page: Query =
      entry.system === 'vspc' ? { limit: '1', offset: '0' } : { 'page[size]': '1', 'page[number]': '1' };
    const answer = (await this.get(entry.system, entry.path, { ...plainQuery(entry), ...page })) as Listed;
    return answer.meta?.pagingInfo?.total ?? answer.meta?.['total-count'] ?? 0;
  }

  async countConnectWise(entry: LoggedRequest): Promise<number> {
    const { conditions } = plainQuery(entry);
    const path = `${entry.path.replace(/\/info$/, '')}/count`;
    try {
      const answer = await this.get('connectwise', path, conditions === undefined ? {} : { conditions });
      return (answer as { count: number }).count;
    } catch {
      // Not every collection can be counted; those are short.
      return 0;
    }
  }

  private headers(system: SandboxSystem): Record<string, string> {
    const { vspc, connectwise, itglue } = this.sandbox.credentials;
    if (system === 'vspc') return { authorization: `Bearer ${vspc.apiKey}`, 'x-client-version': '3.6.1' };
    if (system === 'itglue') return { 'x-api-key': itglue.apiKey, 'content-type': 'application/vnd.api+json' };
    const login = `${connectwise.companyId}+${connectwise.publicKey}:${connectwise.privateKey}`;
    return { authorization: `Basic ${Buffer.from(login).toString('base64')}`, clientid: connectwise.clientId };
  }
}

interface Listed {
  readonly meta?: { readonly pagingInfo?: { readonly total?: number }; readonly 'total-count'?: number };
}

function plainQuery(entry: LoggedRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(entry.query).map(([name, values]) => [name, values[0] ?? '']));
}
