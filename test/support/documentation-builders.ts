import type { Change, Effect, Plan } from '../../src/kernel/change';
import { itgOrganizationId, vspcCompanyUid } from '../../src/kernel/ids';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import { readHashes } from '../../src/documentation/domain/content-hash';
import {
  writtenKeys,
  type CreateFieldsPayload,
  type CreateTypePayload,
  type DocumentationTransition,
  type NewField,
  type WriteAssetPayload,
} from '../../src/documentation/domain/documentation-effects';
import type {
  AssetFact,
  AssetTypeFact,
  CompanySection,
  ConfigurationFact,
  DocumentationObservation,
  IncidentFact,
  JobFact,
  OrganizationFact,
  PageRecord,
  TypeFieldFact,
  WorkloadFact,
} from '../../src/documentation/domain/documentation-observation';
import type { DocumentationField, DocumentationSettings } from '../../src/documentation/domain/documentation-settings';
import { DOCUMENTATION_FIELDS } from '../../src/documentation/domain/documentation-settings';
import { FIELD_SPECIFICATIONS } from '../../src/documentation/domain/page-fields';

type Written = Extract<DocumentationTransition, { readonly type: 'written' }>;

export const NOW = new Date('2026-11-02T08:00:00Z');
export const TYPE_ID = '1694461951918100';

export function settings(more: Partial<DocumentationSettings> = {}): DocumentationSettings {
  return {
    assetType: 'Backup Summary',
    createType: false,
    refreshEveryMs: 86_400_000,
    staleAfterMs: 7 * 86_400_000,
    onDeleted: 'ask',
    fields: DOCUMENTATION_FIELDS,
    ...more,
  };
}

export function job(key: string, more: Partial<JobFact> = {}): JobFact {
  return {
    key,
    name: `Job ${key}`,
    kind: 'VM backup',
    result: 'success',
    enabled: true,
    message: null,
    lastSuccessAt: new Date('2026-11-01T22:00:00Z'),
    nextRunAt: new Date('2026-11-02T22:00:00Z'),
    restorePoints: 7,
    target: 'Repository 1',
    ...more,
  };
}

export function workload(key: string, more: Partial<WorkloadFact> = {}): WorkloadFact {
  return {
    key,
    name: `vm-${key}`,
    kind: 'vm',
    protection: 'protected',
    lastRestorePointAt: new Date('2026-11-01T22:00:00Z'),
    restorePoints: 7,
    jobName: 'Job a',
    device: { hostName: `vm-${key}`, fqdn: null, serialNumber: null, addresses: [] },
    ...more,
  };
}

export function incident(subjectKey: string, more: Partial<IncidentFact> = {}): IncidentFact {
  return {
    subjectKey,
    subjectName: `Job ${subjectKey}`,
    condition: 'failed',
    since: new Date('2026-11-01T22:10:00Z'),
    ticketId: null,
    ...more,
  };
}

export function section(more: Partial<CompanySection> = {}): CompanySection {
  return {
    connection: 'main',
    uid: vspcCompanyUid('eb866e8f-a0f5-41f4-9dd9-8cc59266ff25'),
    name: 'Alpha',
    jobs: [job('a'), job('b')],
    workloads: [workload('1')],
    repositories: [{ key: 'r1', name: 'Repository 1', kind: 'Repository', usedBytes: 4e11, totalBytes: 1e12 }],
    microsoft365: [],
    licences: [{ name: 'Servers', used: 2 }],
    incidents: [],
    dataAsOf: new Date('2026-11-02T07:55:00Z'),
    ...more,
  };
}

export function configuration(id: string, more: Partial<ConfigurationFact> = {}): ConfigurationFact {
  return { id, name: `c-${id}`, hostname: null, serialNumber: null, primaryIp: null, archived: false, ...more };
}

