/** What the configuration routes take, as the vendor's list of operations names it. */
export const INDEX_INCLUDES: readonly string[] = [
  'adapters_resources',
  'configuration_interfaces',
  'rmm_records',
  'passwords',
  'attachments',
  'tickets',
  'dnet_fa_remote_assets',
  'user_resource_accesses',
  'group_resource_accesses',
];

export const SHOW_INCLUDES: readonly string[] = [
  ...INDEX_INCLUDES,
  'rmm_adapters_resources',
  'adapters_resources_errors',
  'rmm_adapters_resources_errors',
  'active_network_glue_network_devices',
  'to_configuration_connections',
  'from_configuration_connections',
  'recent_versions',
  'related_items',
  'authorized_users',
];

export const CONFIGURATION_ATTRIBUTES: readonly string[] = [
  'id',
  'organization_id',
  'configuration_type_id',
  'configuration_status_id',
  'name',
  'notes',
  'hostname',
  'primary_ip',
  'mac_address',
  'serial_number',
  'asset_tag',
  'restricted',
  'archived',
];

/** What the PSA leaves to others in a configuration that it feeds. */
export const WRITABLE_WHEN_SYNCED: ReadonlySet<string> = new Set([
  'id',
  'archived',
  'asset_tag',
  'notes',
  'purchased_at',
  'restricted',
  'serial_number',
  'warranty_expires_at',
  'mitp_device_expiration_date',
  'mitp_end_of_life_date',
]);
