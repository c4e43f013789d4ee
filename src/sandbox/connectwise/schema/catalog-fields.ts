import { BILL_OPTIONS, choices, fieldTable, flags, integers, lists, numbers, references, texts } from './field-table';

const CLASSES = ['Agreement', 'Bundle', 'Inventory', 'NonInventory', 'Service'];

const CATALOG_INFO_TYPES = {
  ...integers('id'),
  ...texts({ identifier: 75, description: 60 }),
  ...flags('inactiveFlag'),
  ...choices('productClass', CLASSES),
  ...flags('serializedCostFlag'),
  ...numbers('price cost'),
  ...flags('taxableFlag dropShipFlag specialOrderFlag'),
  ...texts({ customerDescription: 6000, manufacturerPartNumber: 50, vendorSku: 50 }),
  ...choices('billableOption', BILL_OPTIONS),
};

export const CATALOG_INFO_FIELDS = fieldTable(CATALOG_INFO_TYPES);

export const CATALOG_ITEM_FIELDS = fieldTable({
  ...CATALOG_INFO_TYPES,
  ...references({ subcategory: 'productSubCategory', type: 'productType', unitOfMeasure: 'unitOfMeasure' }),
  ...flags('serializedFlag phaseProductFlag recurringFlag recurringOneTimeFlag calculatedPriceFlag'),
  ...flags('calculatedCostFlag markupFlag autoUpdateUnitCostFlag autoUpdateUnitPriceFlag'),
  ...integers('minStockLevel'),
  ...choices('priceAttribute', ['FixedFee', 'NotToExceed', 'OverrideRate', 'TimeAndMaterials']),
  ...references({ manufacturer: 'manufacturer', vendor: 'company', sla: 'sla', category: 'productCategory' }),
  ...references({ recurringBillCycle: 'billingCycle', agreementType: 'agreementType' }),
  ...choices('recurringCycleType', ['ContractYear', 'CalendarYear']),
  ...texts({ notes: 0, integrationXRef: 50, connectWiseID: 0 }),
  ...numbers('recurringRevenue recurringCost calculatedPrice calculatedCost markupPercentage'),
  ...lists('objects', 'customFields'),
});

export const UNIT_OF_MEASURE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag defaultFlag'),
  ...texts({ uomScheduleXref: 31 }),
});

export const PRODUCT_TYPE_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag defaultFlag'),
  ...choices('typeXref', ['InventoryPart', 'NonInventoryPart', 'OtherCharge', 'Service']),
});

export const PRODUCT_CATEGORY_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag defaultFlag'),
  ...texts({ priceLevelXref: 10, integrationXref: 50 }),
});

export const PRODUCT_SUB_CATEGORY_FIELDS = fieldTable({
  ...integers('id'),
  ...texts({ name: 50 }),
  ...flags('inactiveFlag defaultFlag'),
  ...texts({ integrationXref: 50 }),
  ...references({ category: 'productCategory' }),
});
