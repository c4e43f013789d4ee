import type { CwLookupName } from '../connectwise-data';

/**
 * Every table that the stand-in keeps. `absent` stands for tables that the vendor has and no world fills (opportunities,
 * templates, …): whoever refers to one of their records is told that it does not exist.
 */
export type TableName =
  | CwLookupName
  | 'absent'
  | 'addition'
  | 'agreement'
  | 'agreementType'
  | 'association'
  | 'board'
  | 'boardItem'
  | 'boardStatus'
  | 'boardSubType'
  | 'boardTeam'
  | 'boardType'
  | 'callback'
  | 'catalogItem'
  | 'company'
  | 'companyStatus'
  | 'companyType'
  | 'configuration'
  | 'configurationStatus'
  | 'configurationType'
  | 'contact'
  | 'impact'
  | 'member'
  | 'note'
  | 'priority'
  | 'productCategory'
  | 'productSubCategory'
  | 'productType'
  | 'securityRole'
  | 'serviceLocation'
  | 'severity'
  | 'site'
  | 'source'
  | 'ticket'
  | 'ticketConfiguration'
  | 'timeEntry'
  | 'unitOfMeasure';
