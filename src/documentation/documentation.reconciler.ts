import type { Effect, Plan, SourceKey } from '../kernel/change';
import { itgOrganizationId } from '../kernel/ids';
import type { JsonValue } from '../kernel/json';
import { ITG_ASSETS } from '../itglue/source-keys';
import type { PageRepository } from '../persistence/documentation/page.repository';
import type { Applied, LookUp, OutstandingEffect, Reconciler } from '../reconciliation/reconciler';
import type { RunContext } from '../reconciliation/run-context';
import type { DocumentationApplier, WrittenPage } from './documentation.applier';
import type { DocumentationLookUp } from './documentation.look-up';
import type { DocumentationObserver } from './documentation.observer';
import {
  readDocumentationEffect,
  readDocumentationTransition,
  type DocumentationTransition,
} from './domain/documentation-effects';
import type { DocumentationObservation } from './domain/documentation-observation';
import { planDocumentation } from './domain/plan-documentation';

/** Ties the state of backups and the pages of IT Glue to the engine. */
export class DocumentationReconciler implements Reconciler<DocumentationObservation> {
  readonly stream = 'documentation';

  constructor(
    private readonly observer: DocumentationObserver,
    private readonly applier: DocumentationApplier,
    private readonly finder: DocumentationLookUp,
    private readonly pages: PageRepository,
  ) {}

  isMainSource(source: SourceKey): boolean {
    return source === ITG_ASSETS;
  }

  observe(run: RunContext): Promise<DocumentationObservation> {
    return this.observer.observe(run);
  }

  plan(observation: DocumentationObservation): Plan {
    return planDocumentation(observation);
  }

  apply(effect: Effect, run: RunContext): Promise<Applied> {
    const transition = readDocumentationTransition(effect.transition);
    return this.applier.apply(readDocumentationEffect(effect), transition, run);
  }

  lookUp({ effect }: OutstandingEffect): Promise<LookUp> {
    return this.finder.lookUp(readDocumentationEffect(effect));
  }

  async commit(transition: JsonValue, applied: Applied | null, now: Date): Promise<void> {
    const change = readDocumentationTransition(transition);
    switch (change.type) {
      case 'none':
      case 'archived':
        // An archived page keeps its record: once restored it is the same page.
        return;
      case 'known-type':
        return this.pages.saveKnownType(change.known);
      case 'written':
        return this.commitWritten(change, applied, now);
      case 'absent':
        return this.commitAbsence(change);
    }
  }

  private async commitWritten(change: Written, applied: Applied | null, now: Date): Promise<void> {
    const assetId = change.assetId ?? applied?.remoteId;
    if (assetId === null || assetId === undefined) throw new Error('a page was written and nobody knows which');
    const before = await this.pages.find(change.organizationId);
    const { contentHashes, timesHash, staleAfter } = change;
    const isKnown = before?.assetId === assetId;
    const { readHashes = {}, taggedIds = change.taggedIds } = writtenPageOf(applied);
    await this.pages.save({
      organizationId: itgOrganizationId(change.organizationId),
      revision: (before?.revision ?? 0) + 1,
      assetId,
      adopted: isKnown && before.adopted,
      contentHashes,
      timesHash,
      // An edit in a field that could not be read today is seen, and overwritten, once it can.
      readHashes: { ...(isKnown ? before.readHashes : {}), ...readHashes },
      taggedIds,
      writtenAt: now,
      staleAfter,
      absentSince: null,
      organizationAbsentSince: null,
    });
  }

  private async commitAbsence(change: Extract<DocumentationTransition, { type: 'absent' }>): Promise<void> {
    const record = await this.pages.find(change.organizationId);
    if (record === null) return;
    const since = change.since === null ? null : new Date(change.since);
    const field = change.what === 'asset' ? 'absentSince' : 'organizationAbsentSince';
    // A page that is there again proves that its organization is, too.
    const both = since === null ? { absentSince: null, organizationAbsentSince: null } : { [field]: since };
    await this.pages.save({ ...record, ...both });
  }
}

type Written = Extract<DocumentationTransition, { type: 'written' }>;

function writtenPageOf(applied: Applied | null): Partial<WrittenPage> {
  const response = applied?.response;
  if (typeof response !== 'object' || response === null || !('readHashes' in response)) return {};
  return response;
}
