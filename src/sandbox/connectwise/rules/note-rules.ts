import type { ValidationIssue } from '../replies';
import { idIn } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { Draft, EntityRules } from '../write/draft';
import { recordNotification } from './notifications';

const PLACEMENTS = ['detailDescriptionFlag', 'internalAnalysisFlag', 'resolutionFlag'];

/** Notes of tickets. Mail goes out with a new note, unless the request says otherwise. */
export const NOTE_RULES: EntityRules = {
  complete: (call, { values }) => {
    if (values['contact'] === undefined) values['member'] ??= call.member.id;
    values['dateCreated'] = call.tenant.nowText();
    values['createdBy'] = call.by;
  },
  check: (call, draft) => [
    ...checkPlacement(draft),
    ...checkText(call.tenant, draft),
    ...checkMerged(call.tenant, draft),
  ],
  settle: (call, { values }) => {
    const text = values['text'];
    if (typeof text === 'string' && call.tenant.switches.is('noteLineBreaks', 'collapse')) {
      values['text'] = text.replace(/[\r\n]+/g, ' ');
    }
  },
  saved: (call, record, draft) => {
    if (draft.before || draft.input['processNotifications'] === false) return;
    const ticket = call.tenant.store.get('ticket', record.values['ticketId']);
    const isInternal = record.values['detailDescriptionFlag'] !== true && record.values['resolutionFlag'] !== true;
    recordNotification(call.tenant, ticket, 'note-added', call.by, isInternal);
  },
};

function checkPlacement({ values }: Draft): readonly ValidationIssue[] {
  if (PLACEMENTS.some((flag) => values[flag] === true)) return [];
  const message = 'Please choose where to display the notes in order to save this record.';
  return [{ code: 'InvalidObject', message, field: 'detailDescriptionFlag' }];
}

function checkText({ switches }: Tenant, { values }: Draft): readonly ValidationIssue[] {
  const text = values['text'];
  if (typeof text !== 'string' || text.trim() === '') {
    return [{ code: 'MissingRequiredField', message: 'The text field is required.', field: 'text' }];
  }
  const max = switches.number('noteMaxLength');
  if (max === 0 || text.length <= max) return [];
  const message = `The field text must be a string with a maximum length of ${max}.`;
  return [{ code: 'InvalidField', message, field: 'text' }];
}

function checkMerged({ store, switches }: Tenant, { values, before }: Draft): readonly ValidationIssue[] {
  const ticket = store.find('ticket', idIn(values, 'ticketId'));
  if (before || ticket?.values['mergedParentTicket'] === undefined) return [];
  if (switches.is('mergedNote', 'accept')) return [];
  return [{ code: 'InvalidObject', message: 'This ticket was merged into another.', field: 'ticketId' }];
}
