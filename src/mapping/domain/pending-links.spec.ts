import { applied, cw, observed, vspc } from '../../../test/support/mapping-world';
import { linkKey } from './company-link';
import { withPendingLinks } from './pending-links';
import { planMapping } from './plan-mapping';

it('shows the table as it would be, rows that are not touched included', () => {
  const before = applied(observed({ vspc: [vspc('a', 'Quorella'), vspc('b', 'Velmora')] }));
  const now = { ...before, connectwise: [cw(1, 'Quorella')] };
  const transitions = planMapping(now).decisions.flatMap((planned) =>
    planned.decision !== 'held' && planned.transition !== null ? [planned.transition] : [],
  );
  const pending = withPendingLinks(before.links, transitions);
  expect(pending.map((link) => `${linkKey(link)} ${link.state}`)).toEqual(['main/a linked', 'main/b unlinked']);
});
