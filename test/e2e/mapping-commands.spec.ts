import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayWidth } from '../../src/cli/fit-text';
import { CompanyLinkRepository } from '../../src/persistence/mapping/company-link.repository';
import type { Story } from '../../src/sandbox/world/company-stories';
import { BridgeFixture } from '../support/bridge-fixture';
import { runCommandLine, type CliResult } from '../support/cli-runner';

interface ListedCompany {
  readonly vspc: { readonly uid: string; readonly name: string };
  readonly connectwise: { readonly id: number; readonly name: string } | null;
  readonly itglue: { readonly id: string } | null;
  readonly state: string;
  readonly grade: string | null;
  readonly health: string;
  readonly suspended: readonly string[];
  readonly candidates: readonly { readonly connectwise: { readonly id: number }; readonly grade: string }[];
}

/** What an operator does about links, as the shell shows it. */
describe('companies', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start();
    await fixture.pass({ streams: ['mapping'] });
  });

  afterAll(async () => {
    await fixture.stop();
  });

  function companies(...args: readonly string[]): Promise<CliResult> {
    return runCommandLine({ folder: fixture.folder }, 'companies', ...args);
  }

  async function listed(...args: readonly string[]): Promise<readonly ListedCompany[]> {
    const result = await companies(...args, '--json');
    return (result.json() as { companies: readonly ListedCompany[] }).companies;
  }

  function planOf(story: Story) {
    return fixture.sandbox.world.plans.find((plan) => plan.story === story)!;
  }

  function ref(story: Story): string {
    return `vspc:main/${planOf(story).uid}`;
  }

  function file(name: string): string {
    return join(fixture.folder, name);
  }

  it('suggest finds what the answer key leaves unlinked, and nothing that it links', async () => {
    const open = await listed('suggest');
    const unlinked = fixture.sandbox.answerKey().links.filter((link) => link.state !== 'linked');
    expect(open.map((company) => company.vspc.uid).sort()).toEqual(unlinked.map((link) => link.uid).sort());
  });

  it.each<[Story, object]>([
    ['same-name-twice', { state: 'suggested', candidates: [{ grade: 'exact-name' }, { grade: 'exact-name' }] }],
    ['merged', { state: 'conflict', health: 'deleted', connectwise: null }],
    ['deleted', { state: 'conflict', health: 'deleted', connectwise: null }],
    ['unmapped', { state: 'unlinked', candidates: [] }],
    ['renamed', { state: 'linked', grade: 'external-id', health: 'ok' }],
    ['pinned', { state: 'linked', grade: 'pinned' }],
    ['inactive', { state: 'linked', health: 'inactive', suspended: ['billing'] }],
  ])('list shows %s as it is', async (story, expected) => {
    expect(await listed('list', '--company', ref(story))).toMatchObject([expected]);
  });

  it('a similar name is suggested and not linked, a near miss is neither', async () => {
    const { uid, connectWise } = planOf('unmapped');
    expect(connectWise).toBeNull();
    const target = planOf('no-jobs').connectWise!;
    const misspelt = `${target.name.slice(0, 4)}${target.name.slice(5)}`;
    fixture.sandbox.people('vspc', { action: 'renameCompany', uid, name: misspelt });
    // The company of that name is linked by its id: the likeness is shown, and taken.
    await fixture.pass({ streams: ['mapping'] });
    expect(await listed('list', '--company', ref('unmapped'))).toMatchObject([
      { state: 'suggested', grade: 'strong', candidates: [{ connectwise: { id: target.id }, grade: 'strong' }] },
    ]);
    fixture.sandbox.people('vspc', { action: 'renameCompany', uid, name: `${target.name} 2` });
    await fixture.pass({ streams: ['mapping'] });
    expect(await listed('list', '--company', ref('unmapped'))).toMatchObject([{ state: 'unlinked', candidates: [] }]);
  });

  it('tables are in the order of names, for whoever looks for one', async () => {
    const names = (await listed('list')).map(({ vspc }) => vspc.name.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it('tables stay within 80 columns', async () => {
    for (const command of ['list', 'suggest']) {
      const { out } = await runCommandLine({ folder: fixture.folder, answer: false }, 'companies', command);
      const tooWide = out.split('\n').filter((line) => displayWidth(line) > 80 && !line.includes('vspc-bridge'));
      expect(tooWide).toEqual([]);
      expect(out).toContain(planOf('same-name-twice').vspcName);
    }
  });

  it.each([
    ['--state', 'linked', (company: ListedCompany) => company.state === 'linked'],
    ['--grade', 'exact-name', (company: ListedCompany) => company.grade === 'exact-name'],
    ['--health', 'inactive,deleted', (company: ListedCompany) => /inactive|deleted/.test(company.health)],
  ])('filters by %s %s', async (option, value, is) => {
    const all = await listed('list');
    expect(await listed('list', option, value)).toEqual(all.filter(is));
    expect(all.filter(is).length).toBeGreaterThan(0);
  });

  it('a filter that does not exist is refused with those that do', async () => {
    const { code, err } = await companies('list', '--state', 'lost');
    expect([code, err]).toEqual([1, expect.stringContaining('linked, suggested, conflict, ignored, unlinked')]);
  });

  it('confirm makes a link by name trusted, and the next pass leaves it so', async () => {
    const confirmed = await companies('confirm', ref('exact-name'));
    expect([confirmed.code, confirmed.out]).toEqual([0, expect.stringContaining('exact-name → confirmed: cw:')]);
    expect(await listed('list', '--company', ref('exact-name'))).toMatchObject([
      { grade: 'confirmed', state: 'linked' },
    ]);
    const report = await fixture.pass({ streams: ['mapping'] });
    expect(report.streams.mapping!.changes).toEqual([]);
  });

  it('link, unlink and ignore, each with its place in the history', async () => {
    const uid = planOf('same-name-twice').uid;
    const target = planOf('same-name-twice').connectWise!.id;
    expect((await companies('link', ref('same-name-twice'), `cw:${target}`)).out).toContain(`→ cw:${target}`);
    expect((await companies('unlink', ref('same-name-twice'))).out).toContain('→ unlinked');
    expect((await companies('ignore', ref('same-name-twice'), '--reason', 'left us')).out).toContain(
      'ignored (left us)',
    );
    const shown = await companies('list', '--company', ref('same-name-twice'), '--history');
    expect(shown.out).toMatch(/confirmed by operator jo: companies link\n {6}suggested → cw:\d+ /);
    expect(shown.out).toMatch(/ignored by operator jo: companies ignore\n {6}unlinked → ignored \(left us\)/);
    const bridge = await fixture.boot();
    const history = await bridge.app.get(CompanyLinkRepository).listHistory('main', uid);
    await bridge.close();
    expect(history.map(({ who, action }) => `${who} ${action}`)).toEqual([
      'bridge suggest',
      'operator jo confirmed',
      'operator jo unlinked',
      'operator jo ignored',
    ]);
    expect(history[1]).toMatchObject({
      before: { state: 'suggested' },
      after: { state: 'linked', grade: 'confirmed' },
    });
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown ConnectWise company', ['cw:987654'], 'ConnectWise has no company with id 987654'],
    ['a deleted one', ['cw:DELETED'], 'is deleted in ConnectWise'],
    ['an unknown organization', ['cw:LINKED', '--itglue', 'itg:12'], 'IT Glue has no organization 12'],
    ['no company at all', ['cw:'], 'link needs a ConnectWise company'],
  ])('link refuses %s', async (_sentence, args, message) => {
    const deleted = planOf('deleted').connectWise!.id;
    const linked = planOf('no-agreement').connectWise!.id;
    const words = args.map((word) => word.replace('DELETED', String(deleted)).replace('LINKED', String(linked)));
    const before = await listed('list');
    const { code, err } = await companies('link', ref('unmapped'), ...words);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
    expect(await listed('list')).toEqual(before);
  });

  it.each<[string, readonly string[]]>([
    ['link', ['cw:250']],
    ['unlink', []],
    ['ignore', ['--reason', 'x']],
  ])('%s of a pinned company is refused with file and line', async (command, more) => {
    const { code, err } = await companies(command, ref('pinned'), ...more);
    expect(code).toBe(1);
    expect(err).toMatch(/pinned in\s.*companies\.yaml, line \d+/);
  });

  it('confirm of what has nothing to confirm names the command that links', async () => {
    const { code, err } = await companies('confirm', ref('unmapped'));
    expect([code, err]).toEqual([1, expect.stringContaining('companies link')]);
  });

  describe('export and import', () => {
    it('import of an export is no change', async () => {
      await companies('export', file('links.csv'));
      const { code, out } = await companies('import', file('links.csv'));
      expect([code, out]).toEqual([0, 'The file changes nothing.\n']);
    });

    it('without a file the table is on stdout', async () => {
      const { out } = await companies('export');
      expect(out.split('\r\n')).toHaveLength((await listed('list')).length + 2);
    });

    async function edited(change: (text: string) => string): Promise<string> {
      await companies('export', file('edited.csv'));
      writeFileSync(file('edited.csv'), change(readFileSync(file('edited.csv'), 'utf8')));
      return file('edited.csv');
    }

    /** The row of one company with another state and ConnectWise company. */
    function decide(story: Story, cells: string): (text: string) => string {
      return (text) =>
        text.replace(new RegExp(`^${ref(story)},[^,]*,[^,]*,[^,]*,[^,]*`, 'm'), `${ref(story)},${cells}`);
    }

    it('shows the changes and applies nothing without --yes where nobody can be asked', async () => {
      const target = planOf('no-agreement').connectWise!.id;
      const before = await listed('list');
      const { code, out, err } = await companies('import', await edited(decide('unmapped', `linked,cw:${target},,`)));
      expect(code).toBe(1);
      expect(out).toContain(`unlinked → cw:${target}`);
      expect(err).toContain('--yes');
      expect(await listed('list')).toEqual(before);
    });

    it.each([
      ['applies them when the person at the terminal agrees', true, 'linked'],
      ['and not when they do not', false, 'unlinked'],
    ])('%s', async (_sentence, answer, state) => {
      const target = planOf('no-agreement').connectWise!.id;
      const changed = await edited(decide('unmapped', `linked,cw:${target},,`));
      await runCommandLine({ folder: fixture.folder, answer }, 'companies', 'import', changed);
      expect(await listed('list', '--company', ref('unmapped'))).toMatchObject([{ state }]);
      await companies('unlink', ref('unmapped'));
    });

    it('as a spreadsheet of the continent writes it: semicolons, UTF-16', async () => {
      const changed = await edited(decide('unmapped', 'ignored,,,a lab'));
      const cells = readFileSync(changed, 'utf8').replaceAll(',', ';');
      writeFileSync(changed, Buffer.from(cells, 'utf16le'));
      expect((await companies('import', changed, '--yes')).out).toContain('ignored (a lab)');
      await companies('unlink', ref('unmapped'));
    });

    const tooMany = (text: string): string => text + 'x,linked,cw:1\r\n'.repeat(30);
    it.each<[string, (text: string) => string, string]>([
      [
        'a wrong column',
        (text) => text.replace('connectwise,', 'conectwise,'),
        'line 1: There is no column called “conectwise”. Did you mean connectwise?',
      ],
      [
        'a missing column',
        (text) => text.replace(/^.*\r\n/, '\ufeffvspc,state\r\n'),
        'line 1: The column “connectwise” is missing',
      ],
      ['no state at all', decide('unmapped', 'maybe,,,'), '“maybe” is no state'],
      ['a state of the bridge', decide('unmapped', 'suggested,,,'), '“suggested” is for the bridge to say'],
      ['linked to nothing', decide('unmapped', 'linked,,,'), 'linked needs a ConnectWise company'],
      ['ignored without a reason', decide('unmapped', 'ignored,,,'), 'ignored needs a reason'],
      ['an unknown company', decide('unmapped', 'linked,cw:987654,,'), 'ConnectWise has no company with id 987654'],
      ['a rounded id', decide('unmapped', 'linked,cw:250,1.69446E+15,'), 'before a spreadsheet rounded it'],
      ['a pinned company', decide('pinned', 'unlinked,,,'), 'companies.yaml, line'],
      ['a quotation mark that stays open', (text) => text.replace('linked,', '"linked,'), 'a quotation mark'],
      ['many at once', tooMany, '… and '],
    ])('%s is told with its line, and nothing is applied', async (_sentence, change, message) => {
      const before = await listed('list');
      const both = (text: string) => change(decide('no-organization', 'ignored,,,half of it')(text));
      const { code, err } = await companies('import', await edited(both), '--yes');
      expect([code, err]).toEqual([1, expect.stringContaining(message)]);
      expect(err).toMatch(/line \d+/);
      expect(await listed('list')).toEqual(before);
    });

    it('a company that is there twice', async () => {
      const twice = (text: string) => text + `${ref('unmapped')},ignored,,,why\r\n`;
      const { err } = await companies('import', await edited(twice), '--yes');
      expect(err).toMatch(/line \d+: This company is on line \d+ already/);
    });

    it('an encoding that is not UTF-8', async () => {
      const changed = await edited((text) => text);
      writeFileSync(
        changed,
        Buffer.concat([Buffer.from('vspc,state,connectwise\r\n'), Buffer.from([0xe4, 0xf6, 0x2c])]),
      );
      const { code, err } = await companies('import', changed);
      expect([code, err]).toEqual([1, expect.stringContaining('(line 2)')]);
    });

    it('a file that is not there', async () => {
      const { code, err } = await companies('import', file('nowhere.csv'));
      expect([code, err]).toEqual([1, expect.stringContaining('cannot be read (ENOENT)')]);
    });

    it('50,000 rows of companies that nobody knows', async () => {
      const rows = Array.from({ length: 50_000 }, (_, index) => `vspc:main/none-${index},ignored,,,why`);
      writeFileSync(file('huge.csv'), ['vspc,state,connectwise,itglue,reason', ...rows].join('\n'));
      const { code, err } = await companies('import', file('huge.csv'), '--yes');
      expect([code, err]).toEqual([1, expect.stringContaining('50000 rows cannot be applied; nothing was changed')]);
    });

    it('a name that a spreadsheet would run is disarmed on export and understood on import', async () => {
      const formula = '=HYPERLINK("http://evil.example","x")';
      fixture.sandbox.people('vspc', { action: 'renameCompany', uid: planOf('unmapped').uid, name: formula });
      await fixture.pass({ streams: ['mapping'] });
      await companies('ignore', ref('unmapped'), '--reason', '+1 -1 @me');
      await companies('export', file('formula.csv'));
      const text = readFileSync(file('formula.csv'), 'utf8');
      expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
      expect(text).toContain(`"'=HYPERLINK(`);
      expect((await companies('import', file('formula.csv'))).out).toBe('The file changes nothing.\n');
    });
  });

  it('reads what it must and writes to no vendor', () => {
    expect(fixture.sandbox.writes()).toEqual([]);
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
  });
});
