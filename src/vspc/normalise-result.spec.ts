import { normaliseResult, type NormalResult, type ResultFamily } from './normalise-result';

describe('normaliseResult', () => {
  it.each<[ResultFamily, string, boolean, NormalResult]>([
    ['vbr', 'Failed', true, 'failed'],
    ['vbr', 'Warning', true, 'warning'],
    ['vbr', 'Success', true, 'success'],
    ['vbr', 'WaitingTape', true, 'running'],
    ['vbr', 'Enabling', true, 'running'],
    ['vbr', 'None', false, 'never'],
    ['vbr', 'None', true, 'unknown'],
    ['vbr', 'Idle', true, 'unknown'],
    ['vbr', 'Unknown', true, 'unknown'],
    ['vbr', 'constructor', true, 'unknown'],
    ['continuous', 'Idle', true, 'success'],
    ['continuous', 'None', false, 'never'],
    ['agent', 'Success', true, 'success'],
    ['agent', 'Success', false, 'never'],
    ['agent', 'Running', false, 'running'],
    ['vb365', 'Stopped', false, 'never'],
    ['vb365', 'Stopped', true, 'warning'],
    ['vb365', 'Disconnected', true, 'failed'],
    ['vb365', 'NotConfigured', true, 'warning'],
    ['vb365', 'Queued', true, 'running'],
    ['cloud', 'Deleting', true, 'running'],
    ['cloud', 'None', false, 'never'],
    ['failover', 'UndoFailed', true, 'failed'],
    ['failover', 'Ready', true, 'success'],
    ['failover', 'Ready', false, 'never'],
    ['failover', 'InUndoProgress', true, 'running'],
    ['cdp', 'Pending', true, 'running'],
    ['cdp', 'InProgress', true, 'running'],
  ])('%s %s, has run %s: %s', (family, status, hasRun, normal) => {
    expect(normaliseResult(family, status, hasRun)).toBe(normal);
  });
});
