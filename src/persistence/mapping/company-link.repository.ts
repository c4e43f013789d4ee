import { randomUUID } from 'node:crypto';
import { cwCompanyId, itgOrganizationId, vspcCompanyUid } from '../../kernel/ids';
import type { CompanyLink } from '../../mapping/domain/company-link';
import type { CompanyDecision } from '../../mapping/domain/mapping-observation';
import type { Database } from '../database';
import { CompanyDecisionEntity, CompanyLinkEntity, LinkHistoryEntity } from './mapping.entities';

export interface LinkChange {
  readonly who: string;
  readonly action: string;
  readonly reason: string;
  readonly at: Date;
}

/** The links of companies with their provenance: what is, what people decided, and how it came to be. */
export class CompanyLinkRepository {
  constructor(private readonly database: Database) {}

  async listLinks(): Promise<CompanyLink[]> {
    const rows = await this.database.manager.find(CompanyLinkEntity, { order: { connection: 'ASC', uid: 'ASC' } });
    return rows.map((row) => row.link as CompanyLink);
  }

  async findLink(connection: string, uid: string): Promise<CompanyLink | null> {
    const row = await this.database.manager.findOneBy(CompanyLinkEntity, { connection, uid });
    return row ? (row.link as CompanyLink) : null;
  }

  async listDecisions(): Promise<CompanyDecision[]> {
    const rows = await this.database.manager.find(CompanyDecisionEntity, { order: { connection: 'ASC', uid: 'ASC' } });
    return rows.map((row) => ({
      connection: row.connection,
      uid: vspcCompanyUid(row.uid),
      kind: row.kind,
      connectwiseId: row.connectwiseId === null ? null : cwCompanyId(Number(row.connectwiseId)),
      itglueId: row.itglueId === null ? null : itgOrganizationId(row.itglueId),
      reason: row.reason,
    }));
  }

  listHistory(connection: string, uid: string): Promise<LinkHistoryEntity[]> {
    return this.database.manager.find(LinkHistoryEntity, {
      where: { connection, uid },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  /** Replaces the row; a change that is more than a refreshed name is kept in the history. */
  async saveLink(link: CompanyLink, change: LinkChange): Promise<void> {
    const { connection, uid } = link;
    await this.database.write(async (manager) => {
      const before = await this.findLink(connection, uid);
      await manager.save(CompanyLinkEntity, { connection, uid, link });
      if (change.action === 'refresh' && before?.name === link.name && before.grade === link.grade) return;
      await manager.insert(LinkHistoryEntity, {
        id: randomUUID(),
        connection,
        uid,
        ...change,
        before,
        after: link,
      } as object);
    });
  }

  async saveDecision(decision: CompanyDecision, change: LinkChange): Promise<void> {
    const { connection, uid, kind, connectwiseId, itglueId, reason } = decision;
    await this.database.write(async (manager) => {
      const before = await manager.findOneBy(CompanyDecisionEntity, { connection, uid });
      const row = {
        connection,
        uid,
        kind,
        connectwiseId: connectwiseId === null ? null : String(connectwiseId),
        itglueId,
        reason,
        decidedAt: change.at,
      };
      await manager.save(CompanyDecisionEntity, row);
      const history = {
        id: randomUUID(),
        connection,
        uid,
        ...change,
        before,
        after: { kind, connectwiseId, itglueId, reason },
      };
      await manager.insert(LinkHistoryEntity, history as object);
    });
  }

  /** An operator takes a decision back; the grades decide again. */
  async deleteDecision(connection: string, uid: string): Promise<void> {
    await this.database.write((manager) => manager.delete(CompanyDecisionEntity, { connection, uid }));
  }
}
