/**
 * What the world fills in for the ConnectWise stand-in. Records name each other by id; the stand-in expands references,
 * computes what the vendor computes, and refuses to start when a reference leads nowhere. Instants are
 * `yyyy-MM-ddTHH:mm:ssZ`, as the vendor writes them.
 */
export interface CwData {
  readonly login: CwLogin;
  /** As `/system/info` tells it, for example `v2025.1.105333`; its year and number decide the codebase (`v2025_1/`). */
  readonly version: string;
  readonly isCloud: boolean;
  /** IANA name; the computed statuses change at midnight of this zone. */
  readonly serverTimeZone: string;
  readonly cloudRegion?: string;
  readonly securityRoles: readonly CwSecurityRoleSeed[];
  readonly members: readonly CwMemberSeed[];
  readonly companyStatuses: readonly CwCompanyStatusSeed[];
  readonly companyTypes: readonly CwNamedSeed[];
  readonly companies: readonly CwCompanySeed[];
  readonly sites: readonly CwSiteSeed[];
  readonly contacts: readonly CwContactSeed[];
  readonly boards: readonly CwBoardSeed[];
  readonly priorities: readonly CwPrioritySeed[];
  readonly sources: readonly CwNamedSeed[];
  readonly severities?: readonly CwNamedSeed[];
  readonly impacts?: readonly CwNamedSeed[];
  readonly serviceLocations?: readonly CwServiceLocationSeed[];
  readonly tickets?: readonly CwTicketSeed[];
  readonly agreementTypes: readonly CwAgreementTypeSeed[];
  readonly agreements: readonly CwAgreementSeed[];
  readonly additions: readonly CwAdditionSeed[];
  readonly catalog: readonly CwCatalogItemSeed[];
  readonly unitsOfMeasure: readonly CwNamedSeed[];
  readonly productTypes?: readonly CwNamedSeed[];
  readonly productCategories?: readonly CwNamedSeed[];
  readonly productSubCategories?: readonly CwSubCategorySeed[];
  readonly configurationTypes: readonly CwNamedSeed[];
  readonly configurationStatuses: readonly CwConfigurationStatusSeed[];
  readonly configurations: readonly CwConfigurationSeed[];
  /** Tables without a route of their own here: `{ location: [{ id: 11, name: 'Tampa' }], department: […] }`. */
  readonly lookups?: Readonly<Partial<Record<CwLookupName, readonly CwNamedSeed[]>>>;
}

export interface CwLogin {
  /** Login company: the part before `+` in the user name, and the last segment of `/login/companyinfo/{c}`. */
  readonly companyId: string;
  readonly companyName: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
  /** Identifier of the member that the key pair belongs to. */
  readonly apiMember: string;
}

export type CwLookupName =
  | 'billingCycle'
  | 'calendar'
  | 'country'
  | 'currency'
  | 'department'
  | 'location'
  | 'manufacturer'
  | 'sla'
  | 'state'
  | 'taxCode'
  | 'workRole'
  | 'workType';

/** Rights that a route can ask for, named as the role editor names them. */
export type CwFunction =
  | 'Agreements'
  | 'Callbacks'
  | 'Close Service Tickets'
  | 'Company Maintenance'
  | 'Configurations'
  | 'Contacts'
  | 'Member Maintenance'
  | 'My Company'
  | 'Product Catalog'
  | 'Service Tickets'
  | 'Table Setup';
export type CwLevel = 'None' | 'My' | 'All';
export type CwVerb = 'add' | 'edit' | 'delete' | 'inquire';
/** What is not named is `None`. */
export type CwRights = Readonly<Partial<Record<CwVerb, CwLevel>>>;

export interface CwSecurityRoleSeed {
  readonly id: number;
  readonly name: string;
  readonly rights: Readonly<Partial<Record<CwFunction, CwRights>>>;
}

/** Who entered a record and when. Without it: `admin1`, at the start of the simulated time. */
export interface CwSeed {
  readonly id: number;
  readonly enteredBy?: string;
  readonly dateEntered?: string;
  readonly updatedBy?: string;
  readonly lastUpdated?: string;
}

export interface CwNamedSeed extends CwSeed {
  readonly name: string;
  readonly defaultFlag?: boolean;
  readonly inactiveFlag?: boolean;
}

export interface CwMemberSeed extends CwSeed {
  readonly identifier: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly securityRoleId: number;
  readonly officeEmail?: string;
  readonly inactiveFlag?: boolean;
  /** Board of tickets that come without one; the first service board when not given. */
  readonly serviceDefaultBoardId?: number;
  /** Boards whose tickets this member does not see. */
  readonly excludedServiceBoardIds?: readonly number[];
}

export interface CwCompanyStatusSeed extends CwNamedSeed {
  /** Saving a record for a company in this status is refused, with the message. */
  readonly disallowSavingFlag?: boolean;
  readonly notificationMessage?: string;
}

export interface CwCompanySeed extends CwSeed {
  /** Unique, at most 30 characters. */
  readonly identifier: string;
  readonly name: string;
  readonly statusId: number;
  readonly typeIds: readonly number[];
  readonly deletedFlag?: boolean;
  /** Survivor of a merge; never on the wire. Implies `deletedFlag`. */
  readonly mergedIntoId?: number;
  readonly defaultContactId?: number;
  readonly parentCompanyId?: number;
  readonly addressLine1?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly phoneNumber?: string;
  readonly website?: string;
  readonly accountNumber?: string;
}

