import { fail, merge, person, succeed } from './month-happenings';
import { job, on, type MonthScene } from './month-scene';

/** Technicians at work: RULES, Tickets 9 and 10. */
export const SCENES_OF_PEOPLE: readonly MonthScene[] = [
  {
    name: 'Closed too early',
    rules: 'Tickets 10: only a result that ended after the closing opens it again; that night it fails anew',
    subject: job(1, 0),
    steps: [on(5, '10:00', fail()), on(5, '13:00', person({ do: 'close-ticket' })), on(6, '10:00', succeed)],
    tickets: [{ companyId: 251, status: 'Closed', notes: ['opened', 'reopened', 'recovered'] }],
  },
  {
    name: 'Closed and mended',
    rules: 'Tickets 10: no result after the closing but a good one: it stays closed, and nothing is said',
    subject: job(1, 1),
    steps: [on(7, '10:00', fail()), on(7, '13:00', person({ do: 'close-ticket' })), on(7, '16:00', succeed)],
    tickets: [{ companyId: 251, status: 'Closed', notes: ['opened'] }],
  },
  {
    name: 'Noted by a technician',
    rules: 'Tickets 9: a note by somebody else',
    subject: job(1, 2),
    steps: [
      on(5, '10:30', fail()),
      on(5, '16:00', person({ do: 'add-note', text: 'I look into it.' })),
      on(5, '18:00', succeed),
    ],
    tickets: [{ companyId: 251, status: 'Recovered', notes: ['opened', 'person', 'recovered'] }],
  },
  {
    name: 'Time was booked',
    rules: 'Tickets 9: a time entry',
    subject: job(1, 4),
    steps: [
      on(6, '08:00', fail()),
      on(6, '12:30', person({ do: 'add-time-entry', hours: 0.5 })),
      on(6, '14:00', succeed),
    ],
    tickets: [{ companyId: 251, status: 'Recovered', notes: ['opened', 'recovered'] }],
  },
  {
    name: 'Taken over',
    rules: 'Tickets 9: an owner other than at creation, with humanTouch.owner',
    subject: job(1, 5),
    steps: [
      on(7, '08:00', fail()),
      on(7, '12:30', person({ do: 'set-owner', owner: 'mokonde' })),
      on(7, '14:00', succeed),
    ],
    tickets: [{ companyId: 251, status: 'Recovered', notes: ['opened', 'recovered'] }],
  },
  {
    name: 'Somebody is on it',
    rules: 'Tickets 9: a protected status stays, with a note',
    subject: job(2, 0),
    steps: [
      on(7, '10:00', fail()),
      on(7, '13:00', person({ do: 'set-status', status: 'In Progress' })),
      on(7, '15:00', succeed),
    ],
    tickets: [{ companyId: 252, status: 'In Progress', notes: ['opened', 'recovered'] }],
  },
  {
    name: 'Merged into another',
    rules: 'Tickets 10: the note goes to the parent, which it does not close',
    subject: job(2, 2),
    steps: [on(8, '09:00', fail()), on(8, '14:00', merge('Takes a merged one')), on(9, '10:00', succeed)],
    tickets: [{ companyId: 252, status: 'Closed', notes: ['opened'] }],
  },
  {
    name: 'Takes a merged one',
    rules: 'Tickets 10 and 9: gets the note of the other, and stays with the technician when it recovers itself',
    subject: job(2, 4),
    steps: [
      on(8, '09:30', fail()),
      on(8, '15:00', person({ do: 'add-note', text: 'The same cause as the other.' })),
      on(9, '10:30', succeed),
    ],
    tickets: [{ companyId: 252, status: 'Recovered', notes: ['opened', 'person', 'recovered', 'recovered'] }],
  },
  {
    name: 'Put on another board',
    rules: 'Tickets 10: followed; closed with the status of that board',
    subject: job(2, 5),
    steps: [
      on(10, '09:00', fail()),
      on(10, '12:30', person({ do: 'move-to-board', board: 'Help Desk' })),
      on(10, '15:00', succeed),
    ],
    tickets: [{ companyId: 252, board: 'Help Desk', status: 'Closed', notes: ['opened', 'recovered'] }],
  },
  {
    name: 'Given to another company',
    rules: 'Tickets 10: followed where a person put it',
    subject: job(3, 0),
    steps: [
      on(10, '10:30', fail()),
      on(10, '13:00', person({ do: 'move-to-company', companyId: 252 })),
      on(10, '16:00', succeed),
    ],
    tickets: [{ companyId: 252, status: 'Closed', notes: ['opened', 'recovered'] }],
  },
  {
    name: 'Thrown away',
    rules: 'Tickets 10: deleted, so none until it recovered and failed anew; then the next generation',
    subject: job(3, 2),
    steps: [
      on(11, '09:00', fail()),
      on(11, '12:30', person({ do: 'delete-ticket' })),
      on(12, '10:00', fail()),
      on(13, '10:00', succeed),
      on(14, '10:00', fail()),
      on(15, '06:00', succeed),
    ],
    tickets: [{ companyId: 253, status: 'Closed', generation: 2, notes: ['opened', 'recovered'] }],
  },
  {
    name: 'Its company is deleted',
    rules: 'Mapping 6: all streams stop, nothing is undone and nothing written, whatever becomes of the job',
    subject: job(3, 7),
    steps: [
      on(26, '09:00', fail()),
      on(26, '12:30', (month) => {
        month.people({ do: 'delete-company', companyId: 253 });
      }),
      on(27, '10:00', succeed),
    ],
    tickets: [{ companyId: 253, status: 'New', notes: ['opened'] }],
  },
];
