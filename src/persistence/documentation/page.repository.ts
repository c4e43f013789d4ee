import type { FieldHashes, KnownType, PageRecord } from '../../documentation/domain/documentation-observation';
import { itgOrganizationId } from '../../kernel/ids';
import type { Database } from '../database';
import {
  DocumentationPageEntity,
  DocumentationSlowReadEntity,
  DocumentationTypeEntity,
} from './documentation.entities';

/** What is remembered of pages: their assets, hashes of what they say, and the fields of their type. */
export class PageRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<PageRecord[]> {
    const rows = await this.database.manager.find(DocumentationPageEntity, { order: { organizationId: 'ASC' } });
    return rows.map(recordOf);
  }

  async find(organizationId: string): Promise<PageRecord | null> {
    const row = await this.database.manager.findOneBy(DocumentationPageEntity, { organizationId });
    return row && recordOf(row);
  }

  async save(record: PageRecord): Promise<void> {
    await this.database.write((manager) => manager.save(DocumentationPageEntity, { ...record }));
  }

  async findKnownType(): Promise<KnownType | null> {
    const [row] = await this.database.manager.find(DocumentationTypeEntity);
    return row ? { typeId: row.id, fieldIds: row.fieldIds as KnownType['fieldIds'] } : null;
  }

  /** Replaces the one that was known before. */
  async saveKnownType({ typeId, fieldIds }: KnownType): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.deleteAll(DocumentationTypeEntity);
      await manager.insert(DocumentationTypeEntity, { id: typeId, fieldIds });
    });
  }

  /** When the slow sources of each connection were last read for pages. */
  async listSlowReads(): Promise<Map<string, Date>> {
    const rows = await this.database.manager.find(DocumentationSlowReadEntity);
    return new Map(rows.map((row) => [row.connection, row.readAt]));
  }

  async recordSlowRead(connection: string, readAt: Date): Promise<void> {
    await this.database.write((manager) => manager.save(DocumentationSlowReadEntity, { connection, readAt }));
  }
}

function recordOf(row: DocumentationPageEntity): PageRecord {
  return {
    organizationId: itgOrganizationId(row.organizationId),
    revision: row.revision,
    assetId: row.assetId,
    adopted: row.adopted,
    contentHashes: row.contentHashes as FieldHashes,
    timesHash: row.timesHash,
    readHashes: row.readHashes as FieldHashes,
    taggedIds: row.taggedIds as readonly string[],
    writtenAt: row.writtenAt,
    staleAfter: row.staleAfter,
    absentSince: row.absentSince,
    organizationAbsentSince: row.organizationAbsentSince,
  };
}
