import type { AppConfig, Mappings } from '../../config/app-config';
import { findPluginTrace, VEEAM_CONFIGURATION_TYPE } from '../../coexistence/veeam-plugin.watch';
import { suggest } from '../../config/nearest';
import type { ConnectWiseClient } from '../../connectwise/connectwise.client';
import type { CwCompany } from '../../connectwise/companies.api';
import { collect, readFirst, tryProbe, type CheckItem, type Probe } from './check-item';
import { checkProductNames } from './check-product-names';
import { checkTicketNames } from './check-ticket-names';

const SYSTEM = 'connectwise';

/** ConnectWise: does it answer, may the member read what the streams need, and is every name of the mappings there. */
export async function* checkConnectWise(
  client: ConnectWiseClient,
  config: AppConfig,
  mappings: Mappings,
): AsyncGenerator<CheckItem, void, undefined> {
  const connection = await tryProbe(SYSTEM, { name: 'connection', run: () => describeConnection(client) });
  yield connection;
  if (!connection.ok) return;
  yield* checkCompanies(client, config);
  const { tickets, billing } = config.streams;
  if (looksForPlugin(config)) yield await tryProbe(SYSTEM, pluginProbe(client));
  if (tickets.policy !== 'off') {
    for (const probe of ticketProbes(client, config.installation)) yield await tryProbe(SYSTEM, probe);
    yield* checkTicketNames(client, mappings.tickets);
  }
  if (billing.policy === 'off') return;
  for (const probe of billingProbes(client)) yield await tryProbe(SYSTEM, probe);
  yield* checkProductNames(client, mappings.products);
}

async function describeConnection({ system }: ConnectWiseClient): Promise<string> {
  const company = await system.fetchCompanyInfo();
  await system.probe();
  const info = await system.fetchSystemInfo();
  const where = info.isCloud ? 'cloud' : 'own server';
  const name = company.companyName === null ? '' : ` of ${company.companyName}`;
  return `Connected to ConnectWise ${info.version} (${where})${name}`;
}

async function* checkCompanies(
  { companies }: ConnectWiseClient,
  { connectwise }: AppConfig,
): AsyncGenerator<CheckItem, void, undefined> {
  let all: readonly CwCompany[] = [];
  const read = await tryProbe(SYSTEM, {
    name: 'companies',
    run: async () => {
      all = await collect(companies.list());
      return `may read companies — ${all.length} visible`;
    },
    ifForbidden: right('Companies > Company Maintenance', 'Inquire'),
  });
  yield read;
  if (!read.ok) return;
  const wanted = connectwise.providerCompany.toLowerCase();
  const found = all.find(({ identifier, deleted }) => identifier.toLowerCase() === wanted && !deleted);
  const name = 'providerCompany';
  if (found) {
    yield {
      system: SYSTEM,
      name,
      ok: true,
      message: `${found.identifier} is ${found.name} (id ${found.id})`,
      hint: null,
    };
    return;
  }
  const hint = `Correct connectwise.providerCompany. ${suggest(
    connectwise.providerCompany,
    all
      .filter(({ deleted }) => !deleted)
      .slice(0, MOST_NAMES)
      .map(({ identifier }) => identifier),
  )}`;
  yield {
    system: SYSTEM,
    name,
    ok: false,
    message: 'no company has the identifier of connectwise.providerCompany',
    hint,
  };
}

/** A list that is too long to read helps nobody. */
const MOST_NAMES = 12;

function ticketProbes({ tickets, configurations }: ConnectWiseClient, installation: string): readonly Probe[] {
  return [
    {
      name: 'tickets',
      run: async () => {
        await tickets.fetchByXRef(`vspcb:${installation}:0000000000000000:0`);
        return 'may read service tickets';
      },
      ifForbidden: right('Service Desk > Service Tickets', 'Add, Edit and Inquire'),
    },
    {
      name: 'configurations',
      run: async () => {
        await readFirst(configurations.listByTypeName('Managed Server'));
        return 'may read configurations';
      },
      ifForbidden: right('Companies > Configurations', 'Inquire'),
    },
  ];
}

function looksForPlugin({ coexistence, streams }: AppConfig): boolean {
  const { veeamBilling, veeamTicketing } = coexistence;
  return (
    (veeamTicketing === 'auto' && streams.tickets.policy !== 'off') ||
    (veeamBilling === 'auto' && streams.billing.policy !== 'off')
  );
}

function pluginProbe(client: ConnectWiseClient): Probe {
  return {
    name: 'coexistence',
    run: async () => PLUGIN_TRACES[await findPluginTrace(client)],
    ifForbidden: right('Companies > Configurations', 'Inquire'),
  };
}

const PLUGIN_TRACES = {
  active: `Veeam's own plugin keeps configurations of type "${VEEAM_CONFIGURATION_TYPE}": streams with coexistence: auto only plan`,
  inactive: `all configurations of type "${VEEAM_CONFIGURATION_TYPE}" are inactive: say in coexistence whether Veeam's own plugin still works`,
  none: "no trace of Veeam's own plugin",
} as const;

function billingProbes({ agreements, additions }: ConnectWiseClient): readonly Probe[] {
  return [
    {
      name: 'agreements',
      run: async () => {
        const first = await agreements.list().next();
        if (first.done === true) return 'may read agreements; there is none yet';
        await readFirst(additions.list(first.value.id));
        return 'may read agreements and their additions';
      },
      ifForbidden: right('Finance > Agreements', 'Add, Edit and Inquire'),
    },
  ];
}

function right(where: string, levels: string): string {
  return `Give the security role of the API member ${levels} All on ${where}.`;
}
