import type { DocumentationField } from '../documentation/domain/documentation-settings';
import { DOCUMENTATION_FIELDS } from '../documentation/domain/documentation-settings';
import { Section } from './fields';
import { ChoiceField, DurationField, FlagField, TextField } from './scalar-fields';

function TitleField(field: DocumentationField): PropertyDecorator {
  const title = DOCUMENTATION_FIELDS[field];
  return TextField({ description: `Title of the field ${field}.`, default: title, rules: { maxLength: 100 } });
}

/** One key per field of the asset type. */
export class DocumentationFieldsSection implements Partial<Record<DocumentationField, string>> {
  @TitleField('company') company?: string;
  @TitleField('status') status?: string;
  @TitleField('statusReason') statusReason?: string;
  @TitleField('lastSuccess') lastSuccess?: string;
  @TitleField('staleAfter') staleAfter?: string;
  @TitleField('protectedWorkloads') protectedWorkloads?: string;
  @TitleField('staleWorkloads') staleWorkloads?: string;
  @TitleField('unprotectedWorkloads') unprotectedWorkloads?: string;
  @TitleField('failedJobs') failedJobs?: string;
  @TitleField('storageUsedGb') storageUsedGb?: string;
  @TitleField('devices') devices?: string;
  @TitleField('jobs') jobs?: string;
  @TitleField('workloads') workloads?: string;
  @TitleField('repositories') repositories?: string;
  @TitleField('microsoft365') microsoft365?: string;
  @TitleField('licences') licences?: string;
  @TitleField('tickets') tickets?: string;
  @TitleField('billing') billing?: string;
  @TitleField('sources') sources?: string;
  @TitleField('sourceKey') sourceKey?: string;
  @TitleField('generatedAt') generatedAt?: string;
}

/** mappings/documentation.yaml. */
export class DocumentationFile {
  @TextField({
    description: 'Name of the flexible asset type in IT Glue.',
    default: 'Backup Summary (Veeam)',
    rules: { maxLength: 100 },
  })
  assetType?: string;

  @FlagField({
    description: 'Whether the bridge may create or extend the type; otherwise it has to exist.',
    default: false,
  })
  createType?: boolean;

  @DurationField({ description: 'Age at which a page is written again when only shown times moved.', default: '24h' })
  refreshEvery?: number;

  @DurationField({ description: 'From a write to the day in the field Stale After.', default: '7d' })
  staleAfter?: number;

  @ChoiceField({
    choices: ['ask', 'recreate'],
    description: 'What becomes of a page that somebody deleted.',
    default: 'ask',
  })
  onDeleted?: 'ask' | 'recreate';

  @Section(() => DocumentationFieldsSection, {
    description:
      'Fields that the bridge owns, by key, with their titles. Without this section: all of them. With it: exactly those named, and always company and sourceKey.',
  })
  fields?: DocumentationFieldsSection;
}
