import type { Unit } from './product-line';
import { unitDisagrees } from './unit-of-measure';

describe('unitDisagrees', () => {
  it.each<[sentence: string, unit: Unit, unitOfMeasure: string | null, disagrees: boolean]>([
    ['the product has none', 'TB', null, false],
    ['it says nothing', 'TB', 'Each', false],
    ['it is blank', 'TB', '  ', false],
    ['the same amount of data', 'TB', 'Terabytes', false],
    ['the same, in another spelling', 'GiB', ' gib ', false],
    ['another amount of data', 'TB', 'GB', true],
    ['binary is not decimal', 'TB', 'TiB', true],
    ['data where counts are sold', 'count', 'TB', true],
    ['hours', 'hours', 'Hrs', false],
    ['hours where data are sold', 'GB', 'Hour', true],
    ['something counted', 'count', 'Users', false],
    ['data where mailboxes are sold', 'GB', 'mailbox', true],
  ])('%s', (_sentence, unit, unitOfMeasure, disagrees) => {
    expect(unitDisagrees(unit, unitOfMeasure)).toBe(disagrees);
  });
});