export function organization(id: string, more: Partial<OrganizationFact> = {}): OrganizationFact {
  return {
    id: itgOrganizationId(id),
    name: `Organization ${id}`,
    present: true,
    sections: [section()],
    suspended: false,
    ignoredSince: null,
    configurations: [configuration('501', { name: 'vm-1' })],
    tickets: [],
    billing: [],
    provenance: [{ label: 'vspc:main', url: null, asOf: NOW, note: null }],
    sources: ['vspc:main/jobs'],
    ...more,
  };
}

export function typeFields(fields: Iterable<DocumentationField> = allFields()): TypeFieldFact[] {
  return [...fields].map((field, index) => {
    const specification = FIELD_SPECIFICATIONS[field];
    return {
      id: `9${index}`,
      name: DOCUMENTATION_FIELDS[field],
      nameKey: keyOf(DOCUMENTATION_FIELDS[field]),
      kind: specification.kind,
      order: index + 1,
      required: specification.required ?? false,
      defaultValue: specification.defaultValue ?? null,
      tagType: specification.tagType ?? null,
    };
  });
}

export function allFields(): DocumentationField[] {
  return Object.keys(DOCUMENTATION_FIELDS) as DocumentationField[];
}

export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

export function peopleField(name: string, kind: string, more: Partial<TypeFieldFact> = {}): TypeFieldFact {
  const nameKey = keyOf(name);
  return {
    id: `8${nameKey}`,
    name,
    nameKey,
    kind,
    order: 90,
    required: false,
    defaultValue: null,
    tagType: null,
    ...more,
  };
}

export function assetType(more: Partial<AssetTypeFact> = {}): AssetTypeFact {
  return { id: TYPE_ID, name: 'Backup Summary', fields: typeFields(), ...more };
}

export function asset(
  id: string,
  organizationId: string,
  traits: JsonObject = {},
  more: Partial<AssetFact> = {},
): AssetFact {
  return {
    id,
    typeId: TYPE_ID,
    organizationId: itgOrganizationId(organizationId),
    archived: false,
    createdAt: new Date('2026-10-01T00:00:00Z'),
    traits,
    ...more,
  };
}

export function observation(more: Partial<DocumentationObservation> = {}): DocumentationObservation {
  return {
    now: NOW,
    installation: 'prod',
    timezone: 'Europe/Berlin',
    settings: settings(),
    createLimit: null,
    organizations: [organization('4711')],
    types: [assetType()],
    assets: [],
    knownType: null,
    records: [],
    sources: { types: 'itglue/types', assets: 'itglue/assets', organizations: 'itglue/organizations' },
    typesComplete: true,
    assetsComplete: true,
    ...more,
  };
}

export function changesOf(plan: Plan): Change[] {
  return plan.decisions.filter((decision) => decision.decision === 'change');
}

/** The account and the bridge's tables after a plan, as the applier and the committer would leave them. */
export function applyPlan(before: DocumentationObservation, plan: Plan): DocumentationObservation {
  const world = new AppliedWorld(before);
  for (const decision of plan.decisions) {
    if (decision.decision === 'skip' && decision.transition !== null) world.commit(decision.transition, null, {});
    if (decision.decision === 'change') for (const effect of decision.effects) world.apply(effect);
  }
  return world.observation();
}

class AppliedWorld {
  private types: AssetTypeFact[];
  private readonly assets: Map<string, AssetFact>;
  private readonly records: Map<string, PageRecord>;
  private known: DocumentationObservation['knownType'];
  private nextId = 70_000;

  constructor(private readonly before: DocumentationObservation) {
    this.types = [...before.types];
    this.assets = new Map(before.assets.map((item) => [item.id, item]));
    this.records = new Map(before.records.map((record) => [record.organizationId, record]));
    this.known = before.knownType;
  }

  observation(): DocumentationObservation {
    return {
      ...this.before,
      types: this.types,
      assets: [...this.assets.values()],
      records: [...this.records.values()],
      knownType: this.known,
    };
  }