export interface CwSiteSeed extends CwSeed {
  readonly companyId: number;
  readonly name: string;
  readonly addressLine1?: string;
  readonly city?: string;
  readonly zip?: string;
  /** The company's default site. */
  readonly primaryAddressFlag?: boolean;
  readonly inactiveFlag?: boolean;
}

export interface CwContactSeed extends CwSeed {
  readonly companyId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly siteId?: number;
  readonly email?: string;
  readonly inactiveFlag?: boolean;
}

export interface CwBoardSeed extends CwNamedSeed {
  readonly projectFlag?: boolean;
  readonly locationId?: number;
  readonly departmentId?: number;
  readonly sendToContactFlag?: boolean;
  readonly sendToResourceFlag?: boolean;
  readonly sendToCCFlag?: boolean;
  readonly markFirstNoteIssueFlag?: boolean;
  readonly statuses: readonly CwBoardStatusSeed[];
  readonly types?: readonly CwNamedSeed[];
  readonly subTypes?: readonly CwBoardSubTypeSeed[];
  readonly items?: readonly CwNamedSeed[];
  readonly teams?: readonly CwBoardTeamSeed[];
  readonly associations?: readonly CwAssociationSeed[];
}

/** Ids are unique over all boards; the same name on two boards has two ids. */
export interface CwBoardStatusSeed extends CwSeed {
  readonly name: string;
  readonly sortOrder?: number;
  readonly displayOnBoard?: boolean;
  readonly inactive?: boolean;
  readonly closedStatus?: boolean;
  readonly defaultFlag?: boolean;
  readonly timeEntryNotAllowed?: boolean;
  readonly escalationStatus?: 'NotResponded' | 'Responded' | 'ResolutionPlan' | 'Resolved' | 'NoEscalation';
}

export interface CwBoardSubTypeSeed extends CwNamedSeed {
  readonly typeIds: readonly number[];
}

export interface CwBoardTeamSeed extends CwSeed {
  readonly name: string;
  readonly teamLeaderId: number;
  readonly memberIds: readonly number[];
  readonly defaultFlag?: boolean;
}

/** Without any association on a board, every combination of its types, subtypes and items is allowed. */
export interface CwAssociationSeed extends CwSeed {
  readonly typeId: number;
  readonly subTypeId?: number;
  readonly itemId?: number;
}

export interface CwPrioritySeed extends CwNamedSeed {
  readonly color: 'Blue' | 'Gray' | 'Green' | 'Orange' | 'Red' | 'White' | 'Yellow';
  readonly sortOrder?: number;
  readonly level?: string;
}

export interface CwServiceLocationSeed extends CwNamedSeed {
  readonly where: 'OnSite' | 'Remote' | 'InHouse';
}

export interface CwTicketSeed extends CwSeed {
  readonly summary: string;
  readonly companyId: number;
  readonly boardId: number;
  readonly statusId: number;
  readonly priorityId?: number;
  readonly ownerId?: number;
  readonly contactId?: number;
  readonly externalXRef?: string;
  readonly initialDescription?: string;
}

export interface CwAgreementTypeSeed extends CwNamedSeed {
  readonly prorateFlag?: boolean;
}

export interface CwAgreementSeed extends CwSeed {
  readonly name: string;
  readonly typeId: number;
  readonly companyId: number;
  readonly contactId: number;
  readonly siteId?: number;
  readonly parentAgreementId?: number;
  readonly startDate: string;
  /** Absent with `noEndingDateFlag` true. */
  readonly endDate?: string;
  readonly noEndingDateFlag?: boolean;
  readonly billStartDate?: string;
  readonly nextInvoiceDate?: string;
  /** Last day that an invoice covers; never on the wire. */
  readonly invoicedThrough?: string;
  readonly cancelledFlag?: boolean;
  readonly dateCancelled?: string;
  readonly reasonCancelled?: string;
  readonly billingCycleId?: number;
  readonly billAmount?: number;
  readonly prorateFlag?: boolean;
}

export interface CwAdditionSeed extends CwSeed {
  readonly agreementId: number;
  /** Catalog item. */
  readonly productId: number;
  readonly quantity: number;
  readonly lessIncluded?: number;
  readonly unitPrice?: number;
  readonly unitCost?: number;
  readonly billCustomer?: 'Billable' | 'DoNotBill' | 'NoCharge';
  readonly effectiveDate: string;
  readonly cancelledDate?: string;
  readonly description?: string;
  readonly invoiceDescription?: string;
  readonly serialNumber?: string;
}

export interface CwCatalogItemSeed extends CwSeed {
  readonly identifier: string;
  readonly description: string;
  readonly customerDescription?: string;
  readonly productClass?: 'Agreement' | 'Bundle' | 'Inventory' | 'NonInventory' | 'Service';
  readonly price: number;
  readonly cost?: number;
  readonly inactiveFlag?: boolean;
  readonly taxableFlag?: boolean;
  readonly recurringFlag?: boolean;
  readonly unitOfMeasureId?: number;
  readonly typeId?: number;
  readonly subCategoryId?: number;
}

export interface CwSubCategorySeed extends CwNamedSeed {
  readonly categoryId: number;
}

export interface CwConfigurationStatusSeed extends CwSeed {
  readonly description: string;
  readonly closedFlag?: boolean;
  readonly defaultFlag?: boolean;
}

export interface CwConfigurationSeed extends CwSeed {
  readonly companyId: number;
  readonly typeId: number;
  readonly name: string;
  readonly statusId?: number;
  readonly siteId?: number;
  readonly deviceIdentifier?: string;
  readonly serialNumber?: string;
  readonly ipAddress?: string;
  readonly macAddress?: string;
  readonly osType?: string;
  readonly notes?: string;
  readonly activeFlag?: boolean;
}
