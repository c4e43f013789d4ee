import type { EntityName } from '../schema/entities';
import type { CwRecord } from '../store/record-store';

/** Whether a callback with this `objectId` is about the record. */
type Concerns = (record: CwRecord, objectId: number) => boolean;

interface CallbackType {
  /** What the stand-in has of this type; without it such a callback is taken and never called. */
  readonly entity?: EntityName;
  readonly levels: Readonly<Record<string, Concerns>>;
}

const everything: Concerns = () => true;
const nothing: Concerns = () => false;
const itself: Concerns = ({ id }, objectId) => id === objectId;
const by =
  (field: string): Concerns =>
  ({ values }, objectId) =>
    values[field] === objectId;
const byTypes: Concerns = ({ values }, objectId) => ((values['types'] ?? []) as readonly number[]).includes(objectId);

const OWNER = { owner: everything };

/**
 * Types and their levels as clients use them; `owner` is the whole company that runs the server. Additions of agreements
 * have no callback. Tags of integrators have no ids in this server, so that nothing is ever called for them.
 */
export const CALLBACK_TYPES: Readonly<Record<string, CallbackType>> = {
  activity: { levels: { ...OWNER, status: nothing, type: nothing, company: nothing, activity: nothing } },
  agreement: { entity: 'agreement', levels: { ...OWNER, type: by('type'), company: by('company'), agreement: itself } },
  company: {
    entity: 'company',
    levels: {
      ...OWNER,
      status: by('status'),
      type: byTypes,
      territory: by('territory'),
      company: itself,
      integratortag: nothing,
    },
  },
  configuration: { entity: 'configuration', levels: OWNER },
  contact: { entity: 'contact', levels: OWNER },
  expense: { levels: OWNER },
  invoice: { levels: OWNER },
  member: { entity: 'member', levels: OWNER },
  opportunity: { levels: OWNER },
  productcatalog: { entity: 'catalogItem', levels: OWNER },
  project: { levels: OWNER },
  purchaseorder: { levels: OWNER },
  schedule: { levels: OWNER },
  site: { entity: 'site', levels: OWNER },
  ticket: { entity: 'ticket', levels: { ...OWNER, board: by('board'), status: by('status') } },
  time: { levels: OWNER },
};

/** Levels that nobody has shown in use; a switch says whether this server has them. */
export const FURTHER_TICKET_LEVELS: CallbackType['levels'] = {
  company: by('company'),
  ticket: itself,
  project: nothing,
};

/** What a level compares; undefined where the type has no such level. */
export function findLevel(type: string, level: string): Concerns | undefined {
  const levels = { ...CALLBACK_TYPES[type]?.levels, ...(type === 'ticket' ? FURTHER_TICKET_LEVELS : {}) };
  return Object.hasOwn(levels, level) ? levels[level] : undefined;
}
