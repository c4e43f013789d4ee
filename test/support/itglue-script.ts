import { Secret } from '../../src/config/secret';
import { createItGlueClient, type ItGlueClient } from '../../src/itglue/itglue.client';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { Redactor } from '../../src/kernel/redaction';
import { ManualClock } from './manual-clock';
import { ScriptServer } from './script-server';

/** An IT Glue client before a server that answers as a spec says. */
export class ItGlueScript {
  readonly clock = new ManualClock();
  readonly client: ItGlueClient;

  private constructor(
    readonly server: ScriptServer,
    timeoutMs: number,
  ) {
    const budget = new MemoryRateBudget(this.clock, [['itglue', { requestsPerSecond: 1000, burst: 1000 }]]);
    const options = { url: server.url, apiKey: new Secret('ITG.key-of-a-test') };
    this.client = createItGlueClient(options, { budget, clock: this.clock, redactor: new Redactor(), timeoutMs });
  }

  /** Patient, unless a spec waits for it. */
  static async start(timeoutMs = 30_000): Promise<ItGlueScript> {
    return new ItGlueScript(await ScriptServer.start(), timeoutMs);
  }
}
