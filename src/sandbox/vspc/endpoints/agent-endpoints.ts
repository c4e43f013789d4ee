import type { Endpoint } from '../endpoint';
import { itemEndpoint, listEndpoint } from '../list-endpoint';
import type { Shape } from '../shape';
import { listOf, oneOf, since, without } from '../shape';
import {
  agentJobShape,
  backupAgentShape,
  discoveredComputerShape,
  managementAgentShape,
  unverifiedAgentShape,
} from '../shapes/agent-shapes';
import { having } from './parameters';

const AGENTS = '/infrastructure/backupAgents';
const agent = { table: 'backupAgents', shape: backupAgentShape, roles: 'ALL14' } as const;
const agentJob = { table: 'agentJobs', roles: 'ALL14', key: 'instanceUid' } as const;
const manager = { table: 'managementAgents', shape: managementAgentShape, roles: 'ALL14' } as const;

/** The lists per system lack what tells systems apart. */
const jobOfSystem = without(agentJobShape, 'systemType', 'originalUid', 'scheduleDisplayName');

/** Windows tells only whether the target is local or in the cloud. */
const windowsJobShape: Shape = {
  ...jobOfSystem,
  targetType: oneOf('Cloud', 'Local', 'Unknown'),
  scheduleEvents: since('3.5', listOf(oneOf('AtLock', 'AtLogoff', 'Unknown', 'WhenBackupTargetIsConnected'))),
};

const SYSTEMS = ['windows', 'linux', 'mac'] as const;

export const agentEndpoints: readonly Endpoint[] = [
  listEndpoint({ ...agent, path: AGENTS, key: 'instanceUid' }),
  itemEndpoint({ ...agent, path: `${AGENTS}/{backupAgentUid}` }, 'instanceUid'),
  listEndpoint({ ...agentJob, shape: agentJobShape, path: `${AGENTS}/jobs` }),
  ...SYSTEMS.map((system) =>
    listEndpoint({
      ...agentJob,
      shape: system === 'windows' ? windowsJobShape : jobOfSystem,
      path: `${AGENTS}/${system}/jobs`,
      scope: () => having('systemType', `${system.charAt(0).toUpperCase()}${system.slice(1)}`),
      project: system === 'windows' ? projectWindowsJob : (wire) => wire,
    }),
  ),
  listEndpoint({ ...manager, path: '/infrastructure/managementAgents', key: 'instanceUid' }),
  itemEndpoint({ ...manager, path: '/infrastructure/managementAgents/{managementAgentUid}' }, 'instanceUid'),
  listEndpoint({
    path: '/infrastructure/unverifiedAgents',
    table: 'unverifiedAgents',
    shape: unverifiedAgentShape,
    roles: 'ALL14',
    key: 'instanceUid',
  }),
  listEndpoint({
    path: '/discovery/computers',
    table: 'discoveredComputers',
    shape: discoveredComputerShape,
    roles: 'ALL14',
    key: 'instanceUid',
  }),
];

function projectWindowsJob(wire: Record<string, unknown>, row: Readonly<Record<string, unknown>>): typeof wire {
  const { targetType } = row;
  const isCloud = targetType === 'CloudRepository';
  const place = isCloud ? 'Cloud' : 'Local';
  return { ...wire, targetType: targetType === 'Unknown' ? 'Unknown' : place, scheduleEvents: [] };
}
