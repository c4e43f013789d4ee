import type { JsonObject, JsonValue } from '../../kernel/json';
import type { WorldSettings } from '../world/plan-company';
import { STORIES } from '../world/company-stories';
import { createWorld } from '../world/create-world';
import type { AnswerKey } from './answer-key';
import { compareLinks } from './compare-links';
import type { ListedCompany } from './compare-links';
import { compareWithAnswerKey } from './compare-with-answer-key';
import { createAnswerKey } from './create-answer-key';
import type { SandboxState } from './vendor-records';

const SETTINGS: WorldSettings = {
  seed: 'key',
  companies: STORIES.length,
  jobsPerCompany: 4,
  start: new Date('2026-11-02T08:00:00Z'),
};

const world = createWorld(SETTINGS);
const key = createAnswerKey(world, SETTINGS.start);

function planOf(story: (typeof STORIES)[number]): (typeof world.plans)[number] {
  return world.plans.find((plan) => plan.story === story)!;
}

describe('the expected links', () => {
  it.each([
    ['external-id', 'linked', 'external-id'],
    ['identifier', 'linked', 'identifier'],
    ['exact-name', 'linked', 'exact-name'],
    ['pinned', 'linked', 'pinned'],
    ['renamed', 'linked', 'external-id'],
    ['reseller-customer', 'linked', 'external-id'],
    ['unmapped', 'unlinked', null],
    ['deleted', 'stopped', null],
    ['merged', 'stopped', null],
    ['inactive', 'linked', 'external-id'],
    ['same-name-twice', 'unlinked', null],
    ['cyrillic', 'linked', 'exact-name'],
    ['japanese', 'linked', 'exact-name'],
  ] as const)('%s is %s by %s', (story, state, grade) => {
    expect(key.links.find((link) => link.uid === planOf(story).uid)).toMatchObject({ state, grade });
  });

  it.each([
    ['pinned', true],
    ['short-name', true],
    ['same-name-only', false],
    ['no-organization', false],
    ['same-name-twice', false],
    ['deleted', false],
  ] as const)('%s has a page: %p', (story, hasPage) => {
    const { itGlue, uid } = planOf(story);
    const link = key.links.find((candidate) => candidate.uid === uid);
    expect(link?.itGlueId ?? null).toBe(hasPage ? String(itGlue?.id) : null);
    expect(key.pages.some((page) => page.organizationId === String(itGlue?.id))).toBe(hasPage);
  });
});

describe('the expected tickets', () => {
  it.each([
    ['of a linked company', 'external-id', 1],
    ['of a company linked by name', 'exact-name', 1],
    ['of an inactive company', 'inactive', 1],
    ['mapped from the hosted server', 'hosted', 1],
    ['twice in one company', 'two-agreements', 2],
    ['of a company that nobody mapped', 'unmapped', 0],
    ['of a deleted company', 'deleted', 0],
    ['of a merged company', 'merged', 0],
    ['of a name that is not unique', 'same-name-twice', 0],
    ['behind a running session', 'two-locations', 0],
    ['that only warn', 'short-name', 0],
  ] as const)('failed jobs %s (%s): %i', (_sentence, story, count) => {
    const uids = planOf(story).jobs.map((job) => job.uid);
    const open = key.tickets.filter((ticket) => ticket.open === 'yes' && uids.includes(ticket.subjectUid));
    expect(open).toHaveLength(count);
  });

  it('leave a failure of minutes ago alone, and give the unmapped hosted job to the provider', () => {
    const holding = planOf('identifier').jobs.find((job) => job.plight === 'failed-just-now');
    expect(key.tickets.find((ticket) => ticket.subjectUid === holding?.uid)?.open).toBe('no');
    expect(key.tickets.filter((ticket) => ticket.companyId === 2)).toMatchObject([
      { subjectName: 'Unsorted tenants', open: 'yes' },
    ]);
  });
});

describe('the expected tickets of machines and agents', () => {
  const workloads = key.tickets.filter((ticket) => ticket.condition === 'unprotected');

  it.each([
    ['a job that nobody runs any more leaves its machine unprotected', 'no-agreement', ['yes']],
    ['a failed job says it for its machine', 'pinned', ['no']],
    ['an agent that is out of touch says it for its computer', 'offline', ['no']],
    ['a machine with a restore point of last night is well', 'short-name', []],
    ['nobody looks at the machines of a company without a link', 'unmapped', []],
  ] as const)('%s (%s)', (_sentence, story, open) => {
    const plan = planOf(story);
    const ofPlan = workloads.filter((ticket) => ticket.companyId === plan.connectWise?.id);
    expect(ofPlan.map((ticket) => ticket.open)).toEqual(open);
  });

  it('a server agent and a backup server that are out of touch are a ticket each', () => {
    const offline = key.tickets.filter((ticket) => ticket.condition === 'source-offline');
    expect(offline).toMatchObject([
      { companyId: planOf('offline').connectWise?.id, open: 'yes' },
      { companyId: planOf('many-kinds').connectWise?.id, subjectName: 'SRV-BRANCH', open: 'yes' },
    ]);
  });
});

