import { Not } from 'typeorm';
import type { IncidentRow } from '../../tickets/domain/incident';
import type { Database } from '../database';
import { IncidentEntity } from './tickets.entities';

/** The ledger of incidents: what we told whom, whatever ConnectWise shows now. */
export class IncidentRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<IncidentRow[]> {
    const rows = await this.database.manager.find(IncidentEntity, { order: { key: 'ASC' } });
    return rows.map((entity) => entity.row as IncidentRow);
  }

  /** Everything that is not over yet, markers of first passes included. */
  async listUnresolved(): Promise<IncidentRow[]> {
    const where = { state: Not('resolved') };
    const rows = await this.database.manager.find(IncidentEntity, { where, order: { key: 'ASC' } });
    return rows.map((entity) => entity.row as IncidentRow);
  }

  async find(key: string): Promise<IncidentRow | null> {
    const entity = await this.database.manager.findOneBy(IncidentEntity, { key });
    return entity ? (entity.row as IncidentRow) : null;
  }

  async save(row: IncidentRow): Promise<void> {
    const entity = { key: row.key, state: row.state, ticketId: row.ticketId, row };
    await this.database.write((manager) => manager.save(IncidentEntity, entity));
  }
}
