import fc from 'fast-check';
import {
  NOW,
  TYPE_ID,
  allFields,
  applyPlan,
  asset,
  assetType,
  changesOf,
  configuration,
  incident,
  job,
  observation,
  organization,
  peopleField,
  section,
  settings,
  typeFields,
  workload,
} from '../../../test/support/documentation-builders';
import type { Decision, Plan } from '../../kernel/change';
import { itgOrganizationId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { readHashes } from './content-hash';
import type { WriteAssetPayload } from './documentation-effects';
import type { DocumentationObservation, OrganizationFact, PageRecord } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import { planDocumentation } from './plan-documentation';

const ORG = '4711';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function pageDecision(plan: Plan, organizationId = ORG): Decision {
  return plan.decisions.find((item) => item.subject.kind === 'itglue-page' && item.subject.key === organizationId)!;
}

function verdictOf(state: DocumentationObservation): string {
  const decision = pageDecision(planDocumentation(state));
  const what = decision.decision === 'change' ? decision.action : decision.decision;
  return `${what} ${decision.reason}`;
}

function payloadOf(plan: Plan, organizationId = ORG): WriteAssetPayload {
  const decision = pageDecision(plan, organizationId);
  if (decision.decision !== 'change') throw new Error(`${decision.decision} ${decision.reason}`);
  return decision.effects[0]!.payload as unknown as WriteAssetPayload;
}

/** A page that was written in the pass before. */
function written(more: Partial<DocumentationObservation> = {}): DocumentationObservation {
  const before = observation(more);
  return applyPlan(before, planDocumentation(before));
}

function withOrganization(state: DocumentationObservation, more: Partial<OrganizationFact>): DocumentationObservation {
  return { ...state, organizations: state.organizations.map((fact) => ({ ...fact, ...more })) };
}

/** Later, with agents that have just been heard of. */
function after(state: DocumentationObservation, durationMs: number): DocumentationObservation {
  const now = new Date(state.now.getTime() + durationMs);
  const organizations = state.organizations.map((fact) => ({
    ...fact,
    sections: fact.sections.map((part) => ({ ...part, dataAsOf: now })),
  }));
  return { ...state, now, organizations };
}

function withRecord(state: DocumentationObservation, more: Partial<PageRecord>): DocumentationObservation {
  return { ...state, records: state.records.map((record) => ({ ...record, ...more })) };
}

function withTraits(state: DocumentationObservation, traits: JsonObject): DocumentationObservation {
  return { ...state, assets: state.assets.map((item) => ({ ...item, traits: { ...item.traits, ...traits } })) };
}

describe('pages, a row per line of the table in plan-page.ts', () => {
  const ignoredFor = (days: number): Partial<OrganizationFact> => {
    return { sections: [], ignoredSince: new Date(NOW.getTime() - days * DAY_MS) };
  };

  it.each<[string, string, DocumentationObservation]>([
    ['gone, never documented', 'skip organization-gone', withOrganization(observation(), { present: false })],
    ['gone', 'skip organization-gone', withOrganization(written(), { present: false })],
    ['ignored 29 days', 'skip ignored', withOrganization(written(), ignoredFor(29))],
    ['ignored 30 days', 'archive ignored', withOrganization(written(), ignoredFor(30))],
    ['ignored 30 days, no page', 'skip ignored', withOrganization(observation(), ignoredFor(30))],
    [
      'ignored 30 days, archived',
      'skip ignored',
      applyPlan(
        withOrganization(written(), ignoredFor(30)),
        planDocumentation(withOrganization(written(), ignoredFor(30))),
      ),
    ],
    ['suspended', 'skip suspended', withOrganization(written(), { suspended: true })],
    ['unlinked', 'skip unlinked', withOrganization(written(), { sections: [] })],
    [
      'jobs not read, no page yet',
      'held incomplete-observation',
      withOrganization(observation(), { sections: [section({ jobs: { missing: 'unread', detail: 'x' } })] }),
    ],
    [
      'jobs not read',
      'held incomplete-observation',
      withOrganization(written(), { sections: [section({ jobs: { missing: 'unread', detail: 'x' } })] }),
    ],
    ['type missing', 'held type-missing', observation({ types: [] })],
    [
      'type without a Source Key',
      'held field-changed',
      observation({ types: [assetType({ fields: typeFields(['company', 'jobs']) })] }),
    ],
    [
      'moved',
      'held deleted',
      { ...written(), assets: written().assets.map((item) => ({ ...item, organizationId: itgOrganizationId('9') })) },
    ],
    ['not there', 'skip deleted', { ...written(), assets: [] }],
    [
      'not there for 23 h',
      'skip deleted',
      withRecord({ ...written(), assets: [] }, { absentSince: new Date(NOW.getTime() - 23 * HOUR_MS) }),
    ],
    [
      'not there for 24 h',
      'held deleted',
      withRecord({ ...written(), assets: [] }, { absentSince: new Date(NOW.getTime() - DAY_MS) }),
    ],
    [
      'not there for 24 h, recreate',
      'create deleted',
      withRecord(
        { ...written(), assets: [], settings: settings({ onDeleted: 'recreate' }) },
        { absentSince: new Date(NOW.getTime() - DAY_MS) },
      ),
    ],
    [
      'not there in a list that is cut',
      'held incomplete-observation',
      { ...written(), assets: [], assetsComplete: false },
    ],
    [
      'a field that people require',
      'held field-changed',
      observation({
        types: [assetType({ fields: [...typeFields(), peopleField('Owner', 'Text', { required: true })] })],
      }),
    ],
    ['none', 'create content-changed', observation()],
    [
      'archived by somebody',
      'skip suspended',
      { ...written(), assets: written().assets.map((item) => ({ ...item, archived: true })) },
    ],
    ['nothing to say', 'skip unchanged', written()],
    ['something to say', 'update content-changed', withOrganization(written(), { name: 'Renamed' })],
  ])('%s: %s', (_name, verdict, state) => {
    expect(verdictOf(state)).toBe(verdict);
  });

  it('a file in an Upload field holds a page only while there is something to write', () => {
    const fields = [...typeFields(), peopleField('Report', 'Upload')];
    const state = withTraits(written({ types: [assetType({ fields })] }), {
      report: { type: 'Upload', values: [{ id: 1 }] },
    });
    expect(verdictOf(state)).toBe('skip unchanged');
    const changed = planDocumentation(withOrganization(state, { name: 'Renamed' }));
    expect(pageDecision(changed)).toMatchObject({
      decision: 'held',
      reason: 'upload-field',
      detail: 'A write would lose the file in the field "Report".',
    });
  });

  it('two pages with our key: the oldest is kept, the other is named', () => {
    const state = written();
    const [ours] = state.assets;
    const copy = { ...ours!, id: '60000', createdAt: new Date('2026-12-01T00:00:00Z') };
    const plan = planDocumentation({ ...state, assets: [copy, ours!] });
    expect(pageDecision(plan)).toMatchObject({ decision: 'skip', reason: 'unchanged' });
    expect(plan.problems).toMatchObject([{ id: `documentation/duplicate/${ORG}/60000`, kind: 'duplicate' }]);
    const older = planDocumentation({ ...state, assets: [{ ...copy, createdAt: null }, ours!] });
    expect(payloadOf(older).assetId).toBe('60000');
    const twins = planDocumentation({ ...state, assets: [{ ...copy, createdAt: ours!.createdAt }, ours!] });
    expect(payloadOf(twins).assetId).toBe('60000');
  });

  it('an adopted page wins over the key of an older one, and is written whatever it says', () => {
    const state = written();
    const adopted = asset('80000', ORG, { company: 'Mine' }, { createdAt: NOW });
    const record = {
      ...state.records[0]!,
      assetId: '80000',
      adopted: true,
      contentHashes: {},
      readHashes: {},
      writtenAt: null,
    };
    const plan = planDocumentation({ ...state, assets: [...state.assets, adopted], records: [record] });
    expect(payloadOf(plan)).toMatchObject({ assetId: '80000', traits: { 'source-key': `vspcb:prod/org/${ORG}` } });
    expect(plan.problems).toMatchObject([{ kind: 'duplicate' }]);
  });

  it('a page whose key somebody deleted is known by its id', () => {
    const state = withTraits(written(), { 'source-key': 'mine' });
    expect(pageDecision(planDocumentation(state))).toMatchObject({
      action: 'update',
      detail: 'Somebody edited Source Key; it is overwritten.',
    });
  });

  it('an edit in a field that cannot be read today is overwritten once it can, though the page is written meanwhile', () => {
    const edited = withTraits(written(), { licences: '<p>mine</p>' });
    const unread = section({ licences: { missing: 'unread', detail: 'x' }, jobs: [job('a'), job('new')] });
    const today = withOrganization(edited, { sections: [unread] });
    const meanwhile = applyPlan(today, planDocumentation(today));
    expect(meanwhile.assets[0]!.traits).toMatchObject({ licences: '<p>mine</p>' });
    const sections = [section({ jobs: [job('a'), job('new')] })];
    expect(pageDecision(planDocumentation(withOrganization(meanwhile, { sections })))).toMatchObject({
      action: 'update',
      detail: 'Somebody edited Licences; it is overwritten.',
    });
  });

  it('a page that somebody edited is said to be, whatever else changed', () => {
    const state = withTraits(written(), { 'source-key': 'mine' });
    const [fact] = state.organizations;
    const organizations = [{ ...fact!, sections: [section({ jobs: [job('c', { result: 'failed' })] })] }];
    expect(pageDecision(planDocumentation({ ...state, organizations }))).toMatchObject({
      action: 'update',
      detail: expect.stringMatching(/^Somebody edited Source Key; it is overwritten\. Changed: .*Jobs/) as unknown,
    });
  });

  it('a page that was found by its key alone is written: what it says is not known', () => {
    expect(verdictOf({ ...written(), records: [] })).toBe('update content-changed');
  });

  it('the absence of an organization is noted, is a problem after a day, and ends', () => {
    const gone = withOrganization(written(), { present: false });
    const noted = applyPlan(gone, planDocumentation(gone));
    expect(noted.records[0]!.organizationAbsentSince).toEqual(NOW);
    expect(planDocumentation(after(noted, DAY_MS - 1)).problems).toEqual([]);
    const later = planDocumentation(after(noted, DAY_MS));
    expect(later.problems).toMatchObject([{ kind: 'organization-gone' }]);
    const back = withOrganization(noted, { present: true });
    expect(applyPlan(back, planDocumentation(back)).records[0]!.organizationAbsentSince).toBeNull();
  });

  it('the absence of a page is noted, and its second page has a key of its own in the journal', () => {
    const state = { ...written({ settings: settings({ onDeleted: 'recreate' }) }), assets: [] };
    const noted = applyPlan(state, planDocumentation(state));
    expect(noted.records[0]!.absentSince).toEqual(NOW);
    const [change] = changesOf(planDocumentation(after(noted, DAY_MS)));
    expect(change).toMatchObject({ key: `create/${ORG}/${state.records[0]!.assetId}`, inferredFromAbsence: true });
  });
});

it('a page whose type became unusable is archived all the same', () => {
  const ignored = withOrganization(written(), { sections: [], ignoredSince: new Date(NOW.getTime() - 30 * DAY_MS) });
  const other = asset('1', ORG, { 'source-key': `vspcb:prod/org/${ORG}` });
  expect(verdictOf({ ...ignored, types: [], assets: [other, ...ignored.assets] })).toBe('archive ignored');
});

it('a page of a type that is gone with its pages is made in the new one after a day', () => {
  const state = {
    ...written(),
    types: [],
    assets: [],
    settings: settings({ createType: true, onDeleted: 'recreate' as const }),
  };
  expect(verdictOf(state)).toBe('skip deleted');
  expect(verdictOf(withRecord(state, { absentSince: new Date(NOW.getTime() - DAY_MS) }))).toBe('create deleted');
});

it('an asset of another type is no page, whatever its key', () => {
  const state = written();
  const others = state.assets.map((item) => ({ ...item, id: '1', typeId: '5', createdAt: null }));
  expect(planDocumentation({ ...state, assets: [...others, ...state.assets] }).problems).toEqual([]);
});

describe('creations', () => {
  it('write what is known, and nothing for what is not', () => {
    const unread = { missing: 'unread', detail: 'x' } as const;
    const facts = [
      organization(ORG, {
        configurations: unread,
        sections: [section({ jobs: [], workloads: unread, licences: unread })],
      }),
    ];
    const [change] = changesOf(planDocumentation(observation({ organizations: facts })));
    expect(change!.after).toMatchObject({ status: 'No data', protectedWorkloads: null });
    const { traits } = payloadOf(planDocumentation(observation({ organizations: facts })));
    expect(Object.keys(traits)).not.toEqual(expect.arrayContaining(['licences']));
    expect(traits).not.toHaveProperty('last-successful-backup');
    const coming = observation({ organizations: facts, types: [], settings: settings({ createType: true }) });
    const { pending } = payloadOf(planDocumentation(coming));
    expect(pending).toHaveProperty('company');
    expect(pending).not.toHaveProperty('licences');
    expect(pending).not.toHaveProperty('lastSuccess');
  });

  it('beyond the limit wait for the next pass, by id', () => {
    const organizations = ['300', '20', '1000'].map((id) => organization(id));
    const plan = planDocumentation(observation({ organizations, createLimit: 2 }));
    expect(changesOf(plan).map((change) => change.subject.key)).toEqual(['20', '300']);
    expect(pageDecision(plan, '1000')).toMatchObject({ decision: 'held', reason: 'limit', key: 'create/1000/first' });
  });

  it('rely on the lists of types and assets alone, updates on what the page says, too', () => {
    expect(changesOf(planDocumentation(observation()))[0]).toMatchObject({
      inferredFromAbsence: true,
      sources: ['itglue/types', 'itglue/assets'],
    });
    expect(changesOf(planDocumentation(withOrganization(written(), { name: 'x' })))[0]).toMatchObject({
      inferredFromAbsence: false,
      sources: ['itglue/types', 'itglue/assets', 'vspc:main/jobs'],
    });
  });

  it('say whose page it is', () => {
    expect(changesOf(planDocumentation(observation()))[0]).toMatchObject({
      company: { name: 'Alpha' },
      subject: { kind: 'itglue-page', key: ORG, name: 'Organization 4711' },
      after: { status: 'Protected', statusReason: 'All 2 backup jobs are in order.', failedJobs: 0 },
    });
  });
});

describe('updates', () => {
  it('show people what differs, field by field and line by line', () => {
    const jobs = [job('a', { result: 'failed', message: 'Disk full' }), job('b')];
    const state = withOrganization(written(), { sections: [section({ jobs, incidents: [incident('a')] })] });
    expect(changesOf(planDocumentation(state))[0]).toMatchObject({
      detail: 'Changed: Overall Status, Status Reason, Jobs, Failed Jobs.',
      before: {
        'Overall Status': 'Protected',
        'Status Reason': 'All 2 backup jobs are in order.',
        'Failed Jobs': '0',
        Jobs: 'Job a | VM backup | Success | 2026-11-01 23:00 | 2026-11-02 23:00 | 7 | Repository 1',
      },
      after: {
        'Overall Status': 'Failed',
        'Status Reason': '“Job a” has been failing since 2026-11-01 23:10.',
        'Failed Jobs': '1',
        Jobs: 'Job a | VM backup | Failed: Disk full | 2026-11-01 23:00 | 2026-11-02 23:00 | 7 | Repository 1',
      },
    });
  });

  it('show at most a dozen lines of a field, and nothing that every write sets', () => {
    const jobs = Array.from({ length: 40 }, (_item, index) => job(`new${String(index).padStart(2, '0')}`));
    const [change] = changesOf(planDocumentation(withOrganization(written(), { sections: [section({ jobs })] })));
    const shown = change!.after as Record<string, string[]>;
    expect(shown['Jobs']).toHaveLength(13);
    expect(shown['Jobs']?.at(-1)).toBe('… and 28 more lines');
    expect(Object.keys(shown)).not.toContain('Generated At');
  });

  it('show what is cleared', () => {
    const jobs = [job('a', { lastSuccessAt: null }), job('b', { lastSuccessAt: null })];
    const [change] = changesOf(planDocumentation(withOrganization(written(), { sections: [section({ jobs })] })));
    expect(change).toMatchObject({
      before: { 'Last Successful Backup': '2026-11-01' },
      after: { 'Last Successful Backup': null },
    });
  });

  it('have the same identity a minute later', () => {
    const state = withOrganization(written(), { name: 'Renamed' });
    const identities = [state, after(state, 60_000)].map((item) => {
      const [change] = changesOf(planDocumentation(item));
      return [change!.key, change!.before, change!.after];
    });
    expect(identities[1]).toEqual(identities[0]);
  });

  it('have a key of their own in the journal each time', () => {
    const first = after(withOrganization(written(), { name: 'Renamed' }), 60_000);
    const second = withOrganization(applyPlan(first, planDocumentation(first)), { name: 'Organization 4711' });
    const keys = [first, second].map((state) => changesOf(planDocumentation(state))[0]!.key);
    expect(new Set(keys).size).toBe(2);
  });

  it.each<[string, DocumentationObservation, string]>([
    ['nothing moved for a week less than half', after(written(), 3 * DAY_MS), 'skip unchanged'],
    ['times moved within a day', withTimes(after(written(), DAY_MS - 1)), 'skip unchanged'],
    ['times moved and the page is a day old', withTimes(after(written(), DAY_MS)), 'update refresh-due'],
    ['less than half of its time is left', after(written(), 4 * DAY_MS), 'update stale-after-due'],
    ['the field is not ours', after(withRecord(written(), { staleAfter: null }), 40 * DAY_MS), 'skip unchanged'],
  ])('%s: %s', (_name, state, verdict) => {
    expect(verdictOf(state)).toBe(verdict);
  });

  it('leave alone what could not be read in this pass, even if somebody edited it', () => {
    const state = withTraits(written(), { licences: '<p>mine</p>' });
    expect(pageDecision(planDocumentation(state))).toMatchObject({
      detail: expect.stringContaining('edited Licences') as unknown,
    });
    const unread = section({ licences: { missing: 'unread', detail: 'x' } });
    expect(verdictOf(withOrganization(state, { sections: [unread] }))).toBe('skip unchanged');
    const renamed = withOrganization(state, { sections: [unread], name: 'Renamed' });
    expect(payloadOf(planDocumentation(renamed)).traits).toMatchObject({ company: 'Renamed', licences: '<p>mine</p>' });
    const afterwards = applyPlan(renamed, planDocumentation(renamed));
    expect(afterwards.records[0]!.contentHashes).toHaveProperty('licences');
  });

  it('do not fight a vendor that stores another text than was sent', () => {
    const state = written();
    const stored = withTraits(state, { jobs: '<p>washed</p>' });
    expect(verdictOf(stored)).toBe('update content-changed');
    const first = stored.records[0]!;
    const seen = withRecord(stored, { readHashes: { ...first.readHashes, jobs: hashOf(stored) } });
    expect(verdictOf(seen)).toBe('skip unchanged');
  });
});

function withTimes(state: DocumentationObservation): DocumentationObservation {
  const moved = new Date(state.now.getTime() - HOUR_MS);
  const jobs = [job('a', { lastSuccessAt: moved }), job('b')];
  return withOrganization(state, { sections: [section({ jobs, dataAsOf: state.now })] });
}

/** As the committer would have taken it from the answer to the write. */
function hashOf(state: DocumentationObservation): string {
  const again = applyPlan(withOrganization(state, { name: 'Renamed' }), {
    decisions: [],
    problems: [],
  });
  return readHashes(again.assets[0]!.traits, { jobs: 'jobs' }).jobs!;
}

describe('what people put on a page', () => {
  const fields = [
    ...typeFields(),
    peopleField('Notes', 'Textbox'),
    peopleField('Contacts', 'Tag', { tagType: 'Contacts' }),
    peopleField('Reviewed', 'Checkbox'),
    peopleField('Contract End', 'Date'),
  ];
  const people = {
    notes: '<p>call first</p>',
    contacts: { type: 'Contacts', values: [{ id: 7, name: 'Ada' }] },
    reviewed: false,
    'contract-end': '2027-01-01T00:00:00.000Z',
  };

  it('is sent back with every write', () => {
    const state = withTraits(written({ types: [assetType({ fields })] }), people);
    expect(verdictOf(state)).toBe('skip unchanged');
    const { traits } = payloadOf(planDocumentation(withOrganization(state, { name: 'Renamed' })));
    expect(traits).toMatchObject({
      company: 'Renamed',
      notes: '<p>call first</p>',
      contacts: [7],
      reviewed: false,
      'contract-end': '2027-01-01',
    });
  });

  it('stays among our tags, while ours follow the machines', () => {
    const state = written();
    expect(payloadOf(planDocumentation(observation())).traits['protected-devices']).toEqual([501]);
    expect(state.records[0]!.taggedIds).toEqual(['501']);
    const tagged = withTraits(state, {
      'protected-devices': { type: 'Configurations', values: [{ id: 501 }, { id: '77' }] },
    });
    expect(verdictOf(tagged)).toBe('skip unchanged');
    const gone = withOrganization(tagged, { configurations: [configuration('501', { name: 'vm-1', archived: true })] });
    expect(pageDecision(planDocumentation(gone))).toMatchObject({
      detail: 'Changed: Protected Devices.',
      before: { 'Protected Devices': '501' },
      after: { 'Protected Devices': null },
    });
    expect(payloadOf(planDocumentation(gone)).traits['protected-devices']).toEqual([77]);
  });

  it('is never taken for ours because the machine is protected, too', () => {
    const none = written({ organizations: [organization(ORG, { configurations: [] })] });
    expect(none.assets[0]!.traits).not.toHaveProperty('protected-devices');
    const tagged = withTraits(none, { 'protected-devices': { type: 'Configurations', values: [{ id: 501 }] } });
    const renamed = withOrganization(tagged, {
      configurations: [configuration('501', { name: 'vm-1' })],
      name: 'Renamed',
    });
    expect(applyPlan(renamed, planDocumentation(renamed)).records[0]!.taggedIds).toEqual([]);
  });

  it('is left when machines or configurations could not be read, or the tags have an unknown shape', () => {
    const state = withTraits(written(), {
      'protected-devices': { type: 'Configurations', values: [{ id: 9 }, { id: 501 }] },
    });
    const unread = { missing: 'unread', detail: 'x' } as const;
    for (const more of [{ configurations: unread }, { sections: [section({ workloads: unread })] }]) {
      const renamed = withOrganization(state, { ...more, name: 'Renamed' });
      expect(payloadOf(planDocumentation(renamed)).traits['protected-devices']).toEqual([9, 501]);
      expect(applyPlan(renamed, planDocumentation(renamed)).records[0]!.taggedIds).toEqual(['501']);
    }
    const odd = withOrganization(withTraits(state, { 'protected-devices': 'SRV01' }), { name: 'Renamed' });
    expect(verdictOf(odd)).toBe('held upload-field');
  });

  it('may be a Tag that lost all its records', () => {
    const state = withTraits(written(), { 'protected-devices': { type: 'Configurations', values: [] } });
    expect(pageDecision(planDocumentation(state))).toMatchObject({
      before: { 'Protected Devices': null },
      after: { 'Protected Devices': '501' },
    });
  });

  it('keeps ids that no number can hold as text', () => {
    const huge = '99999999999999999999';
    const state = written({
      organizations: [organization(ORG, { configurations: [configuration(huge, { name: 'vm-1' })] })],
    });
    expect(state.assets[0]!.traits['protected-devices']).toMatchObject({ values: [{ id: huge }] });
    expect(verdictOf(state)).toBe('skip unchanged');
  });
});

describe('the asset type, a row per line of the table in plan-asset-type.ts', () => {
  const creating = settings({ createType: true });

  it('missing and not to be made is a problem', () => {
    const plan = planDocumentation(observation({ types: [] }));
    expect(plan.problems).toMatchObject([{ id: 'documentation/type-missing' }]);
    expect(changesOf(plan)).toEqual([]);
  });

  it('that could not be read is not called missing, and no page is touched', () => {
    const plan = planDocumentation(observation({ types: [], typesComplete: false, settings: creating }));
    expect(plan.problems).toEqual([]);
    expect(pageDecision(plan)).toMatchObject({ decision: 'held', reason: 'incomplete-observation' });
    expect(plan.decisions).toHaveLength(1);
  });

  it('missing is made first, and pages follow in the same pass', () => {
    const state = observation({ types: [], settings: creating });
    const plan = planDocumentation(state);
    expect(changesOf(plan).map((change) => change.action)).toEqual(['create-type', 'create']);
    expect(changesOf(plan)[0]!.effects[0]!.payload).toMatchObject({
      name: 'Backup Summary',
      fields: expect.arrayContaining([
        expect.objectContaining({ name: 'Company', kind: 'Text', order: 1, useForTitle: true, showInList: true }),
        expect.objectContaining({ name: 'Overall Status', defaultValue: 'Failed\nAt risk\nNo data\nProtected' }),
      ]) as unknown,
    });
    const payload = payloadOf(plan);
    expect(payload).toMatchObject({ typeId: null, typeName: 'Backup Summary', traits: {}, fieldKeys: {} });
    expect(payload.pending.company).toEqual({ title: 'Company', value: 'Organization 4711' });
    const next = applyPlan(state, plan);
    expect(verdictOf(next)).toBe('skip unchanged');
  });

  it('of which there are several: the known or the oldest, and a problem', () => {
    const types = [assetType({ id: '30' }), assetType({ id: '4' })];
    const plan = planDocumentation(observation({ types }));
    expect(payloadOf(plan).typeId).toBe('4');
    expect(plan.problems).toMatchObject([{ id: 'documentation/duplicate-type/30' }]);
    const known = { typeId: '30', fieldIds: {} };
    expect(payloadOf(planDocumentation(observation({ types, knownType: known }))).typeId).toBe('30');
  });

  it('is remembered by the ids of its fields, so that a new title changes nothing', () => {
    const state = written();
    expect(state.knownType).toMatchObject({ typeId: TYPE_ID, fieldIds: { company: '90' } });
    const renamed = assetType({ fields: typeFields().map((field) => ({ ...field, name: `${field.name} (renamed)` })) });
    const plan = planDocumentation({ ...state, types: [renamed] });
    expect(plan).toMatchObject({ decisions: [{ decision: 'skip', reason: 'unchanged' }], problems: [] });
    const without = planDocumentation({ ...state, types: [renamed], knownType: null, assets: [], records: [] });
    expect(verdictOf({ ...state, types: [renamed], knownType: null })).toBe('held field-changed');
    expect(without.problems.length).toBeGreaterThan(1);
  });

  it('finds a title whatever its case', () => {
    const shouted = assetType({
      fields: typeFields().map((field) => ({ ...field, name: ` ${field.name.toUpperCase()}` })),
    });
    expect(planDocumentation(observation({ types: [shouted] })).problems).toEqual([]);
  });

  const some: DocumentationField[] = ['company', 'sourceKey', 'jobs'];

  it('that lacks fields is extended, and pages are written with them', () => {
    const state = observation({ types: [assetType({ fields: typeFields(some) })], settings: creating });
    const plan = planDocumentation(state);
    const [extend] = changesOf(plan);
    expect(extend).toMatchObject({ action: 'extend-type', changeClass: 'additive', inferredFromAbsence: true });
    expect(extend!.effects[0]!.payload).toMatchObject({ typeId: TYPE_ID, fields: { length: allFields().length - 3 } });
    expect((extend!.effects[0]!.payload as { fields: readonly JsonObject[] }).fields[0]).toMatchObject({ order: 4 });
    expect(payloadOf(plan).pending.status).toEqual({ title: 'Overall Status', value: 'Protected' });
    const next = applyPlan(state, plan);
    expect(next.assets[0]!.traits).toMatchObject({ 'overall-status': 'Protected', company: 'Organization 4711' });
    expect(verdictOf(next)).toBe('skip unchanged');
  });

  it('that is extended gives pages that are there what it gained', () => {
    const few = written({ types: [assetType({ fields: typeFields(some) })] });
    const plan = planDocumentation({ ...few, settings: creating });
    expect(pageDecision(plan)).toMatchObject({
      action: 'update',
      detail: expect.stringContaining('Overall Status') as unknown,
    });
    expect(payloadOf(plan).pending).toHaveProperty('status');
  });

  it('that gets a field back gives it to pages that say the same as before', () => {
    const state = written();
    const lacking = state.types.map((type) => ({
      ...type,
      fields: type.fields.filter(({ name }) => name !== 'Licences'),
    }));
    // Written meanwhile, for another reason.
    const without = withOrganization({ ...state, types: lacking }, { name: 'Renamed' });
    const meanwhile = applyPlan(without, planDocumentation(without));
    const back = { ...meanwhile, settings: creating };
    const plan = planDocumentation(back);
    expect(payloadOf(plan).pending).toHaveProperty('licences');
    const next = applyPlan(back, plan);
    expect(next.assets[0]!.traits).toMatchObject({ licences: expect.stringContaining('Servers') as unknown });
    expect(verdictOf(next)).toBe('skip unchanged');
    // By hand, and under the same key.
    const byHand = { ...meanwhile, types: state.types };
    expect(payloadOf(planDocumentation(byHand)).traits).toHaveProperty('licences');
  });

  it('that lost a field again is extended again, under another key', () => {
    const state = observation({ types: [assetType({ fields: typeFields(some) })], settings: creating });
    const first = changesOf(planDocumentation(state))[0]!.key;
    let next = applyPlan(state, planDocumentation(state));
    next = applyPlan(next, planDocumentation(next));
    const lost = { ...next, types: next.types.map((type) => ({ ...type, fields: type.fields.slice(0, 3) })) };
    expect(changesOf(planDocumentation(lost))[0]).toMatchObject({ action: 'extend-type' });
    expect(changesOf(planDocumentation(lost))[0]!.key).not.toBe(first);
  });

  it('that lacks fields and may not be extended is a problem; pages are written without them', () => {
    const plan = planDocumentation(observation({ types: [assetType({ fields: typeFields(some) })] }));
    expect(plan.problems).toHaveLength(allFields().length - 3);
    expect(plan.problems[0]).toMatchObject({
      kind: 'field-changed',
      hint: expect.stringContaining('createType') as unknown,
    });
    expect(Object.keys(payloadOf(plan).traits).sort()).toEqual(['company', 'jobs', 'source-key']);
  });

  it('that lacks what a page is found by says that no page is written', () => {
    const gone = assetType({ fields: typeFields(['company', 'jobs']) });
    const sentence = 'The type "Backup Summary" has no field "Source Key"; no page is written until it has.';
    expect(planDocumentation(observation({ types: [gone] })).problems.map(({ message }) => message)).toContain(
      sentence,
    );
    const fields = typeFields().map((field) => (field.name === 'Source Key' ? { ...field, kind: 'Number' } : field));
    expect(planDocumentation(observation({ types: [assetType({ fields })] })).problems).toMatchObject([
      { message: expect.stringMatching(/of the kind Number .*; until then no page is written\.$/) as unknown },
    ]);
  });

  it.each([
    ['of another kind', { kind: 'Number' }, 'is of the kind Number and has to be Textbox', 'jobs'],
    ['a Tag of something else', { tagType: 'Contacts' }, 'tags Contacts and has to tag Configurations', 'devices'],
    ['a Tag of nothing', { tagType: null }, 'tags nothing', 'devices'],
    [
      'a Select without our options',
      { defaultValue: 'Failed\nGood' },
      'lacks the options At risk, No data, Protected',
      'status',
    ],
    ['a Select without options', { defaultValue: null }, 'lacks the options', 'status'],
  ] as const)('with a field %s is a problem, and the field is left to people', (_name, more, why, field) => {
    const index = allFields().indexOf(field);
    const changed = typeFields().map((item, position) => (position === index ? { ...item, ...more } : item));
    const state = withTraits(written(), { jobs: 12, 'overall-status': 'Good' });
    const plan = planDocumentation({
      ...withOrganization(state, { name: 'Renamed' }),
      types: [assetType({ fields: changed })],
    });
    expect(plan.problems).toMatchObject([
      { id: `documentation/field-changed/${field}`, message: expect.stringContaining(why) as unknown },
    ]);
    const { traits, fieldKeys } = payloadOf(plan);
    expect(fieldKeys).not.toHaveProperty(field);
    if (field === 'jobs') expect(traits['jobs']).toBe(12);
    if (field === 'status') expect(traits['overall-status']).toBe('Good');
  });

  it('with fewer fields than ours is no problem where the operator wants fewer', () => {
    const fewer = settings({ fields: { jobs: 'Jobs' } });
    const plan = planDocumentation(observation({ settings: fewer, types: [assetType({ fields: typeFields(some) })] }));
    expect(plan.problems).toEqual([]);
    expect(Object.keys(payloadOf(plan).traits).sort()).toEqual(['company', 'jobs', 'source-key']);
    expect(changesOf(plan)[0]!.effects[0]!.transition).toMatchObject({ staleAfter: null });
  });
});

describe('any state', () => {
  const facts = fc.record({
    failed: fc.boolean(),
    name: fc.string({ unit: 'binary', maxLength: 40 }),
    protection: fc.constantFrom('protected' as const, 'stale' as const, 'unprotected' as const),
    tickets: fc.nat({ max: 3 }),
  });

  function stateOf(
    list: readonly {
      failed: boolean;
      name: string;
      protection: 'protected' | 'stale' | 'unprotected';
      tickets: number;
    }[],
  ): DocumentationObservation {
    return observation({
      settings: settings({ createType: true }),
      types: [],
      organizations: list.map(({ failed, name, protection, tickets }, index) => {
        const jobs = [job('a', { name, result: failed ? 'failed' : 'success' }), job('b')];
        return organization(String(4000 + index), {
          name,
          sections: [section({ jobs, workloads: [workload('1', { name, protection })] })],
          tickets: Array.from({ length: tickets }, (_item, id) => ({
            id,
            summary: name,
            status: 'New',
            openedAt: null,
            url: null,
          })),
        });
      }),
    });
  }

  it('has nothing left to do after its plan', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 4 }), (list) => {
        const state = stateOf(list);
        const next = applyPlan(state, planDocumentation(state));
        expect(changesOf(planDocumentation(next))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('has one plan, in whatever order it was read', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (list, order) => {
        const state = written({ organizations: stateOf(list).organizations });
        const shuffle = <T>(items: readonly T[]): T[] => {
          return items
            .map((item) => ({ item, at: Number(order.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        };
        const shuffled: DocumentationObservation = {
          ...state,
          organizations: shuffle(state.organizations).map((fact) => ({
            ...fact,
            tickets: shuffle(fact.tickets as never),
            sections: fact.sections.map((part) => ({ ...part, jobs: shuffle(part.jobs as never) })),
          })),
          assets: shuffle(state.assets),
          records: shuffle(state.records),
        };
        expect(planDocumentation(shuffled)).toEqual(planDocumentation(state));
      }),
      { numRuns: 40 },
    );
  });
});