describe('the expected tickets of a company with trouble of many kinds', () => {
  const ofCompany = key.tickets.filter((ticket) => ticket.companyId === planOf('many-kinds').connectWise?.id);

  it.each([
    ['its job of Microsoft 365', /^Mail and files of branches-/, 'failed', 'yes'],
    ['a machine in a public cloud', /^web frontend$/, 'failed', 'yes'],
    ['a file share in a public cloud', /^drawings share$/, 'failed', 'yes'],
    ['its failover plan', /^Fail over to the second site$/, 'failed', 'yes'],
    ['the computer of its agent policy that failed', /^BRANCH-01$/, 'failed', 'yes'],
    ['a machine that its job only lists', /^new machine of the branch$/, 'unprotected', 'no'],
    ['a machine beneath the server that is away', /^archive of the branch$/, 'unprotected', 'no'],
    ['its repository', /^Repository free space$/, 'alarm', 'yes'],
    ['its quota', /^Company cloud storage quota$/, 'alarm', 'yes'],
  ] as const)('%s', (_what, name, condition, open) => {
    expect(ofCompany.filter(({ subjectName }) => name.test(subjectName))).toMatchObject([{ condition, open }]);
  });

  it('are these, and the server that is away', () => {
    expect(ofCompany).toHaveLength(10);
  });

  it('has the machine that is only listed 26 hours later', () => {
    const later = createAnswerKey(world, new Date(SETTINGS.start.getTime() + 26 * 3_600_000));
    const listed = later.tickets.filter(({ subjectName }) => subjectName === 'new machine of the branch');
    expect(listed).toMatchObject([{ condition: 'unprotected', open: 'yes' }]);
  });
});

describe('the expected quantities', () => {
  it.each([
    ['external-id', 'usage'],
    ['pinned', 'usage'],
    ['two-locations', 'usage'],
    ['exact-name', 'confirm-for-billing'],
    ['inactive', 'suspended'],
    ['deleted', 'suspended'],
    ['same-name-twice', 'unlinked'],
    ['two-agreements', 'ambiguous'],
  ] as const)('of %s: %s', (story, why) => {
    const additions = key.additions.filter((addition) => addition.companyId === planOf(story).connectWise?.id);
    expect(additions.length).toBeGreaterThan(2);
    expect(new Set(additions.map((addition) => addition.why))).toEqual(new Set([why]));
    if (why !== 'usage') for (const addition of additions) expect(addition.quantity).toBe(addition.before);
  });

  it('take what is included off the first company, and zero is for people to decide', () => {
    const servers = key.additions.find((addition) => addition.companyId === 250 && addition.product === 'VEEAM-SRV');
    expect(servers?.quantity).toBe(String(planOf('external-id').usage['server-agents'] - 2));
    expect(key.additions.filter((addition) => addition.why === 'guard-zero')).toHaveLength(1);
  });

  it('move by less than the guards allow', () => {
    for (const { before, quantity, why } of key.additions.filter((addition) => addition.why === 'usage')) {
      const change = Math.abs(Number(quantity) - Number(before));
      expect([why, change < 5]).toEqual(['usage', true]);
    }
    expect(key.additions.some((addition) => addition.quantity !== addition.before)).toBe(true);
  });
});

describe('the expected pages', () => {
  it.each([
    ['external-id', 'Failed'],
    ['identifier', 'Failed'],
    ['short-name', 'Protected'],
    ['renamed', 'Protected'],
    ['no-jobs', 'No data'],
    ['offline', 'At risk'],
    ['inactive', 'Failed'],
    ['many-kinds', 'Failed'],
  ] as const)('of %s says %s', (story, status) => {
    const id = String(planOf(story).itGlue?.id);
    expect(key.pages.find((page) => page.organizationId === id)?.status).toBe(status);
  });
});

/** What the vendors hold after a correct pass. */
function correctState(): SandboxState & Readonly<Record<'connectwise' | 'itglue', JsonObject>> {
  const tickets = key.tickets
    .filter((ticket) => ticket.open === 'yes')
    .map((ticket, index) => ({
      id: index + 1,
      company: { id: ticket.companyId },
      closedFlag: false,
      externalXRef: `vspcb:sandbox:${index}:1`,
      summary: `Backup failed: ${ticket.subjectName}`.slice(0, 100),
      notes: [{ text: [`The job "${ticket.subjectName}" failed.`, ...(ticket.says ?? [])].join('\n') }],
    }));
  const additions = key.additions.map(({ id, quantity }) => ({ id, quantity: Number(quantity) }));
  const flexibleAssets = key.pages.map(({ organizationId, status }, index) => ({
    id: index + 1,
    organizationId: Number(organizationId),
    archived: false,
    traits: { 'source-key': `vspcb:sandbox/org/${organizationId}`, 'overall-status': status },
  }));
  return { vspc: {}, connectwise: { tickets, additions }, itglue: { flexibleAssets } };
}

