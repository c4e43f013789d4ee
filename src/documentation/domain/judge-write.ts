import { daysBetween, utcDateOf } from '../../kernel/civil-date';
import type { Reason } from '../../kernel/reasons';
import type { ContentField, Page } from './build-page';
import { changedFields, contentHashes, readHashes, timesHash } from './content-hash';
import type { AssetFact, PageRecord, TypeFieldFact } from './documentation-observation';
import type { DocumentationField, DocumentationSettings } from './documentation-settings';

const DAY_MS = 86_400_000;

export interface WriteQuestion {
  readonly page: Page;
  readonly asset: AssetFact;
  /** Null: nothing is known of what the asset says. */
  readonly record: PageRecord | null;
  readonly owned: ReadonlySet<DocumentationField>;
  readonly tagsChanged: boolean;
  readonly fields: ReadonlyMap<DocumentationField, TypeFieldFact>;
  readonly now: Date;
  readonly settings: DocumentationSettings;
}

export interface WriteVerdict {
  readonly reason: Reason;
  readonly detail: string;
}

/**
 * Whether a page that exists is written (RULES, Documentation 3). First line that fits:
 *
 * | known of the page                                                   | becomes           |
 * | ------------------------------------------------------------------- | ----------------- |
 * | nothing, or never written                                           | content-changed   |
 * | status, counts, errors, links, rows or tags differ                  | content-changed   |
 * | the type gets a field in this pass                                  | content-changed   |
 * | somebody edited a field of ours; told whatever else changed         | content-changed   |
 * | older than `refreshEvery`, and a shown time moved                   | refresh-due       |
 * | less than half of `staleAfter` is left                              | stale-after-due   |
 * | anything else                                                       | nothing           |
 */
export function judgeWrite(question: WriteQuestion): WriteVerdict | null {
  const { record, now, settings, page, owned } = question;
  if (record?.writtenAt == null) return { reason: 'content-changed', detail: 'What the page says is not known.' };
  const changed = [
    ...new Set([...changedFields(contentHashes(page, owned), record.contentHashes), ...gained(question)]),
  ];
  const tagged: readonly DocumentationField[] = question.tagsChanged ? ['devices'] : [];
  const edited = editedFields(question, record);
  if (changed.length + tagged.length + edited.length > 0) {
    const sentences = [
      ...(edited.length === 0 ? [] : [`Somebody edited ${titlesOf(edited, question)}; it is overwritten.`]),
      ...(changed.length + tagged.length === 0 ? [] : [`Changed: ${titlesOf([...changed, ...tagged], question)}.`]),
    ];
    return { reason: 'content-changed', detail: sentences.join(' ') };
  }
  const ageMs = now.getTime() - record.writtenAt.getTime();
  if (ageMs >= settings.refreshEveryMs && timesHash(page, owned) !== record.timesHash) {
    return { reason: 'refresh-due', detail: 'Times on the page have moved since it was written.' };
  }
  if (
    record.staleAfter !== null &&
    daysBetween(utcDateOf(now), record.staleAfter) * DAY_MS < settings.staleAfterMs / 2
  ) {
    return { reason: 'stale-after-due', detail: `The page would count as stale after ${record.staleAfter}.` };
  }
  return null;
}

/** Fields that the type gets in this pass: nothing is in them yet, whatever the page said of them once. */
function gained({ page, owned, fields }: WriteQuestion): DocumentationField[] {
  return [...owned].filter(
    (field) => !fields.has(field) && (page.fields[field as ContentField]?.value ?? null) !== null,
  );
}

/** Only fields that this pass can write: a text that cannot be read today is not put back today. */
function editedFields({ fields, asset, page }: WriteQuestion, record: PageRecord): DocumentationField[] {
  const keys = Object.fromEntries([...fields].map(([field, { nameKey }]) => [field, nameKey]));
  return changedFields(readHashes(asset.traits, keys), record.readHashes).filter((field) => {
    return record.readHashes[field] !== undefined && page.fields[field as ContentField] !== undefined;
  });
}

function titlesOf(changed: readonly DocumentationField[], { fields, settings }: WriteQuestion): string {
  return changed.map((field) => fields.get(field)?.name ?? settings.fields[field] ?? field).join(', ');
}
