import type { World } from './create-world';

const TYPE = { id: 9, name: 'Veeam Managed Computer' } as const;
const FIRST_ID = 4_000_000;

/** The world with what Veeam's own plugin leaves in ConnectWise: a configuration per backup server. */
export function withVeeamPlugin(world: World, plugin: 'active' | 'inactive'): World {
  const { connectWise } = world;
  const made = connectWise.configurations.map(({ companyId, name }, index) => ({
    id: FIRST_ID + index,
    companyId,
    typeId: TYPE.id,
    name,
    statusId: 1,
    activeFlag: plugin === 'active',
  }));
  return {
    ...world,
    connectWise: {
      ...connectWise,
      configurationTypes: [...connectWise.configurationTypes, TYPE],
      configurations: [...connectWise.configurations, ...made],
    },
  };
}
