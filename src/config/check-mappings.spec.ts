import { ConfigFolder } from '../../test/support/config-folder';

const UID = 'eb866e8f-a0f5-41f4-9dd9-8cc59266ff25';
const OTHER = '5d2f0c1e-7c55-4d6b-9a3e-2f0a4f1f7e10';

let folder: ConfigFolder;
beforeEach(() => {
  folder = ConfigFolder.fromExamples();
});
afterEach(() => {
  folder.remove();
});

function problemsOf(name: string, text: string): readonly string[] {
  folder.write(`mappings/${name}.yaml`, text);
  return folder.problems().map(({ file, path, line, message }) => {
    expect(file).toBe(`mappings/${name}.yaml`);
    return `${String(line)} ${path}: ${message}`;
  });
}

describe('companies.yaml', () => {
  const pin = (rest: string, uid = UID): string => `  - vspc: { connection: main, uid: ${uid} }\n    ${rest}\n`;

  it.each([
    [
      'a uid that is cut',
      `companies:\n${pin('connectwise: { id: 1 }', '5d2f0c1e-…')}`,
      ['2 companies[0].vspc.uid: must be a uid in the form 00000000-0000-0000-0000-000000000000'],
    ],
    [
      'an unknown connection',
      `companies:\n  - vspc: { connection: mian, uid: ${UID} }\n    itglue: { id: 1 }\n`,
      ['2 companies[0].vspc.connection: is not a connection of bridge.yaml'],
    ],
    [
      'an id and an identifier',
      `companies:\n${pin('connectwise: { id: 1, identifier: Alpha }')}`,
      ['3 companies[0].connectwise: has both an id and an identifier'],
    ],
    ['neither', `companies:\n${pin('connectwise: {}')}`, ['3 companies[0].connectwise: names no company']],
    [
      'an id in octal',
      `companies:\n${pin('connectwise: { id: 0250 }')}`,
      ['3 companies[0].connectwise.id: must be a whole number from 1 to 2147483647'],
    ],
    [
      'an IT Glue id with an exponent',
      `companies:\n${pin('itglue: { id: 1e3 }')}`,
      ['3 companies[0].itglue.id: must be an id in plain digits'],
    ],
    [
      'nothing but a company',
      `companies:\n  - vspc: { connection: main, uid: ${UID} }\n`,
      ['2 companies[0]: names a company and says nothing about it'],
    ],
    [
      'ignored and linked',
      `companies:\n${pin('ignore: { reason: lab }\n    connectwise: { id: 1 }')}`,
      ['3 companies[0].ignore: stands beside a link'],
    ],
    ['ignored without a reason', `companies:\n${pin('ignore: {}')}`, ['3 companies[0].ignore.reason: is missing']],
    [
      'two pins for one company',
      `companies:\n${pin('connectwise: { id: 1 }')}${pin('itglue: { id: 4711 }', UID.toUpperCase())}`,
      ['4 companies[1]: is about the same VSPC company as companies[0]'],
    ],
    [
      'one company on two',
      `companies:\n${pin('connectwise: { id: 1 }')}${pin('connectwise: { id: 2 }')}`,
      ['4 companies[1]: puts one VSPC company on two ConnectWise companies, together with companies[0]'],
    ],
    [
      'an agreement that is no id',
      `companies:\n${pin('connectwise: { id: 1 }\n    agreements: { default: Gold, m365: x }')}`,
      [
        '4 companies[0].agreements.default: must be a whole number from 1 to 9007199254740991',
        '4 companies[0].agreements.m365: must be a whole number from 1 to 9007199254740991',
      ],
    ],
    [
      'an unknown stream',
      `companies:\n${pin('streams: { bills: off }')}`,
      ['3 companies[0].streams.bills: is not a known key'],
    ],
    ['a word for resellers', 'resellers: mine\n', ['1 resellers: must be own, roll-up or a list of sections']],
    [
      'a reseller without a decision',
      `resellers:\n  - vspc: { connection: main, uid: ${UID} }\n`,
      ['2 resellers[0].customers: is missing'],
    ],
    [
      'an unknown grade',
      'billingTrusts: [pinned, exact]\n',
      ['1 billingTrusts[1]: must be one of pinned, confirmed, external-id, identifier, exact-name, strong, weak'],
    ],
    ['an unknown action', 'automatic: { strong: links }\n', ['1 automatic.strong: must be one of link, suggest, hide']],
  ])('%s', (_sentence, text, expected) => {
    expect(problemsOf('companies', text)).toEqual(expected);
  });

  it('several VSPC companies on one ConnectWise company are allowed by pin', () => {
    folder.write(
      'mappings/companies.yaml',
      `companies:\n${pin('connectwise: { id: 7 }')}${pin('connectwise: { id: "7" }', OTHER)}`,
    );
    const { companies } = folder.load().mappings.companies;
    expect(companies.map((entry) => entry.connectwise)).toEqual([{ id: 7 }, { id: 7 }]);
  });

  it('ids are typed, identifiers keep their characters, and each pin knows its line', () => {
    const text = `companies:\n${pin('connectwise: { identifier: 0123 }\n    itglue: { id: 1694461951918297 }\n    agreements: { default: 55, m365: "61" }\n    streams: { billing: off }')}`;
    folder.write('mappings/companies.yaml', text);
    expect(folder.load().mappings.companies.companies).toEqual([
      {
        vspc: { connection: 'main', uid: UID },
        connectwise: { identifier: '0123' },
        itglueId: '1694461951918297',
        agreements: { default: 55, m365: 61 },
        streamsOff: ['billing'],
        ignoreReason: null,
        position: { file: 'mappings/companies.yaml', line: 2 },
      },
    ]);
  });

  it('resellers by list', () => {
    folder.write(
      'mappings/companies.yaml',
      `resellers:\n  - vspc: { connection: main, uid: ${UID} }\n    customers: roll-up\n`,
    );
    expect(folder.load().mappings.companies.resellers).toEqual({
      mode: 'own',
      pins: [
        {
          vspc: { connection: 'main', uid: UID },
          connectwise: null,
          customers: 'roll-up',
          position: { file: 'mappings/companies.yaml', line: 2 },
        },
      ],
    });
  });
});

