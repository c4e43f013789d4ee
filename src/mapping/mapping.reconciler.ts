import type { Plan, SourceKey } from '../kernel/change';
import type { JsonValue } from '../kernel/json';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { Applied, LookUp, Reconciler } from '../reconciliation/reconciler';
import type { RunContext } from '../reconciliation/run-context';
import type { MappingObservation } from './domain/mapping-observation';
import { planMapping, type LinkTransition } from './domain/plan-mapping';
import { CW_COMPANIES } from '../connectwise/source-keys';
import type { MappingObserver } from './mapping.observer';

/** Ties the mapping stream to the engine. It writes nothing remote: every action is a transition of the link table. */
export class MappingReconciler implements Reconciler<MappingObservation> {
  readonly stream = 'mapping';

  constructor(
    private readonly observer: MappingObserver,
    private readonly links: CompanyLinkRepository,
  ) {}

  isMainSource(source: SourceKey): boolean {
    return source === CW_COMPANIES || /^vspc:[^/]+\/organizations\/companies$/.test(source);
  }

  observe(run: RunContext): Promise<MappingObservation> {
    return this.observer.observe(run);
  }

  plan(observation: MappingObservation): Plan {
    return planMapping(observation);
  }

  apply(): Promise<Applied> {
    return Promise.reject(new Error('the mapping stream has no remote effects'));
  }

  lookUp(): Promise<LookUp> {
    return Promise.reject(new Error('the mapping stream has no remote effects'));
  }

  async commit(transition: JsonValue, _applied: Applied | null, now: Date): Promise<void> {
    const { link, action, reason } = transition as unknown as LinkTransition;
    await this.links.saveLink(link, { who: 'bridge', action, reason, at: now });
  }
}