type Rows = Record<string, JsonValue>[];

describe('the comparison', () => {
  it('finds nothing wrong with a correct outcome', () => {
    expect(compareWithAnswerKey(correctState(), key)).toEqual([]);
  });

  it.each<[string, (tickets: Rows, additions: Rows, pages: Rows) => void, RegExp]>([
    ['a missing ticket', (tickets) => tickets.pop(), /^No open ticket for/],
    ['a closed ticket', (tickets) => (tickets[0]!['closedFlag'] = true), /^No open ticket for/],
    ['a ticket twice', (tickets) => tickets.push({ ...tickets[0]!, id: 999 }), /^Ticket 999 .* not expected/],
    [
      'a ticket that does not say what it has to',
      (tickets) => {
        const full = tickets.find(({ summary }) => JSON.stringify(summary).includes('Repository free space'));
        full!['notes'] = [];
      },
      /^Ticket \d+ for "Repository free space" .* does not say "279\.4 GiB of/,
    ],
    ['a quantity that is off', (_t, additions) => (additions[0]!['quantity'] = 77), /has quantity 77 where/],
    ['an addition that went', (_t, additions) => additions.shift(), /has quantity none where/],
    ['an addition too many', (_t, additions) => additions.push({ id: 1, quantity: 3 }), /Addition 1 .* not expected/],
    ['a missing page', (_t, _a, pages) => pages.pop(), /has 0 pages, not one/],
    ['a page twice', (_t, _a, pages) => pages.push({ ...pages[0]!, id: 999 }), /has 2 pages, not one/],
    [
      'a wrong status',
      (_t, _a, pages) => (pages[0]!['traits'] = { ...traitsOf(pages[0]!), 'overall-status': 'No data' }),
      /says No data where Failed/,
    ],
    [
      'a page of nobody',
      (_t, _a, pages) => pages.push({ ...pages[0]!, id: 999, organizationId: 5 }),
      /Page 999 .* not expected/,
    ],
  ])('names %s', (_what, damage, sentence) => {
    const state = JSON.parse(JSON.stringify(correctState())) as Record<string, Record<string, Rows>>;
    damage(state['connectwise']!['tickets']!, state['connectwise']!['additions']!, state['itglue']!['flexibleAssets']!);
    const differences = compareWithAnswerKey(state as unknown as SandboxState, key);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatch(sentence);
  });

  it('leaves what people wrote alone', () => {
    const state = JSON.parse(JSON.stringify(correctState())) as Record<string, Record<string, Rows>>;
    state['connectwise']!['tickets']!.push({ id: 500, company: { id: 250 }, closedFlag: false, summary: 'Printer' });
    state['itglue']!['flexibleAssets']!.push({ id: 500, organizationId: 5, traits: { name: 'LAN' } });
    expect(compareWithAnswerKey(state as unknown as SandboxState, key)).toEqual([]);
  });

  it('takes a ticket that may be open either way', () => {
    const either: AnswerKey = {
      ...key,
      tickets: key.tickets.map((ticket) => (ticket.open === 'yes' ? { ...ticket, open: 'either' as const } : ticket)),
    };
    expect(compareWithAnswerKey(correctState(), either)).toEqual([]);
  });
});

describe('the comparison of links', () => {
  const listed: ListedCompany[] = key.links.map((link) => ({
    vspc: { uid: link.uid },
    connectwise: link.connectWiseId === null ? null : { id: link.connectWiseId },
    itglue: link.itGlueId === null ? null : { id: link.itGlueId },
    state: link.state,
    grade: link.grade,
  }));

  it('finds nothing wrong with the right ones', () => {
    expect(compareLinks(listed, key)).toEqual([]);
  });

  it.each<[string, Partial<ListedCompany>, RegExp]>([
    ['a missing link', { state: 'unlinked' }, /is not linked where external-id to 250/],
    ['a wrong grade', { grade: 'strong' }, /is strong to 250/],
    ['a wrong company', { connectwise: { id: 7 } }, /is external-id to 7/],
    ['a wrong organization', { itglue: null }, /no organization where/],
  ])('names %s', (_what, change, sentence) => {
    const differences = compareLinks([{ ...listed[0]!, ...change }, ...listed.slice(1)], key);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatch(sentence);
  });
});

function traitsOf(page: Record<string, JsonValue>): JsonObject {
  return page['traits'] as JsonObject;
}
