import type { JsonObject } from '../../kernel/json';
import type { Sandbox } from '../sandbox';
import type { LiveJob } from '../world/live-job';
import { listMonthTickets } from './list-month-tickets';

/** What a scene is about: a job of one of the seven companies, or something that the stage put there. */
export type MonthSubject =
  { readonly kind: 'job'; readonly company: number | 'provider'; readonly job: number } | { readonly kind: 'other' };

interface StagedScene {
  readonly name: string;
  readonly subject: MonthSubject;
}

/** The sandbox with the scenes of the month put into it: who is who, and what can be done to them. */
export class MonthStage {
  private readonly uids = new Map<string, string>();

  constructor(
    readonly sandbox: Sandbox,
    scenes: readonly StagedScene[],
  ) {
    for (const scene of scenes) {
      if (scene.subject.kind !== 'job') continue;
      const { company, job } = scene.subject;
      const plan = company === 'provider' ? sandbox.world.providerJobs : sandbox.world.plans[company]?.jobs;
      const uid = plan?.[job]?.uid;
      if (uid === undefined) throw new Error(`The month has no job ${job} of company ${company}.`);
      this.uids.set(scene.name, uid);
      // Several scenes may be about one job, which then keeps the name of the first.
      if ([...this.uids.values()].filter((known) => known === uid).length === 1) {
        sandbox.jobs.get(uid).row.name = scene.name;
      }
    }
  }

  get live(): Sandbox['standIns']['vspc']['live'] {
    return this.sandbox.standIns.vspc.live;
  }

  uidOf(scene: StagedScene): string {
    const uid = this.uids.get(scene.name);
    if (uid === undefined) throw new Error(`"${scene.name}" is not about a job.`);
    return uid;
  }

  jobOf(scene: StagedScene): LiveJob {
    return this.sandbox.jobs.get(this.uidOf(scene));
  }

  companyUid(place: number): string {
    const uid = this.sandbox.world.plans[place]?.uid;
    if (uid === undefined) throw new Error(`The month has no company ${place}.`);
    return uid;
  }

  /** Of the agent beneath an agent's job. */
  managementAgentOf(scene: StagedScene): string {
    const { row } = this.jobOf(scene);
    const agentUid = 'backupAgentUid' in row ? row.backupAgentUid : '';
    const agent = this.sandbox.world.vspc.backupAgents.find((candidate) => candidate.instanceUid === agentUid);
    if (!agent) throw new Error(`"${scene.name}" has no agent.`);
    return agent.managementAgentUid;
  }

  /** Of the server of a company. */
  managementAgentOfServer(place: number): string {
    const { backupServers } = this.sandbox.world.vspc;
    const server = backupServers.find((row) => row.organizationUid === this.companyUid(place));
    if (!server?.managementAgentUid) throw new Error(`Company ${place} of the month has no server.`);
    return server.managementAgentUid;
  }

  /** The newest ticket of a scene, which must be there: a person works on it. */
  ticketOf(name: string): number {
    const ticket = listMonthTickets(this.sandbox.snapshot()).findLast(({ summary }) => summary.includes(name));
    if (!ticket) throw new Error(`Nobody can work on a ticket of "${name}": there is none.`);
    return ticket.id;
  }

  people(action: JsonObject): void {
    this.sandbox.people('connectwise', { by: 'tvarga', ...action });
  }
}
