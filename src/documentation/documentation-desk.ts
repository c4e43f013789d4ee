import { RequestScope } from '../http/request-scope';
import type { ItgFlexibleAsset } from '../itglue/flexible-assets.api';
import type { Clock } from '../kernel/clock';
import { itgOrganizationId } from '../kernel/ids';
import { IntegrationError } from '../kernel/integration-error';
import { OperatorError } from '../kernel/operator-error';
import type { PageRepository } from '../persistence/documentation/page.repository';
import type { SourceRepository } from '../persistence/engine/source.repository';
import { PendingTransitions } from '../reconciliation/pending-transitions';
import { RunContext } from '../reconciliation/run-context';
import { SourceReader } from '../reconciliation/source-reader';
import type { DocumentationObserver } from './documentation.observer';
import { buildPage, type Page } from './domain/build-page';
import type { DocumentationField, DocumentationSettings } from './domain/documentation-settings';
import { createTimeFormat } from './domain/format-values';
import { ownedTitles } from './domain/page-fields';
import type { ItGluePagesReader } from './itglue-pages.reader';

interface DeskParts {
  readonly observer: DocumentationObserver;
  readonly itglue: ItGluePagesReader;
  readonly pages: PageRepository;
  readonly sources: SourceRepository;
  readonly settings: DocumentationSettings;
  readonly clock: Clock;
}

export interface PagePreview {
  readonly page: Page;
  readonly titles: ReadonlyMap<DocumentationField, string>;
}

/** What people do about pages. It writes to no remote system: the next pass does what was decided here. */
export class DocumentationDesk {
  constructor(private readonly parts: DeskParts) {}

  /**
   * The page of one organization as the next pass would write it; slow sources are read, too.
   * @throws OperatorError when no company is linked to it, or the jobs of its companies could not be read
   */
  preview(organizationId: string): Promise<PagePreview> {
    return this.reading(async () => {
      const { observer, settings } = this.parts;
      const observation = await observer.observe(this.newRun(), { everything: true });
      const organization = observation.organizations.find(({ id }) => id === organizationId);
      if (!organization || organization.sections.length === 0) {
        throw new OperatorError(
          'no-page',
          `No company is documented in the IT Glue organization ${organizationId}.`,
          'See how its companies are linked with: vspc-bridge companies list',
        );
      }
      const format = createTimeFormat(observation.timezone);
      const page = buildPage(organization, { ...observation, format });
      if (page) return { page, titles: ownedTitles(settings) };
      throw new OperatorError(
        'unread',
        `The jobs of ${organization.name} could not be read, and without them there is no page.`,
        'Find out why with: vspc-bridge check',
      );
    });
  }

  /**
   * Makes an existing asset the page of an organization; the next pass writes into it.
   * @throws OperatorError when it is not an asset of our type in that organization
   */
  adopt(organizationId: string, assetId: string): Promise<ItgFlexibleAsset> {
    return this.reading(async () => {
      const asset = await this.fetchAsset(assetId);
      const { assetType } = this.parts.settings;
      const type = await this.parts.itglue.fetchType(null, assetType);
      if (asset.typeId !== type.id) throw notAdoptable(assetId, `is not of the type "${assetType}"`);
      if (asset.organizationId !== organizationId) {
        throw notAdoptable(assetId, `belongs to the organization ${asset.organizationId}`);
      }
      if (asset.archived) throw notAdoptable(assetId, 'is archived');
      const before = await this.parts.pages.find(organizationId);
      await this.parts.pages.save({
        organizationId: itgOrganizationId(organizationId),
        revision: (before?.revision ?? 0) + 1,
        assetId,
        adopted: true,
        contentHashes: {},
        timesHash: '',
        readHashes: {},
        taggedIds: [],
        writtenAt: null,
        staleAfter: null,
        absentSince: null,
        organizationAbsentSince: null,
      });
      return asset;
    });
  }

  private async fetchAsset(assetId: string): Promise<ItgFlexibleAsset> {
    try {
      return await this.parts.itglue.client.flexibleAssets.fetch(assetId);
    } catch (error) {
      if (error instanceof IntegrationError && error.kind === 'not-found')
        throw notAdoptable(assetId, 'is not there, or cannot be seen with this key');
      throw error;
    }
  }

  private newRun(): RunContext {
    const now = this.parts.clock.now();
    const parts = {
      runId: 'preview',
      mode: 'plan',
      stream: 'documentation',
      now,
      allow: null,
      policy: 'plan-only',
    } as const;
    return new RunContext(parts, new SourceReader(this.parts.sources, now), new PendingTransitions());
  }

  private reading<T>(work: () => Promise<T>): Promise<T> {
    return new RequestScope('documentation', true).run(work);
  }
}

function notAdoptable(assetId: string, why: string): OperatorError {
  return new OperatorError(
    'not-adoptable',
    `The asset ${assetId} ${why}.`,
    'The id is the last number in the address of the page in IT Glue.',
  );
}
