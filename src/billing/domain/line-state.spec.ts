import { lineId, parseLineId } from './line-state';

it.each(['vms', 'vms/of the branch', ''])('the id of line %j of a company names both', (line) => {
  expect(parseLineId(lineId(250, line))).toEqual({ companyId: 250, line });
});
