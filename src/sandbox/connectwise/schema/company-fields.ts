import {
  fieldTable,
  flags,
  instants,
  integers,
  lists,
  numbers,
  referenceLists,
  references,
  texts,
} from './field-table';

export const COMPANY_FIELDS = fieldTable(
  {
    ...integers('id'),
    ...texts({ identifier: 30, name: 50 }),
    ...references({ status: 'companyStatus' }),
    ...texts({ addressLine1: 50, addressLine2: 50, city: 50, state: 50, zip: 12 }),
    ...references({ country: 'country' }),
    ...texts({ phoneNumber: 30, faxNumber: 30, website: 255 }),
    ...references({ territory: 'location', market: 'absent' }),
    ...texts({ accountNumber: 0 }),
    ...references({ defaultContact: 'contact' }),
    ...instants('dateAcquired'),
    ...references({ sicCode: 'absent', parentCompany: 'company' }),
    ...numbers('annualRevenue'),
    ...integers('numberOfEmployees yearEstablished revenueYear'),
    ...references({ ownershipType: 'absent', timeZoneSetup: 'absent' }),
    ...texts({ leadSource: 50 }),
    ...flags('leadFlag unsubscribeFlag'),
    ...references({ calendar: 'calendar' }),
    ...texts(Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => [`userDefinedField${n}`, 50]))),
    ...texts({ vendorIdentifier: 0, taxIdentifier: 0 }),
    ...references({ taxCode: 'taxCode', billingTerms: 'absent', invoiceTemplate: 'absent' }),
    ...references({ pricingSchedule: 'absent', companyEntityType: 'absent', billToCompany: 'company' }),
    ...references({ billingSite: 'site', billingContact: 'contact', invoiceDeliveryMethod: 'absent' }),
    ...texts({ invoiceToEmailAddress: 0, invoiceCCEmailAddress: 0 }),
    ...flags('deletedFlag'),
    ...instants('dateDeleted'),
    ...texts({ deletedBy: 0, mobileGuid: 0, facebookUrl: 0, twitterUrl: 0, linkedInUrl: 0 }),
    ...references({ currency: 'currency', territoryManager: 'member' }),
    ...texts({ resellerIdentifier: 0 }),
    ...flags('isVendorFlag'),
    ...referenceLists({ types: 'companyType' }),
    ...references({ site: 'site' }),
    ...lists('texts', 'integratorTags'),
    ...lists('objects', 'customFields'),
  },
  {
    required: ['identifier', 'name'],
    computed: ['deletedFlag', 'dateDeleted', 'deletedBy', 'mobileGuid', 'isVendorFlag'],
    createOnly: ['types'],
  },
);

export const COMPANY_STATUS_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('defaultFlag inactiveFlag notifyFlag disallowSavingFlag'),
  ...texts({ notificationMessage: 500 }),
  ...flags('customNoteFlag cancelOpenTracksFlag'),
});

export const COMPANY_TYPE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('defaultFlag vendorFlag serviceAlertFlag'),
  ...texts({ serviceAlertMessage: 150 }),
});

export const SITE_FIELDS = fieldTable(
  {
    ...integers('id'),
    ...texts({ name: 50, addressLine1: 50, addressLine2: 50, city: 50 }),
    ...references({ stateReference: 'state' }),
    ...texts({ zip: 12 }),
    ...references({ country: 'country' }),
    ...texts({ addressFormat: 0, phoneNumber: 30, phoneNumberExt: 30, faxNumber: 30 }),
    ...references({ taxCode: 'taxCode', entityType: 'absent' }),
    ...numbers('expenseReimbursement'),
    ...flags('primaryAddressFlag defaultShippingFlag defaultBillingFlag defaultMailingFlag inactiveFlag'),
    ...flags('billSeparateFlag'),
    ...texts({ mobileGuid: 0 }),
    ...references({ calendar: 'calendar', timeZone: 'absent', company: 'company' }),
    ...lists('objects', 'customFields'),
  },
  { required: ['name'], computed: ['mobileGuid'] },
);

/** Only what other records and a look-up by name need; e-mail addresses live in `communicationItems`. */
export const CONTACT_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ firstName: 30, lastName: 30 }),
  ...references({ company: 'company', site: 'site' }),
  ...flags('inactiveFlag defaultFlag'),
  ...lists('objects', 'communicationItems customFields'),
});

export const CONFIGURATION_FIELDS = fieldTable(
  {
    ...integers('id'),
    ...texts({ name: 100 }),
    ...references({ type: 'configurationType', status: 'configurationStatus', company: 'company' }),
    ...references({ contact: 'contact', site: 'site' }),
    ...integers('locationId'),
    ...references({ location: 'location' }),
    ...integers('businessUnitId'),
    ...references({ department: 'department' }),
    ...texts({ deviceIdentifier: 100, serialNumber: 250, modelNumber: 50, tagNumber: 50 }),
    ...instants('purchaseDate installationDate'),
    ...references({ installedBy: 'member' }),
    ...instants('warrantyExpirationDate'),
    ...texts({ vendorNotes: 0, notes: 0, macAddress: 25, lastLoginName: 100 }),
    ...flags('billFlag'),
    ...integers('backupSuccesses backupIncomplete backupFailed backupRestores'),
    ...instants('lastBackupDate'),
    ...texts({ backupServerName: 50 }),
    ...numbers('backupBillableSpaceGb'),
    ...texts({ backupProtectedDeviceList: 0 }),
    ...integers('backupYear backupMonth'),
    ...texts({ ipAddress: 50, defaultGateway: 50, osType: 250, osInfo: 250, cpuSpeed: 100, ram: 25 }),
    ...texts({ localHardDrives: 0 }),
    ...integers('parentConfigurationId'),
    ...references({ vendor: 'company', manufacturer: 'manufacturer' }),
    ...lists('objects', 'questions'),
    ...flags('activeFlag'),
    ...texts({ managementLink: 1000, remoteLink: 1000 }),
    ...references({ sla: 'sla' }),
    ...texts({ mobileGuid: 0 }),
    ...flags('displayVendorFlag'),
    ...integers('companyLocationId'),
    ...flags('showRemoteFlag showAutomateFlag needsRenewalFlag'),
    ...texts({ manufacturerPartNumber: 50 }),
    ...lists('objects', 'customFields'),
  },
  { required: ['name', 'type', 'company'], computed: ['mobileGuid'] },
);

export const CONFIGURATION_TYPE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag systemFlag'),
});

export const CONFIGURATION_STATUS_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ description: 50 }),
  ...flags('closedFlag defaultFlag'),
});
