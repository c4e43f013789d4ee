import { configuration, section, workload } from '../../../test/support/documentation-builders';
import type { DeviceFact } from './documentation-observation';
import { compareIds, matchDevices, mergeTags } from './match-devices';

const NOTHING: DeviceFact = { hostName: null, fqdn: null, serialNumber: null, addresses: [] };
const CONFIGURATIONS = [
  configuration('1', { name: 'SRV01' }),
  configuration('2', { name: 'Mail', hostname: 'mail.alpha.example' }),
  configuration('3', { name: 'Old', hostname: 'old', serialNumber: 'ABC-1', primaryIp: '192.0.2.3' }),
  configuration('4', { name: 'srv04', archived: true }),
  configuration('5', { name: 'twin' }),
  configuration('6', { name: 'TWIN', serialNumber: 'T-6', primaryIp: '192.0.2.6' }),
  configuration('7', { name: 'blank', serialNumber: 'System Serial Number', primaryIp: '127.0.0.1' }),
  configuration('8', { name: '192.0.2.8' }),
  configuration('9', { name: 'one of two', primaryIp: '192.0.2.10' }),
  configuration('10', { name: 'the other', primaryIp: '192.0.2.10' }),
];

it('a machine without a restore point is not tagged as if it were protected', () => {
  const device = { ...NOTHING, hostName: 'srv01' };
  const of = (protection: 'protected' | 'stale' | 'unprotected') =>
    matchDevices([section({ workloads: [workload('1', { device, protection })] })], CONFIGURATIONS);
  expect([of('protected'), of('stale'), of('unprotected')]).toEqual([['1'], ['1'], []]);
});

describe('matchDevices, a row per line of its table', () => {
  it.each([
    ['by name, whatever the case', { hostName: 'srv01' }, ['1']],
    ['by full name', { fqdn: 'MAIL.alpha.example' }, ['2']],
    ['by the first part of the full name', { fqdn: 'srv01.alpha.example' }, ['1']],
    ['by the first part of a configuration', { hostName: 'mail' }, ['2']],
    ['by serial number', { hostName: 'renamed', serialNumber: 'abc-1' }, ['3']],
    ['by address', { hostName: 'renamed', addresses: ['192.0.2.99', '192.0.2.3'] }, ['3']],
    ['not by an address of two', { hostName: 'renamed', addresses: ['192.0.2.10'] }, []],
    ['not when archived', { hostName: 'srv04' }, []],
    ['not when two match, even if something weaker would decide', { hostName: 'twin', serialNumber: 'T-6' }, []],
    ['not by a serial number that nobody set', { serialNumber: 'System Serial Number' }, []],
    ['not by an address that everybody has', { addresses: ['127.0.0.1', 'fe80::1'] }, []],
    ['not by part of an address', { hostName: '192.0.2.9', fqdn: '192.168.1.1' }, []],
    ['by a name that is an address', { hostName: '192.0.2.8' }, ['8']],
    ['not at all', {}, []],
  ])('%s', (_name, device, ids) => {
    const workloads = [workload('x', { device: { ...NOTHING, ...device } })];
    expect(matchDevices([section({ workloads })], CONFIGURATIONS)).toEqual(ids);
  });

  it('looks at no workload that is no machine, and at none that could not be read', () => {
    const machine = workload('x', { device: { ...NOTHING, hostName: 'srv01' } });
    const sections = [
      section({ workloads: [workload('y', { device: null }), machine, machine] }),
      section({ workloads: { missing: 'unread', detail: 'x' } }),
    ];
    expect(matchDevices(sections, CONFIGURATIONS)).toEqual(['1']);
  });
});

describe('mergeTags', () => {
  it.each([
    ['people’s stay', ['7'], [], ['1'], { all: ['1', '7'], ours: ['1'] }],
    ['ours go with the machine', ['1', '7'], ['1'], [], { all: ['7'], ours: [] }],
    ['ours come back', [], ['1'], ['1'], { all: ['1'], ours: ['1'] }],
    ['one that is both is there once, and stays people’s', ['1'], [], ['1'], { all: ['1'], ours: [] }],
  ])('%s', (_name, present, before, now, expected) => {
    expect(mergeTags(present, { before, now })).toEqual(expected);
  });
});

it.each([
  ['9', '10', -1],
  ['10', '9', 1],
  ['10', '11', -1],
  ['11', '10', 1],
  ['10', '10', 0],
])('the id %s against %s', (left, right, order) => {
  expect(Math.sign(compareIds(left, right))).toBe(order);
});
