import { WireShapeError, type WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, text, uidOrNull, word } from './vspc-fields';

/** An entry of the audit log; it has no id (facts 3.14). */
export interface VspcActivity {
  readonly date: Date;
  readonly type: string;
  /** `External`, `Internal`. */
  readonly kind: string;
  readonly message: string;
  readonly userUid: string | null;
  readonly organizationUid: VspcCompanyUid | null;
}

/** Who did what in VSPC. Portal administrators only. */
export class ActivityEndpoints {
  constructor(private readonly api: VspcApi) {}

  /**
   * Oldest first, so that entries that arrive meanwhile come at the end. The caller keeps the cursor: the last date,
   * with an overlap, and an identity of its own making.
   */
  activities(window: { readonly from: Date; readonly to: Date }): AsyncGenerator<VspcActivity, void, undefined> {
    return this.api.list({
      path: '/eventLogs/activityLogs',
      sort: [],
      needs: 'activityLog',
      query: { from: window.from.toISOString(), to: window.to.toISOString(), dateSortingDirection: 'ascending' },
      // Two entries may be equal in every field: this only tells one page from the next.
      keyOf: (record) => `${text(record, 'date')} ${word(record, 'activityLogType')} ${text(record, 'message')}`,
      distinct: false,
      parse: parseActivity,
    });
  }
}

function parseActivity(record: WireRecord): VspcActivity {
  const date = record.instantOrNull('date');
  if (date === null) throw new WireShapeError('date', 'an instant', undefined);
  return {
    date,
    type: word(record, 'activityLogType'),
    kind: word(record, 'activityKind'),
    message: text(record, 'message'),
    userUid: uidOrNull(record, 'userUid'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
  };
}
