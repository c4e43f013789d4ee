import { createWorld } from '../../src/sandbox/world/create-world';
import { readTable } from '../support/markdown-tables';

/** What the sandbox gives to the bridge, and with it to every test from end to end. */
const { connectWise, vspc } = createWorld({ seed: 'role', companies: 1, jobsPerCompany: 1, start: new Date(0) });

function roleOfTheBridge(): readonly (readonly string[])[] {
  const role = connectWise.securityRoles.find(({ name }) => name === 'Bridge');
  return Object.entries(role?.rights ?? {}).map(([right, levels]) => [
    right,
    ...(['add', 'edit', 'inquire'] as const).map((verb) => (levels[verb] === 'All' ? 'yes' : '')),
  ]);
}

it('the role that README asks for is the one that the sandbox grants, and no more', () => {
  const asked = readTable('README.md', '### ConnectWise Manage').map(
    ([right = '', add = '', edit = '', inquire = '']) => [right.split(': ')[1], add, edit, inquire],
  );
  expect(asked).toEqual(roleOfTheBridge());
});

it('so is the API key of VSPC: of a Portal Administrator, and for reading only', () => {
  const [key] = vspc.apiKeys;
  expect(key?.isReadOnly).toBe(true);
  expect(vspc.users.find(({ uid }) => uid === key?.userUid)?.role).toBe('PortalAdministrator');
});
