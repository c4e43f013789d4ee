import { WireShapeError, type WireRecord } from '../http/wire-record';
import type { CivilDate } from '../kernel/civil-date';
import { IntegrationError } from '../kernel/integration-error';
import { renderBusinessDay } from './business-day';
import { CONNECTWISE_API_VERSION } from './connectwise-options';
import { endpoint, parsed, type ConnectWiseTransport } from './connectwise-transport';
import { ADDITION_FIELDS, parseAddition, renderNewAddition, type CwAddition, type CwNewAddition } from './cw-addition';
import { parseBundle } from './parse-bundle';

export interface CwAgreementAdditions {
  readonly agreementId: number;
  readonly additions: readonly CwAddition[];
}

const ADDITIONS = '/finance/agreements/{id}/additions';
const ADDITION = '/finance/agreements/{id}/additions/{additionId}';
const BUNDLES = 'POST /system/bundles';
const PAGE_SIZE = 1000;
/** The vendor names no limit; a server that refuses this many is asked for fewer. */
const AGREEMENTS_PER_BUNDLE = 50;

export class AdditionsApi {
  private perBundle = AGREEMENTS_PER_BUNDLE;

  constructor(private readonly transport: ConnectWiseTransport) {}

  /** Cancelled ones included. */
  list(agreementId: number): AsyncGenerator<CwAddition, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(ADDITIONS, agreementId),
      fields: ADDITION_FIELDS,
      parse: (record) => parseOwnAddition(record, agreementId),
    });
  }

  /** The additions of many agreements, one entry for each, with a request for every 50. */
  async *listByAgreements(agreementIds: readonly number[]): AsyncGenerator<CwAgreementAdditions, void, undefined> {
    let rest = [...new Set(agreementIds)];
    while (rest.length > 0) {
      const batch = rest.slice(0, this.perBundle);
      const bundled = await this.readBundle(batch);
      if (bundled === 'too-many') continue;
      rest = rest.slice(batch.length);
      for (const agreementId of batch) {
        const additions = bundled.get(agreementId) ?? (await collect(this.list(agreementId)));
        yield { agreementId, additions };
      }
    }
  }

  fetch(agreementId: number, additionId: number): Promise<CwAddition> {
    return this.transport.fetchRecord(endpoint(ADDITION, agreementId, additionId), (record) =>
      parseOwnAddition(record, agreementId),
    );
  }

  create(agreementId: number, addition: CwNewAddition): Promise<CwAddition> {
    return this.transport.create(
      { endpoint: endpoint(ADDITIONS, agreementId), parse: (record) => parseOwnAddition(record, agreementId) },
      renderNewAddition(addition),
    );
  }

  /** The answer is compared; a quantity that was not taken is an error of kind `rejected` (RULES, Billing 8). */
  patchQuantity(agreementId: number, additionId: number, quantity: string): Promise<CwAddition> {
    return this.transport.patch(
      {
        endpoint: endpoint(ADDITION, agreementId, additionId),
        parse: (record) => parseOwnAddition(record, agreementId),
      },
      { quantity: { kind: 'decimal', decimal: quantity } },
    );
  }

  /** Null makes it open-ended again. */
  patchCancelledDate(agreementId: number, additionId: number, date: CivilDate | null): Promise<CwAddition> {
    return this.transport.patch(
      {
        endpoint: endpoint(ADDITION, agreementId, additionId),
        parse: (record) => parseOwnAddition(record, agreementId),
      },
      { cancelledDate: date === null ? { kind: 'removed' } : { kind: 'instant', instant: renderBusinessDay(date) } },
    );
  }

  /** What the bundle answered completely, by agreement; `too-many` after the size was halved. */
  private async readBundle(
    agreementIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly CwAddition[]> | 'too-many'> {
    if (agreementIds.length === 1) return new Map();
    try {
      const reply = await this.transport.readByPost(endpoint('/system/bundles'), {
        requests: agreementIds.map((agreementId, index) => ({
          version: CONNECTWISE_API_VERSION,
          sequenceNumber: index + 1,
          resourceType: 'addition',
          apiRequest: {
            parentId: agreementId,
            page: { page: 1, pageSize: PAGE_SIZE },
            fields: ['id', ...ADDITION_FIELDS].join(','),
          },
        })),
      });
      return parsed(BUNDLES, () => parseAdditionsBySequence(reply.body, agreementIds));
    } catch (error) {
      if (!(error instanceof IntegrationError) || error.kind !== 'rejected') throw error;
      this.perBundle = Math.max(1, Math.floor(agreementIds.length / 2));
      return 'too-many';
    }
  }
}

function parseAdditionsBySequence(
  body: unknown,
  agreementIds: readonly number[],
): ReadonlyMap<number, readonly CwAddition[]> {
  const complete = parseBundle(body, PAGE_SIZE);
  return new Map(
    agreementIds.flatMap((agreementId, index): [number, readonly CwAddition[]][] => {
      const rows = complete.get(index + 1);
      return rows ? [[agreementId, rows.map((row) => parseOwnAddition(row, agreementId))]] : [];
    }),
  );
}

/** An addition of another agreement under this one's path would be billed to the wrong customer. */
function parseOwnAddition(record: WireRecord, agreementId: number): CwAddition {
  const addition = parseAddition(record, agreementId);
  if (addition.agreementId === agreementId) return addition;
  throw new WireShapeError('addition.agreementId', `agreement ${agreementId}`, addition.agreementId);
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
