import type { SourceKey } from '../kernel/change';

/** The sources that several streams read; each is read at most once in a run (RULES, Engine 1). */
export const CW_COMPANIES: SourceKey = 'connectwise/company/companies';
export const CW_COMPANY_STATUSES: SourceKey = 'connectwise/company/companies/statuses';
export const CW_BOARDS: SourceKey = 'connectwise/service/boards';
export const CW_PRIORITIES: SourceKey = 'connectwise/service/priorities';

export function cwStatusesOf(boardId: number): SourceKey {
  return `connectwise/service/boards/statuses/${boardId}`;
}
