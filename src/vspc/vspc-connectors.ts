import type { VspcConnector } from './vspc.connector';

/** One connector per configured VSPC, by the name that is part of every key. */
export class VspcConnectors {
  private readonly byName: ReadonlyMap<string, VspcConnector>;

  constructor(connectors: readonly VspcConnector[]) {
    this.byName = new Map(connectors.map((connector) => [connector.name, connector]));
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  /** @throws Error for a name that is not configured: that is a bug, the configuration was checked. */
  get(name: string): VspcConnector {
    const connector = this.byName.get(name);
    if (!connector) throw new Error(`no VSPC connection is called ${name}`);
    return connector;
  }
}
