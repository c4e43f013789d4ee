import { DEFAULTS, mapping, observation } from '../../../test/support/ticket-world';
import { ticketed } from '../../../test/support/ticket-story';
import { buildContext } from './plan-context';
import { listTicketProblems } from './ticket-problems';
import type { TicketSettings } from './ticket-settings';
import type { TicketsObservation } from './tickets-observation';

describe('listTicketProblems', () => {
  const catalog = observation().catalog;
  it.each<[string, Partial<TicketSettings>, Partial<TicketsObservation>, readonly string[]]>([
    ['all is there', {}, {}, []],
    ['no such board', { board: 'Nowhere' }, {}, ['board-missing']],
    [
      'no such status',
      { status: { ...DEFAULTS.status, open: 'Nowhere', closed: 'Gone' } },
      {},
      ['status-missing', 'status-missing'],
    ],
    [
      'a closed status that does not close',
      { status: { ...DEFAULTS.status, closed: 'Verify' } },
      {},
      ['status-not-closing'],
    ],
    ['no such priority', { priority: 'Nowhere' }, {}, ['priority-missing']],
    ['boards were not read', { board: 'Nowhere' }, { catalog: { boards: [], priorities: [] } }, []],
    ['priorities were not read', { priority: 'Nowhere' }, { catalog: { ...catalog, priorities: [] } }, []],
    ['tickets cannot be read', { board: 'Nowhere' }, { completeSources: new Set() }, []],
    ['a ticket was deleted', {}, { incidents: [{ ...ticketed().row(), told: ['deleted'] }] }, ['ticket-deleted']],
    [
      'a ticket was deleted, and its number is lost',
      {},
      { incidents: [{ ...ticketed().row(), ticketId: null, told: ['deleted'] }] },
      ['ticket-deleted'],
    ],
  ])('%s', (_name, settings, more, kinds) => {
    const context = buildContext(observation({ settings: mapping(settings), ...more }));
    expect(listTicketProblems(context).map((problem) => problem.kind)).toEqual(kinds);
  });
});
