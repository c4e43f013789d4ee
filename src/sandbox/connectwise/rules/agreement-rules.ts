import type { ValidationIssue } from '../replies';
import type { Values } from '../store/record-store';
import type { EntityRules } from '../write/draft';
import { checkCompany, OF_COMPANY } from './company-checks';

export const AGREEMENT_RULES: EntityRules = {
  scopes: {
    contact: { label: 'Contact', ...OF_COMPANY },
    site: { label: 'Site', ...OF_COMPANY },
  },
  complete: (call, { values }) => {
    const today = `${call.tenant.today()}T00:00:00Z`;
    values['startDate'] ??= today;
    values['billStartDate'] ??= values['startDate'];
    values['noEndingDateFlag'] ??= values['endDate'] === undefined;
    values['invoicingCycle'] ??= 'CalendarYear';
    values['periodType'] ??= 'Current';
  },
  check: (call, { values }) => [...checkCompany(call.tenant, values), ...checkDates(values)],
  settle: (call, { values }) => {
    if (values['cancelledFlag'] === true) values['dateCancelled'] ??= `${call.tenant.today()}T00:00:00Z`;
  },
};

function checkDates({ startDate, endDate }: Readonly<Values>): readonly ValidationIssue[] {
  if (typeof startDate !== 'string' || typeof endDate !== 'string' || endDate >= startDate) return [];
  return [{ code: 'InvalidField', message: 'The end date must not be before the start date.', field: 'endDate' }];
}
