import {
  BILL_OPTIONS,
  choices,
  fieldTable,
  flags,
  instants,
  integers,
  lists,
  numbers,
  references,
  texts,
} from './field-table';

const SORT = ['Ascending', 'Descending'];

const BOARD_INFO_TYPES = {
  ...integers('id'),
  ...texts({ name: 50 }),
  ...references({ location: 'location', department: 'department' }),
  ...flags('projectFlag inactiveFlag closedLoopDiscussionsFlag closedLoopInternalAnalysisFlag'),
  ...flags('closedLoopResolutionFlag closedLoopAllFlag overrideBillingSetupFlag billTicketsAfterClosedFlag'),
  ...flags('billUnapprovedTimeExpenseFlag'),
  ...choices('billTime billExpense billProduct', BILL_OPTIONS),
  ...choices('problemSort internalAnalysisSort resolutionSort allSort', SORT),
};

/** What a role without Table Setup may read of a board. */
export const BOARD_INFO_FIELDS = fieldTable(BOARD_INFO_TYPES);

export const BOARD_FIELDS = fieldTable({
  ...BOARD_INFO_TYPES,
  ...flags('sendToContactFlag sendToResourceFlag sendToCCFlag sendToBundledFlag showDependenciesFlag'),
  ...flags('showEstimatesFlag billTicketSeparatelyFlag autoAssignNewTicketsFlag autoAssignNewECTicketsFlag'),
  ...flags('autoAssignNewPortalTicketsFlag discussionsLockedFlag timeEntryLockedFlag timeEntryDiscussionFlag'),
  ...flags('timeEntryResolutionFlag timeEntryInternalAnalysisFlag emailConnectorAllowReopenClosedFlag'),
  ...flags('emailConnectorReopenResourcesFlag emailConnectorNewTicketNoMatchFlag useMemberDisplayNameFlag'),
  ...flags('emailConnectorNeverReopenByDaysFlag emailConnectorNeverReopenByDaysClosedFlag'),
  ...flags('autoAssignTicketOwnerFlag autoAssignLimitFlag markFirstNoteIssueFlag restrictBoardByDefaultFlag'),
  ...integers('emailConnectorReopenDaysLimit emailConnectorReopenDaysClosedLimit autoAssignLimitAmount'),
  ...texts({ notifyEmailFrom: 50, notifyEmailFromName: 60 }),
  ...references({ dispatchMember: 'member', serviceManagerMember: 'member', dutyManagerMember: 'member' }),
  ...references({ oncallMember: 'member', workRole: 'workRole', workType: 'workType' }),
  ...references({ autoCloseStatus: 'boardStatus', emailConnectorReopenStatus: 'boardStatus' }),
  ...choices('percentageCalculation', ['ActualHours', 'Manual', 'ClosedPhases', 'ClosedTickets']),
});

export const BOARD_STATUS_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...references({ board: 'board' }),
  ...integers('sortOrder'),
  ...flags('displayOnBoard inactive closedStatus timeEntryNotAllowed roundRobinCatchall defaultFlag'),
  ...choices('escalationStatus', ['NotResponded', 'Responded', 'ResolutionPlan', 'Resolved', 'NoEscalation']),
  ...texts({ customerPortalDescription: 500 }),
  ...flags('customerPortalFlag'),
  ...texts({ customStatusIndicatorName: 30 }),
  ...flags('saveTimeAsNote'),
});

/** The same record under other names: `inactiveFlag` is `inactive`, `closedFlag` is `closedStatus`. */
export const BOARD_STATUS_INFO_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...integers('sortOrder'),
  ...flags('defaultFlag inactiveFlag closedFlag'),
});
export const BOARD_STATUS_INFO_NAMES = { inactiveFlag: 'inactive', closedFlag: 'closedStatus' };

export const BOARD_TYPE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...choices('category', ['Reactive', 'Proactive']),
  ...flags('defaultFlag inactiveFlag requestForChangeFlag'),
  ...texts({ integrationXref: 50 }),
  ...references({ board: 'board', location: 'location', department: 'department' }),
});

export const BOARD_SUB_TYPE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag'),
  ...lists('integers', 'typeAssociationIds'),
  ...references({ board: 'board' }),
});

export const BOARD_ITEM_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag'),
  ...references({ board: 'board' }),
});

export const BOARD_TEAM_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 30 }),
  ...references({ teamLeader: 'member' }),
  ...lists('integers', 'members'),
  ...flags('defaultFlag notifyOnTicketDelete defaultRoundRobinFlag roundRobinFlag'),
  ...integers('boardId locationId businessUnitId'),
});

export const ASSOCIATION_FIELDS = fieldTable({
  ...integers('id'),
  ...references({ type: 'boardType', subType: 'boardSubType', item: 'boardItem', board: 'board' }),
});

export const PRIORITY_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...choices('color', 'Black Blue Cyan Gray Green Lime Orange Pink Purple Red White Yellow Custom'.split(' ')),
  ...integers('sortOrder'),
  ...flags('defaultFlag'),
  ...texts({ imageLink: 0, urgencySortOrder: 0, level: 0 }),
});

export const SOURCE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('defaultFlag'),
  ...texts({ enteredBy: 0 }),
  ...instants('dateEntered'),
});

/** Severities and impacts. */
export const LEVEL_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 0, description: 200 }),
  ...flags('defaultFlag'),
});

export const SERVICE_LOCATION_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 30 }),
  ...choices('where', ['OnSite', 'Remote', 'InHouse']),
  ...flags('defaultFlag'),
});

export const MEMBER_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ identifier: 15 }),
  ...choices('licenseClass', ['A', 'C', 'F', 'X']),
  ...texts({ title: 0, firstName: 30, middleInitial: 1, lastName: 30, officeEmail: 250, primaryEmail: 250 }),
  ...flags('inactiveFlag disableOnlineFlag adminFlag'),
  ...instants('hireDate lastLogin'),
  ...choices('defaultEmail defaultPhone', ['Office', 'Mobile', 'Home']),
  ...references({ securityRole: 'securityRole', serviceDefaultBoard: 'board' }),
  ...lists('integers', 'excludedServiceBoardIds teams serviceBoardTeamIds'),
  ...numbers('hourlyCost hourlyRate'),
});