describe('tickets.yaml', () => {
  const rule = (match: string, set: string, name = 'one'): string =>
    `  - name: ${name}\n    match: ${match}\n    set: ${set}\n`;

  it.each([
    [
      'a duration without a unit',
      'defaults: { holdFor: 75 }\n',
      ['1 defaults.holdFor: must be a duration of at most 3653 days'],
    ],
    [
      'a truth value in quotes that is none',
      'defaults: { autoClose: "no" }\n',
      ['1 defaults.autoClose: must be true or false'],
    ],
    ['an unknown key', 'defaults: { holdfor: 75m }\n', ['1 defaults.holdfor: is not a known key']],
    ['a map where a name belongs', 'defaults: { board: { name: Backup } }\n', ['1 defaults.board: must be text']],
    ['an id with a leading zero', 'defaults: { board: 007 }\n', ['1 defaults.board: must be a name or an id']],
    [
      'open and closed alike',
      'defaults: { status: { open: New, closed: New } }\n',
      ['1 defaults.status.closed: is the same as open'],
    ],
    [
      'an escalation without a time',
      'defaults: { escalate: [{ set: { priority: 1 } }] }\n',
      ['1 defaults.escalate[0].after: is missing'],
    ],
    [
      'an escalation that changes nothing',
      'defaults: { escalate: [{ after: 1h, set: {} }] }\n',
      ['1 defaults.escalate[0].set: changes nothing'],
    ],
    [
      'an escalation of the board',
      'defaults: { escalate: [{ after: 1h, set: { board: Other } }] }\n',
      ['1 defaults.escalate[0].set.board: is not a known key'],
    ],
    [
      'two escalations at once',
      'defaults: { escalate: [{ after: 1h, set: { team: A } }, { after: 60m, set: { team: B } }] }\n',
      ['1 defaults.escalate[1]: comes at the same time as escalate[0]'],
    ],
    [
      'a storm of one',
      'defaults: { storm: { threshold: 1 } }\n',
      ['1 defaults.storm.threshold: must be a whole number from 2 to 100000'],
    ],
    [
      'a rule without a name',
      `rules:\n  - match: { job: x }\n    set: { grace: 1h }\n`,
      ['2 rules[0].name: is missing'],
    ],
    [
      'two rules with one name',
      `rules:\n${rule('{ job: a }', '{ grace: 1h }')}${rule('{ job: b }', '{ grace: 2h }', 'ONE')}`,
      ['5 rules[1].name: is the name of rules[0], too'],
    ],
    [
      'an unknown match key',
      `rules:\n${rule('{ jobs: a }', '{ grace: 1h }')}`,
      ['3 rules[0].match.jobs: is not a known key'],
    ],
    [
      'an unknown condition',
      `rules:\n${rule('{ condition: [failed, broken] }', '{ grace: 1h }')}`,
      [
        '3 rules[0].match.condition[1]: must be one of failed, missed, unprotected, source-offline, long-running, disabled, warning, alarm',
      ],
    ],
    [
      'an unknown workload',
      `rules:\n${rule('{ workload: servers }', '{ grace: 1h }')}`,
      ['3 rules[0].match.workload: must be one of server, workstation, vm, m365, cloud, file-share, copy, tape'],
    ],
    ['a rule that sets nothing', `rules:\n${rule('{ job: a }', '{}')}`, ['4 rules[0].set: changes nothing']],
    [
      'a first pass by rule',
      `rules:\n${rule('{ job: a }', '{ firstPass: ticket }')}`,
      ['4 rules[0].set.firstPass: is not a known key'],
    ],
    [
      'an unknown connection',
      `rules:\n${rule('{ connection: [ma?n, second] }', '{ grace: 1h }')}`,
      ['3 rules[0].match.connection: matches no connection of bridge.yaml'],
    ],
    [
      'a rule behind one for everything',
      `rules:\n${rule('{}', '{ grace: 1h }')}${rule('{ job: b }', '{ grace: 2h }', 'two')}`,
      ['5 rules[1]: can never match, because rules[0] matches everything'],
    ],
    [
      'a time of day that is none',
      `rules:\n${rule('{ time: { from: "24:00", to: "6:00" } }', '{ priority: 1 }')}`,
      [
        '3 rules[0].match.time.from: must be a time of day such as 22:00',
        '3 rules[0].match.time.to: must be a time of day such as 22:00',
      ],
    ],
    [
      'a time of day that is nothing',
      `rules:\n${rule('{ time: { from: "22:00", to: "22:00" } }', '{ priority: 1 }')}`,
      ['3 rules[0].match.time.to: is the same as from'],
    ],
    [
      'a time of day that decides more than the priority',
      `rules:\n${rule('{ time: { from: "22:00", to: "06:00" } }', '{ priority: 1, grace: 1h }')}`,
      ['4 rules[0].set.grace: cannot be set by a rule with a time of day'],
    ],
    [
      'a silence without an end',
      'silences:\n  - { job: "*", from: 2026-12-24T00:00:00Z, reason: x }\n',
      ['2 silences[0].until: is missing: a silence needs an end'],
    ],
    [
      'a silence that ends before it begins',
      'silences:\n  - { job: "*", from: 2026-12-24T00:00:00Z, until: 2026-12-23T00:00:00Z, reason: x }\n',
      ['2 silences[0].until: is not after from'],
    ],
    [
      'a silence without a reason',
      'silences:\n  - { job: "*", until: 2026-12-23 }\n',
      ['2 silences[0].reason: is missing'],
    ],
    [
      'a silence of everything, unsaid',
      'silences:\n  - { until: 2026-12-23, reason: x }\n',
      ['2 silences[0]: does not say what it silences'],
    ],
    [
      'a silence at no date',
      'silences:\n  - { job: "*", until: tomorrow, reason: x }\n',
      ['2 silences[0].until: must be a date and time'],
    ],
    [
      'a recurring silence without a length',
      'silences:\n  - { job: "*", every: "0 2 * * 0", reason: x }\n',
      ['2 silences[0].for: is missing'],
    ],
    [
      'a recurring silence that is no cron',
      'silences:\n  - { job: "*", every: weekly, for: 4h, reason: x }\n',
      ['2 silences[0].every: must be a cron expression of five fields'],
    ],
    [
      'a silence of both kinds',
      'silences:\n  - { job: "*", every: "0 2 * * 0", for: 4h, until: 2026-12-23, reason: x }\n',
      ['2 silences[0]: is both once and recurring'],
    ],
    [
      'a recurring silence for months',
      'silences:\n  - { job: "*", every: "0 2 * * 0", for: 60d, reason: x }\n',
      ['2 silences[0].for: must be more than nothing and at most 31 days'],
    ],
    [
      'a template that is not closed',
      'templates: { summary: "{% if runs %}x" }\n',
      ['1 templates.summary: is not a valid Liquid template (line 1, column 1 of the text)'],
    ],
    [
      'an unknown variable',
      'templates: { note: "{{ companyName }}" }\n',
      ['1 templates.note: uses the variable companyName, which does not exist'],
    ],
    [
      'an unknown property',
      'templates: { note: "{% for row in objects %}{{ row.nme }}{% endfor %}" }\n',
      ['1 templates.note: does not render (line 1, column 28 of the text)'],
    ],
    [
      'an unknown filter',
      'templates: { note: "{{ company | shout }}" }\n',
      ['1 templates.note: is not a valid Liquid template (line 1, column 1 of the text)'],
    ],
    [
      'a template that reads files',
      'templates: { note: "{% include \'/etc/passwd\' %}" }\n',
      ['1 templates.note: is not a valid Liquid template (line 1, column 1 of the text)'],
    ],
    [
      'a template without an end',
      'templates: { note: "{% for i in (1..100000000) %}x{% endfor %}" }\n',
      ['1 templates.note: does not render (line 1, column 1 of the text)'],
    ],
  ])('%s', (_sentence, text, expected) => {
    expect(problemsOf('tickets', text)).toEqual(expected);
  });

  it('rules hold only what they set, maps in part and lists whole', () => {
    folder.write(
      'mappings/tickets.yaml',
      `defaults: { board: 12, status: { closed: 17 }, escalate: [{ after: 72h, set: { team: A } }, { after: 4h, set: { priority: 1 } }] }
rules:
  - name: nights
    match: { time: { days: [sat, sun], from: "22:00", to: "06:30" }, job: Nightly* }
    set: { priority: Low }
  - name: servers
    match: { workload: [server, vm] }
    set: { status: { protected: [Parked] }, longRunning: { atLeast: 90m }, storm: { within: 0 }, type: null, ticket: false }
`,
    );
    const { defaults, rules } = folder.load().mappings.tickets;
    expect(defaults).toMatchObject({
      board: 12,
      status: { open: 'New', closed: 17, protected: ['In Progress', 'Scheduled'] },
    });
    expect(defaults.escalate).toEqual([
      { afterMs: 4 * 3_600_000, set: { priority: 1 } },
      { afterMs: 72 * 3_600_000, set: { team: 'A' } },
    ]);
    expect(rules).toEqual([
      {
        name: 'nights',
        match: { job: ['Nightly*'], time: { days: ['sat', 'sun'], fromMinute: 1320, toMinute: 390 } },
        set: { priority: 'Low' },
      },
      {
        name: 'servers',
        match: { workload: ['server', 'vm'] },
        set: {
          status: { protected: ['Parked'] },
          longRunning: { atLeastMs: 5_400_000 },
          storm: { withinMs: 0 },
          type: null,
          ticket: false,
        },
      },
    ]);
  });

  it('silences: UTC by offset, else by the time zone of bridge.yaml', () => {
    folder.write(
      'mappings/tickets.yaml',
      `silences:
  - { company: Alpha, job: "*", from: 2026-12-24T00:00:00Z, until: 2026-12-27T00:00, reason: migration }
  - { job: "*", every: "0 2 * * 0", for: 4h, reason: patch window }
`,
    );
    expect(folder.load().mappings.tickets.silences).toEqual([
      {
        match: { company: ['Alpha'], job: ['*'] },
        period: {
          kind: 'once',
          fromMs: Date.parse('2026-12-24T00:00:00Z'),
          untilMs: Date.parse('2026-12-27T05:00:00Z'),
        },
        reason: 'migration',
      },
      {
        match: { job: ['*'] },
        period: { kind: 'recurring', every: '0 2 * * 0', forMs: 14_400_000 },
        reason: 'patch window',
      },
    ]);
  });

  it('a template with variables, loops and filters is taken as it is', () => {
    const summary =
      'Backup {{ condition | upcase }}: {{ subjectName }}{% for row in objects %} {{ row.name }}{% endfor %}';
    folder.write('mappings/tickets.yaml', `templates: { summary: "${summary}" }\n`);
    expect(folder.load().mappings.tickets.templates).toEqual({ summary, description: null, note: null });
  });
});

