import type { Health } from './company-link';
import { judgeHealth, streamsStoppedBy, type HealthFacts } from './judge-health';

const WELL: HealthFacts = {
  isMissingInVspc: false,
  isDeleted: false,
  hasSurvivor: false,
  isContradicted: false,
  isInactive: false,
  isRenamed: false,
};
const ALL = ['tickets', 'billing', 'documentation'];

describe('judgeHealth', () => {
  it.each<[string, Partial<HealthFacts>, Health, readonly string[]]>([
    ['gone from VSPC, whatever else', { isMissingInVspc: true, isDeleted: true, isInactive: true }, 'missing', ALL],
    ['deleted with a survivor', { isDeleted: true, hasSurvivor: true, isContradicted: true }, 'merged', ALL],
    ['deleted without one', { isDeleted: true, isInactive: true }, 'deleted', ALL],
    ['contradicted', { isContradicted: true, isInactive: true }, 'conflict', ALL],
    ['inactive', { isInactive: true, isRenamed: true }, 'inactive', ['billing']],
    ['renamed', { isRenamed: true }, 'renamed', []],
    ['nothing the matter', {}, 'ok', []],
  ])('%s', (_sentence, facts, health, stopped) => {
    expect(judgeHealth({ ...WELL, ...facts })).toBe(health);
    expect(streamsStoppedBy(health)).toEqual(stopped);
  });
});
