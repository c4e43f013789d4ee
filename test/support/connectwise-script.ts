import { Secret } from '../../src/config/secret';
import { createConnectWiseClient, type ConnectWiseClient } from '../../src/connectwise/connectwise.client';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { Redactor } from '../../src/kernel/redaction';
import { ManualClock } from './manual-clock';
import { ScriptServer, type ScriptedReply, type SeenRequest } from './script-server';

export const COMPANY_INFO = { CompanyName: 'Example', Codebase: 'v2025_1/', IsCloud: 'True', SiteUrl: 'example' };

/** A ConnectWise client before a server that answers as a spec says; discovery answers by itself. */
export class ConnectWiseScript {
  readonly clock = new ManualClock();
  readonly client: ConnectWiseClient;
  /** What discovery answers. */
  companyInfo: ScriptedReply = { body: COMPANY_INFO };
  /** All requests but those of discovery. */
  seen: SeenRequest[] = [];
  discoveries = 0;

  private constructor(private readonly server: ScriptServer) {
    const budget = new MemoryRateBudget(this.clock, [['connectwise', { requestsPerSecond: 1000, burst: 1000 }]]);
    const options = {
      url: `${server.url}/some/path`,
      companyId: 'example',
      publicKey: new Secret('public-key'),
      privateKey: new Secret('private-key'),
      clientId: new Secret('client-id'),
      tls: { caPem: null },
    };
    this.client = createConnectWiseClient(options, {
      budget,
      clock: this.clock,
      redactor: new Redactor(),
    });
  }

  static async start(): Promise<ConnectWiseScript> {
    return new ConnectWiseScript(await ScriptServer.start());
  }

  get url(): string {
    return this.server.url;
  }

  answer(script: (request: SeenRequest, index: number) => ScriptedReply): void {
    this.seen = [];
    this.server.answer((request) => {
      if (request.path.startsWith('/login/companyinfo/')) {
        this.discoveries += 1;
        return this.companyInfo;
      }
      this.seen.push(request);
      return script(request, this.seen.length - 1);
    });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
