import type { EntityManager } from 'typeorm';
import { cwCompanyId, itgOrganizationId, vspcCompanyUid } from '../../kernel/ids';
import { linkKey, type CompanyLink } from '../../mapping/domain/company-link';
import type { CompanyDecision } from '../../mapping/domain/mapping-observation';
import { chunksOf } from '../chunks-of';
import type { Database } from '../database';
import { CompanyDecisionEntity, CompanyLinkEntity, LinkHistoryEntity } from './mapping.entities';

export interface LinkChange {
  readonly who: string;
  readonly action: string;
  readonly reason: string;
  readonly at: Date;
}

/** One event in the life of a link; `before` and `after` are rows, or null. */
export type StoredHistory = LinkHistoryEntity;

export interface DecidedLink {
  readonly decision: CompanyDecision;
  readonly before: CompanyLink;
  readonly after: CompanyLink;
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

  listHistory(connection: string, uid: string): Promise<StoredHistory[]> {
    return this.database.manager.find(LinkHistoryEntity, {
      where: { connection, uid },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  /** Replaces the row; what people would call a change, a new name included, is kept in the history. */
  async saveLink(link: CompanyLink, change: LinkChange): Promise<void> {
    const { connection, uid } = link;
    await this.database.write(async (manager) => {
      const before = await this.findLink(connection, uid);
      await manager.save(CompanyLinkEntity, { connection, uid, link });
      if (!isEvent(before, link)) return;
      await manager.insert(LinkHistoryEntity, {
        id: eventId(link, await manager.countBy(LinkHistoryEntity, { connection, uid })),
        connection,
        uid,
        ...change,
        before,
        after: link,
      } as object);
    });
  }

  /** What people decided, with the rows that it leads to: all of it or nothing. */
  async saveDecided(decided: readonly DecidedLink[], change: Omit<LinkChange, 'action'>): Promise<void> {
    const { at } = change;
    await this.database.write(async (manager) => {
      const decisions = decided.map(({ decision }) => ({ ...columnsOf(decision), decidedAt: at }));
      const rows = decided.map(({ after: link }) => ({ connection: link.connection, uid: link.uid, link }));
      const counts = await this.countEvents(manager);
      const history = decided.map(({ decision: { connection, uid, kind }, before, after }) => {
        const id = eventId(after, counts.get(linkKey(after)) ?? 0);
        return { id, connection, uid, ...change, action: kind, before, after };
      });
      for (const part of chunksOf(decisions)) await manager.upsert(CompanyDecisionEntity, part, KEY);
      for (const part of chunksOf(rows)) await manager.upsert(CompanyLinkEntity, part, KEY);
      for (const part of chunksOf(history)) await manager.insert(LinkHistoryEntity, part);
    });
  }

  private async countEvents(manager: EntityManager): Promise<Map<string, number>> {
    const rows = await manager
      .createQueryBuilder(LinkHistoryEntity, 'event')
      .select('event.connection', 'connection')
      .addSelect('event.uid', 'uid')
      .addSelect('COUNT(*)', 'count')
      .groupBy('event.connection')
      .addGroupBy('event.uid')
      .getRawMany<{ connection: string; uid: string; count: string | number }>();
    return new Map(rows.map((row) => [linkKey(row), Number(row.count)]));
  }
}

const KEY = ['connection', 'uid'];

/** Events of a company in their order, those of one instant included. */
function eventId(link: CompanyLink, before: number): string {
  return `${linkKey(link)}/${String(before).padStart(6, '0')}`;
}

function columnsOf({ connection, uid, kind, connectwiseId, itglueId, reason }: CompanyDecision) {
  return {
    connection,
    uid,
    kind,
    connectwiseId: connectwiseId === null ? null : String(connectwiseId),
    itglueId,
    reason,
  };
}

/** A row that says the same but for when it was looked at is no event. */
function isEvent(before: CompanyLink | null, after: CompanyLink): boolean {
  const told = (link: CompanyLink | null) =>
    JSON.stringify([
      link?.name,
      link?.state,
      link?.grade,
      link?.health,
      link?.connectwise,
      link?.itglue,
      link?.suspended,
    ]);
  return told(before) !== told(after);
}
