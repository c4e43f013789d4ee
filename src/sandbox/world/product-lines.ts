import type { LineName } from './company-plan';

/** What the MSP sells, and how VSPC counts it. All quantities are the latest sample (`measure: last`). */
export interface ProductLine {
  readonly name: LineName;
  readonly counter: string;
  readonly product: string;
  readonly productId: number;
  readonly description: string;
  readonly price: number;
  readonly unit: 'count' | 'TB';
  readonly decimals: number;
}

export const PRODUCT_LINES: readonly ProductLine[] = [
  {
    name: 'server-agents',
    counter: 'ManagedServerAgents',
    product: 'VEEAM-SRV',
    productId: 501,
    description: 'Server backup, per server',
    price: 29,
    unit: 'count',
    decimals: 0,
  },
  {
    name: 'workstation-agents',
    counter: 'ManagedWorkstationAgents',
    product: 'VEEAM-WKS',
    productId: 502,
    description: 'Workstation backup, per device',
    price: 6.5,
    unit: 'count',
    decimals: 0,
  },
  {
    name: 'virtual-machines',
    counter: 'ManagedVms',
    product: 'VEEAM-VM',
    productId: 503,
    description: 'Virtual machine backup, per VM',
    price: 18,
    unit: 'count',
    decimals: 0,
  },
  {
    name: 'cloud-storage',
    counter: 'CloudTotalUsage',
    product: 'VEEAM-CLOUD-TB',
    productId: 504,
    description: 'Cloud repository, per TB',
    price: 45,
    unit: 'TB',
    decimals: 2,
  },
  {
    name: 'microsoft-365',
    counter: 'Vb365ProtectedUsers',
    product: 'VEEAM-M365',
    productId: 505,
    description: 'Microsoft 365 backup, per user',
    price: 2.2,
    unit: 'count',
    decimals: 0,
  },
];

/** Companies whose first server agents are included in the price, as products.yaml says. */
export const INCLUDED_SERVER_AGENTS = 2;

const BYTES_PER_TB = 10n ** 12n;

/**
 * The quantity that a sample makes (RULES, Billing 3): minus what is included, rounded up to the line's decimals.
 * Whole numbers throughout, so that no binary fraction can creep in.
 */
export function quantityOf(line: ProductLine, sample: number, included = 0): string {
  const scale = 10n ** BigInt(line.decimals);
  const unit = line.unit === 'TB' ? BYTES_PER_TB : 1n;
  const beyond = BigInt(sample) - BigInt(included) * unit;
  const scaled = beyond <= 0n ? 0n : (beyond * scale + unit - 1n) / unit;
  return decimalText(scaled, line.decimals);
}

/** Plain digits without trailing zeros: `4`, `0.25`. */
function decimalText(scaled: bigint, decimals: number): string {
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
