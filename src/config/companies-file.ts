import type { FoundGrade, Grade, GradeAction, ResellerMode } from '../mapping/domain/company-pins';
import { GRADE_ACTIONS, GRADES, RESELLER_MODES } from '../mapping/domain/company-pins';
import { Section, SectionList } from './fields';
import { ChoiceField, ChoiceListField, GuidField, IdMapField, TextField, WholeField } from './scalar-fields';

const ON_OFF = ['on', 'off'] as const;
type OnOff = (typeof ON_OFF)[number];

export class VspcRefSection {
  @TextField({ required: true, description: 'Name of the VSPC connection in bridge.yaml.' })
  connection?: string;

  @GuidField({ required: true, description: 'Uid of the company in VSPC.' })
  uid?: string;
}

export class CwRefSection {
  @WholeField({ description: 'Record id of the company in ConnectWise; or identifier.', min: 1, max: 2_147_483_647 })
  id?: number;

  @TextField({ description: 'Identifier ("Company ID") in ConnectWise, instead of id.', rules: { maxLength: 30 } })
  identifier?: string;
}

export class ItgRefSection {
  @TextField({
    required: true,
    description: 'Id of the organization in IT Glue.',
    rules: { pattern: /^[1-9]\d{0,19}$/, expected: 'an id in plain digits' },
  })
  id?: string;
}

export class PinStreamsSection {
  @ChoiceField({ choices: ON_OFF, description: 'off: no tickets for this company.', default: 'on' })
  tickets?: OnOff;

  @ChoiceField({ choices: ON_OFF, description: 'off: this company is not billed by the bridge.', default: 'on' })
  billing?: OnOff;

  @ChoiceField({ choices: ON_OFF, description: 'off: no page for this company.', default: 'on' })
  documentation?: OnOff;
}

export class IgnoreSection {
  @TextField({ required: true, description: 'Why this company is left alone; it is shown wherever the company is.' })
  reason?: string;
}

export class CompanyPinSection {
  @Section(() => VspcRefSection, { required: true, description: 'The VSPC company that this entry is about.' })
  vspc?: VspcRefSection;

  @Section(() => CwRefSection, { description: 'Its company in ConnectWise.' })
  connectwise?: CwRefSection;

  @Section(() => ItgRefSection, { description: 'Its organization in IT Glue.' })
  itglue?: ItgRefSection;

  @IdMapField({ description: 'Line group of products.yaml → agreement id in ConnectWise.' })
  agreements?: Readonly<Record<string, number>>;

  @Section(() => PinStreamsSection, { description: 'Streams that leave this company alone.' })
  streams?: PinStreamsSection;

  @Section(() => IgnoreSection, { description: 'Not a customer: no link, no ticket, no bill, no page.' })
  ignore?: IgnoreSection;
}

export class ResellerSection {
  @Section(() => VspcRefSection, { required: true, description: 'The reseller in VSPC.' })
  vspc?: VspcRefSection;

  @Section(() => CwRefSection, { description: 'Its company in ConnectWise; without it the grades find it.' })
  connectwise?: CwRefSection;

  @ChoiceField({
    required: true,
    choices: RESELLER_MODES,
    description: 'own: its customers are our companies. roll-up: their usage and tickets go to the reseller.',
  })
  customers?: ResellerMode;
}

function GradeField(preset: GradeAction, description: string): PropertyDecorator {
  return ChoiceField({ choices: GRADE_ACTIONS, description, default: preset });
}

/** One key per grade that is found by comparing. */
export class AutomaticSection implements Partial<Record<FoundGrade, GradeAction>> {
  @GradeField('link', "VSPC's companyId names the ConnectWise company.")
  'external-id'?: GradeAction;

  @GradeField('link', 'The VSPC name is the ConnectWise identifier.')
  identifier?: GradeAction;

  @GradeField('link', 'The names are the same but for spelling and legal form.')
  'exact-name'?: GradeAction;

  @GradeField('suggest', 'The names are nearly the same.')
  strong?: GradeAction;

  @GradeField('hide', 'The names resemble each other.')
  weak?: GradeAction;
}

/** mappings/companies.yaml. */
export class CompaniesFile {
  @SectionList(() => CompanyPinSection, { description: 'Companies that are pinned, ignored or treated differently.' })
  companies?: CompanyPinSection[];

  @SectionList(() => ResellerSection, {
    words: RESELLER_MODES,
    description: 'What becomes of the customers of resellers: for all of them by one word, or per reseller.',
    default: 'own',
  })
  resellers?: ResellerMode | ResellerSection[];

  @Section(() => AutomaticSection, { description: 'What becomes of a candidate of each grade: link, suggest or hide.' })
  automatic?: AutomaticSection;

  @ChoiceField({
    choices: ['id', 'identifier'],
    description: "What VSPC's companyId field holds: the ConnectWise record id or the identifier.",
    default: 'id',
  })
  externalId?: 'id' | 'identifier';

  @ChoiceListField({
    choices: GRADES,
    description: 'Grades of a link that billing acts on; the others wait for a confirmation.',
    default: ['pinned', 'confirmed', 'external-id', 'identifier'],
  })
  billingTrusts?: readonly Grade[];
}
