import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { JsonObject } from '../../src/kernel/json';
import { listTickets } from '../../src/sandbox/answer-key/vendor-records';
import { BridgeFixture } from '../support/bridge-fixture';

/** Something that changes nothing here, because a rule has to change something. */
const SET = { holdFor: '74m' };
const TICKET = { ticket: true };

/** A rule for every key that a rule may match by, and what the first pass of the sandbox's awkward companies makes of it. */
const RULES: readonly (readonly [string, JsonObject, JsonObject, RegExp])[] = [
  ['job', { job: 'unsorted *' }, SET, /Unsorted tenants/],
  ['tag', { tag: 'gold' }, SET, /SRV-BRANCH/],
  ['reseller', { reseller: 'OSTREVA *' }, SET, /O'Brannoch/],
  ['company by id', { company: 'cw:251' }, SET, /Nightly servers on SRV-0001/],
  ['company by name', { company: 'Велморские *' }, SET, /Резервная копия склада/],
  ['company status', { companyStatus: 'inactive' }, SET, /Nightly servers on SRV-0011/],
  ['server', { server: 'srv-0003' }, SET, /Nightly servers on SRV-0003/],
  ['kind', { kind: 'Cloud*' }, SET, /web frontend/],
  ['workload', { workload: 'm365' }, SET, /Mail and files of branches-/],
  ['category', { category: 'BackupRepository' }, TICKET, /Branch repository/],
  ['alarm', { alarm: 'company cloud storage *' }, TICKET, /Company cloud storage quota/],
  ['severity', { severity: ['error'] }, TICKET, /Backup proxy state/],
  ['condition', { condition: ['source-offline', 'unprotected'] }, SET, /APP-0023-1/],
  ['company type', { companyType: 'customer', server: 'SRV-0021' }, SET, /Nightly servers on SRV-0021/],
  ['connection', { connection: 'main' }, SET, /BRANCH-01/],
];

describe('rules of tickets.yaml', () => {
  let fixture: BridgeFixture;
  let tickets: ReturnType<typeof listTickets>;

  beforeAll(async () => {
    fixture = await BridgeFixture.start({ companies: 25, jobsPerCompany: 4 });
    const agent = fixture.sandbox.world.vspc.managementAgents.find(({ hostName }) => hostName === 'SRV-BRANCH');
    Object.assign(agent ?? {}, { tag: 'Gold' });
    const file = join(fixture.folder, 'mappings', 'tickets.yaml');
    const mapping = parse(readFileSync(file, 'utf8')) as JsonObject;
    const rules = RULES.map(([name, match, set]) => ({ name: `by ${name}`, match, set }));
    writeFileSync(file, stringify({ ...mapping, rules }));
    await fixture.pass({ streams: ['mapping', 'tickets'] });
    tickets = listTickets(fixture.sandbox.snapshot());
  });

  afterAll(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
    await fixture.stop();
  });

  it.each(RULES)('match by %s, and the ticket says so', (name, _match, _set, summary) => {
    const found = tickets.filter((ticket) => summary.test(ticket.summary));
    expect(found).toHaveLength(1);
    expect(found[0]?.text).toContain(`by the rule "by ${name}"`);
  });
});
