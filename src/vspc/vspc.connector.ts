import type { SystemName } from '../kernel/integration-error';
import { ActivityEndpoints } from './activity-endpoints';
import { AgentEndpoints } from './agent-endpoints';
import { AlarmEndpoints } from './alarm-endpoints';
import { CloudEndpoints } from './cloud-endpoints';
import { JobEndpoints } from './job-endpoints';
import { LicenceEndpoints } from './licence-endpoints';
import { M365Endpoints } from './m365-endpoints';
import { OrganizationEndpoints } from './organization-endpoints';
import { parseUser, type VspcAbout, type VspcUser } from './parse-about';
import type { VspcVersion } from './rest-version';
import { ServerEndpoints } from './server-endpoints';
import { UsageEndpoints } from './usage-endpoints';
import { VspcApi } from './vspc-api';
import type { VspcConnectorOptions } from './vspc-options';
import { VspcSession } from './vspc-session';
import { WorkloadEndpoints } from './workload-endpoints';

/**
 * One Veeam Service Provider Console, read only. Every list is an async iterator that ends when it is complete and
 * throws an `IntegrationError` otherwise; what was yielded before must not be taken for the whole. Nothing is decided
 * here, and nothing is kept but the login and the version.
 */
export class VspcConnector {
  readonly name: string;
  readonly system: SystemName;
  readonly organizations: OrganizationEndpoints;
  readonly usage: UsageEndpoints;
  readonly servers: ServerEndpoints;
  readonly jobs: JobEndpoints;
  readonly agents: AgentEndpoints;
  readonly m365: M365Endpoints;
  readonly cloud: CloudEndpoints;
  readonly alarms: AlarmEndpoints;
  readonly workloads: WorkloadEndpoints;
  readonly licences: LicenceEndpoints;
  readonly activities: ActivityEndpoints;
  private readonly session: VspcSession;
  private readonly api: VspcApi;

  constructor(options: VspcConnectorOptions) {
    this.name = options.name;
    this.session = new VspcSession(options);
    this.system = this.session.system;
    this.api = new VspcApi(this.session);
    this.organizations = new OrganizationEndpoints(this.api);
    this.usage = new UsageEndpoints(this.api);
    this.servers = new ServerEndpoints(this.api);
    this.jobs = new JobEndpoints(this.api);
    this.agents = new AgentEndpoints(this.api);
    this.m365 = new M365Endpoints(this.api);
    this.cloud = new CloudEndpoints(this.api);
    this.alarms = new AlarmEndpoints(this.api);
    this.workloads = new WorkloadEndpoints(this.api);
    this.licences = new LicenceEndpoints(this.api);
    this.activities = new ActivityEndpoints(this.api);
  }

  /** The version that both sides speak, what it can do, and what it lacks. Refuses VSPC 6 and older. */
  fetchVersion(): Promise<VspcVersion> {
    return this.session.version();
  }

  /** Always asked anew: the cheapest authenticated request there is. */
  fetchAbout(): Promise<VspcAbout> {
    return this.session.about();
  }

  /** Who the credentials belong to, for `check`. */
  fetchMe(): Promise<VspcUser> {
    return this.api.fetchOne('/users/me', parseUser);
  }
}