describe('products.yaml', () => {
  const line = (rest: string, name = 'servers'): string =>
    `lines:\n  - { name: ${name}, counters: [ManagedServerAgents], product: SRV, ${rest} }\n`;

  it.each([
    ['no lines', 'agreement: { type: Gold }\n', ['1 lines: is missing']],
    [
      'a line without a product',
      'lines:\n  - { name: a, counters: [ManagedServerAgents] }\n',
      ['2 lines[0].product: is missing'],
    ],
    [
      'an unknown counter',
      'lines:\n  - { name: a, product: P, counters: [ManagedServerAgent] }\n',
      ['2 lines[0].counters[0]: is not a usage counter of VSPC'],
    ],
    [
      'a counter twice',
      'lines:\n  - { name: a, product: P, counters: [ManagedVms, ManagedVms] }\n',
      ['2 lines[0].counters[1]: is named twice'],
    ],
    [
      'counts and bytes in one line',
      'lines:\n  - { name: a, product: P, counters: [ManagedVms, CloudTotalUsage] }\n',
      ['2 lines[0].counters: mixes counters of different kinds'],
    ],
    [
      'bytes as a count',
      'lines:\n  - { name: a, product: P, counters: [CloudTotalUsage] }\n',
      ['2 lines[0].unit: does not fit the counters, which are billed in GB, TB, GiB, TiB'],
    ],
    ['a sum of states', line('measure: sum'), ['2 lines[0].measure: adds up a counter that is a state']],
    [
      'hours without what is counted',
      'lines:\n  - { name: a, product: P, counters: [VmCloudReplicaComputeTime], unit: hours }\n',
      ['2 lines[0].counterUnit: is missing for hours'],
    ],
    ['a counter unit for counts', line('counterUnit: minutes'), ['2 lines[0].counterUnit: is for lines in hours only']],
    ['a maximum below the minimum', line('minimum: 5, maximum: 4.5'), ['2 lines[0].maximum: is below minimum']],
    ['a block of nothing', line('block: 0'), ['2 lines[0].block: must be a number above zero']],
    [
      'a negative number of included units',
      line('included: -1'),
      ['2 lines[0].included: must be a number, zero or more'],
    ],
    [
      'a type and a name',
      line('agreement: { type: a, name: b }'),
      ['2 lines[0].agreement: has both a type and a name'],
    ],
    [
      'an override of an unknown key',
      line('overrides: { Alpha: { include: 2 } }'),
      ['2 lines[0].overrides.Alpha.include: is not a known key'],
    ],
    [
      'an override of the name',
      line('overrides: { "Beta & Co": { name: x } }'),
      ['2 lines[0].overrides["Beta & Co"].name: is not a known key'],
    ],
    [
      'an override that changes nothing',
      line('overrides: { Alpha: {} }'),
      ['2 lines[0].overrides.Alpha: changes nothing'],
    ],
    [
      'an override below the minimum of its line',
      line('minimum: 5, overrides: { Alpha: { maximum: 2 } }'),
      ['2 lines[0].overrides.Alpha.maximum: is below minimum'],
    ],
    [
      'two lines with one name',
      `${line('group: a')}  - { name: SERVERS, counters: [ManagedVms], product: VM }\n`,
      ['3 lines[1].name: is the name of lines[0], too'],
    ],
    [
      'two lines for one addition',
      `${line('round: up')}  - { name: vms, counters: [ManagedVms], product: srv }\n`,
      ['3 lines[1].product: reaches the same addition as lines[0]'],
    ],
    [
      'a guard that is a word',
      'lines: []\nguards: { ignoreBelow: few }\n',
      ['2 guards.ignoreBelow: must be a number, zero or more'],
    ],
    [
      'a time zone that does not exist',
      'lines: []\nperiod: { timezone: Mars }\n',
      ['2 period.timezone: must be a time zone by its IANA name'],
    ],
  ])('%s', (_sentence, text, expected) => {
    expect(problemsOf('products', text)).toEqual(expected);
  });

  it('the nearest counter is suggested', () => {
    folder.write('mappings/products.yaml', 'lines:\n  - { name: a, product: P, counters: [ManagedServerAgent] }\n');
    expect(folder.problems()[0]?.hint).toBe('Did you mean ManagedServerAgents?');
  });

  it('quantities keep their digits, push and block follow, overrides hold only what they say', () => {
    folder.write(
      'mappings/products.yaml',
      `agreement: { name: Backup* }
lines:
  - name: storage
    counters: [CloudTotalUsage, quota.cloudStorage]
    product: 0815
    measure: average
    unit: TiB
    decimals: 3
    included: 0.10
    overrides: { Alpha: { decimals: 1 }, cw:250: { measure: last, agreement: { type: Gold } } }
`,
    );
    const [storage] = folder.load().mappings.products.lines;
    expect(storage).toMatchObject({
      product: '0815',
      push: 'close',
      block: '0.001',
      included: '0.10',
      agreement: { name: 'Backup*' },
    });
    expect(storage?.overrides).toEqual([
      { company: 'Alpha', set: { decimals: 1, block: '0.1' } },
      { company: 'cw:250', set: { measure: 'last', push: 'daily', agreement: { type: 'Gold' } } },
    ]);
  });

  it('a missing file is a problem only while billing is on', () => {
    const bridge = ConfigFolder.fromExamples();
    bridge.write('mappings/other.yaml', '');
    const missing = bridge.problems({ mappingsDir: 'elsewhere' });
    expect(missing).toEqual([
      {
        file: 'elsewhere/products.yaml',
        path: '',
        line: null,
        column: null,
        message: 'does not exist, and streams.billing is not off',
        hint: 'Run vspc-bridge init, which writes an example, or set streams.billing.policy to off.',
      },
    ]);
    bridge.remove();
  });
});

