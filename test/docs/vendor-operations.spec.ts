import { isAdmitted } from '../../src/sandbox/vspc/roles';
import { ENDPOINTS, routeName } from '../../src/sandbox/vspc/routes';
import { readTable } from '../support/markdown-tables';
import { listConnectWiseOperations, listItGlueOperations, listVspcOperations } from '../support/vendor-operations';

describe.each([
  ['vspc', listVspcOperations],
  ['connectwise', listConnectWiseOperations],
  ['itglue', listItGlueOperations],
])('docs/vendors/%s.md', (vendor, list) => {
  const file = `docs/vendors/${vendor}.md`;

  it('lists every operation that the client sends, with the calls that send it; the stand-in serves each', async () => {
    const used = (await list()).filter(({ usedBy }) => usedBy.length > 0);
    expect(used.filter(({ isServed }) => !isServed)).toEqual([]);
    expect(readTable(file, '### Operations of the client')).toEqual(
      used.map(({ operation, usedBy }) => [operation, usedBy.join(', ')]),
    );
  });

  it('lists what only the stand-in serves', async () => {
    const others = (await list()).filter(({ usedBy }) => usedBy.length === 0);
    const methods = new Map<string, string[]>();
    for (const { operation } of others) {
      const [method = '', path = ''] = operation.split(' ');
      methods.set(path, [...(methods.get(path) ?? []), method]);
    }
    expect(readTable(file, '### Operations of the stand-in alone')).toEqual(
      [...methods].map(([path, served]) => [path, served.join(', ')]),
    );
  });
});

it('docs/vendors/vspc.md lists what a Portal Read-only Operator may not read', async () => {
  const used = (await listVspcOperations()).filter(({ usedBy }) => usedBy.length > 0);
  const refused = ENDPOINTS.filter(({ roles }) => !isAdmitted('PortalReadonlyOperator', roles)).map(routeName);
  const listed = readTable('docs/vendors/vspc.md', '## Roles').map(([operation]) => operation);
  expect(listed).toEqual(used.map(({ operation }) => operation).filter((operation) => refused.includes(operation)));
});