  apply(effect: Effect): void {
    const payload = effect.payload as unknown;
    switch (effect.kind) {
      case 'create-type': {
        const { name, fields } = payload as CreateTypePayload;
        this.types.push({ id: String(this.newId()), name, fields: this.made(fields) });
        return;
      }
      case 'create-fields': {
        const { typeId, fields } = payload as CreateFieldsPayload;
        this.types = this.types.map((type) => {
          return type.id === typeId ? { ...type, fields: [...type.fields, ...this.made(fields)] } : type;
        });
        return;
      }
      case 'archive-asset': {
        const { assetId } = payload as { assetId: string };
        this.assets.set(assetId, { ...this.assets.get(assetId)!, archived: true });
        return;
      }
      default:
        this.write(payload as WriteAssetPayload, effect.transition);
    }
  }

  private write(payload: WriteAssetPayload, transition: JsonValue): void {
    const type = this.types.find((item) => item.id === payload.typeId) ?? this.types.at(-1)!;
    const keys: Partial<Record<DocumentationField, string>> = { ...payload.fieldKeys };
    const traits: Record<string, JsonValue> = { ...payload.traits };
    for (const [field, { title, value }] of Object.entries(payload.pending)) {
      const nameKey = type.fields.find((item) => item.name === title)!.nameKey;
      keys[field as DocumentationField] = nameKey;
      traits[nameKey] = value;
    }
    const id = payload.assetId ?? String(this.newId());
    const shown = Object.fromEntries(
      Object.entries(traits).map(([key, value]) => {
        const field = type.fields.find((item) => item.nameKey === key);
        if (field === undefined) throw new Error(`invalid trait key ${key}`);
        if (field.kind !== 'Tag') return [key, value];
        const values = (value as readonly JsonValue[]).map((tagged) => ({ id: tagged, name: 'x' }));
        return [key, { type: 'Configurations', values }];
      }),
    );
    const present = this.assets.get(id);
    const base = present ?? asset(id, payload.organizationId, {}, { createdAt: this.before.now });
    this.assets.set(id, { ...base, typeId: type.id, traits: shown });
    this.commit(transition, id, readHashes(shown, writtenKeys(payload, keys)));
  }

  commit(json: JsonValue, assetId: string | null, hashes: PageRecord['readHashes']): void {
    const transition = json as unknown as DocumentationTransition;
    if (transition.type === 'known-type') this.known = transition.known;
    if (transition.type === 'written') {
      const record = this.recordAfter(transition, transition.assetId ?? assetId!, hashes);
      this.records.set(transition.organizationId, record);
    }
    if (transition.type === 'absent') {
      const record = this.records.get(transition.organizationId)!;
      const since = transition.since === null ? null : new Date(transition.since);
      const both = { absentSince: null, organizationAbsentSince: null };
      const one = transition.what === 'asset' ? { absentSince: since } : { organizationAbsentSince: since };
      this.records.set(transition.organizationId, { ...record, ...(since === null ? both : one) });
    }
  }

  private recordAfter(
    { organizationId, contentHashes, timesHash, taggedIds, staleAfter }: Written,
    assetId: string,
    hashes: PageRecord['readHashes'],
  ): PageRecord {
    const before = this.records.get(organizationId);
    return {
      organizationId: itgOrganizationId(organizationId),
      revision: (before?.revision ?? 0) + 1,
      assetId,
      adopted: before?.adopted ?? false,
      contentHashes,
      timesHash,
      readHashes: { ...before?.readHashes, ...hashes },
      taggedIds,
      writtenAt: this.before.now,
      staleAfter,
      absentSince: null,
      organizationAbsentSince: null,
    };
  }

  private made(fields: readonly NewField[]): TypeFieldFact[] {
    return fields.map((field) => ({
      id: String(this.newId()),
      name: field.name,
      nameKey: keyOf(field.name),
      kind: field.kind,
      order: field.order,
      required: field.required ?? false,
      defaultValue: field.defaultValue ?? null,
      tagType: field.tagType ?? null,
    }));
  }

  private newId(): number {
    this.nextId += 1;
    return this.nextId;
  }
}