describe('documentation.yaml', () => {
  it.each([
    ['an unknown field', 'fields: { statuss: Overall }\n', ['1 fields.statuss: is not a known key']],
    [
      'two fields with one title',
      'fields: { status: State, jobs: state }\n',
      ['1 fields.jobs: has the title of status'],
    ],
    [
      'the title of a field that every page has',
      'fields: { status: company }\n',
      ['1 fields.status: has the title of company'],
    ],
    ['an answer that is none', 'onDeleted: never\n', ['1 onDeleted: must be one of ask, recreate']],
    ['a type without a name', 'assetType: " "\n', ['1 assetType: must not be empty']],
  ])('%s', (_sentence, text, expected) => {
    expect(problemsOf('documentation', text)).toEqual(expected);
  });

  it('exactly the named fields are owned, and the two that every page needs', () => {
    folder.write('mappings/documentation.yaml', 'fields: { status: State }\n');
    expect(folder.load().mappings.documentation.fields).toEqual({
      company: 'Company',
      status: 'State',
      sourceKey: 'Source Key',
    });
  });
});

it('problems of several files come together, in the order of the files', () => {
  folder.write('mappings/tickets.yaml', 'defaults: { board: [] }\n').write('mappings/companies.yaml', 'x: 1\n');
  folder.write('config/bridge.yaml', 'installation: prod\n');
  expect([...new Set(folder.problems().map((problem) => problem.file))]).toEqual([
    'config/bridge.yaml',
    'mappings/companies.yaml',
    'mappings/tickets.yaml',
  ]);
});
