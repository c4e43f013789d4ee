/**
 * What is special about a company. The position in the list is the position in the world: a small world has the first
 * ones, and everything past the list is ordinary.
 *
 * | story               | VSPC ↔ ConnectWise                                   | billing              | IT Glue                 |
 * | ------------------- | ---------------------------------------------------- | -------------------- | ----------------------- |
 * | external-id         | companyId holds the ConnectWise id                   | trusted              | by PSA id               |
 * | identifier          | the VSPC name is the ConnectWise identifier          | trusted              | by PSA id               |
 * | exact-name          | the same name, once on each side                     | confirm-for-billing  | by PSA id               |
 * | pinned              | nothing in common; companies.yaml names all three    | trusted              | pinned                  |
 * | renamed             | companyId; the names differ                          | trusted              | by PSA id, own name     |
 * | two-locations       | companyId; usage in two rows a day                   | trusted              | by PSA id               |
 * | reseller-customer   | companyId; belongs to the reseller                   | trusted              | by PSA id               |
 * | unmapped            | unknown to ConnectWise                               | none                 | none                    |
 * | deleted             | companyId of a company that was deleted              | all streams stop     | present                 |
 * | merged              | companyId of a company merged into external-id       | all streams stop     | present                 |
 * | inactive            | companyId of an inactive company                     | suspended            | by PSA id               |
 * | same-name-twice     | two companies of its name in ConnectWise             | not linked           | by PSA id of the first  |
 * | cyrillic, japanese  | the same name, once on each side                     | confirm-for-billing  | by PSA id               |
 * | hosted              | companyId; jobs on the provider's server, mapped     | trusted              | by PSA id               |
 * | no-organization     | companyId                                            | trusted              | none                    |
 * | short-name          | companyId                                            | trusted              | by short name           |
 * | same-name-only      | companyId                                            | trusted              | a name only suggests    |
 * | markup              | companyId; quotes, ampersand and tags in the name    | trusted              | by PSA id               |
 * | microsoft-365       | companyId; a Microsoft 365 tenant of its own         | trusted              | by PSA id               |
 * | no-agreement        | companyId                                            | none                 | by PSA id               |
 * | two-agreements      | companyId                                            | ambiguous            | by PSA id               |
 * | no-jobs             | companyId; has a server and no job                   | trusted              | by PSA id               |
 * | offline             | companyId; its server agent is silent for three days | trusted              | by PSA id               |
 * | many-kinds          | companyId; trouble of every kind that is no job's    | trusted              | by PSA id               |
 */
export const STORIES = [
  'external-id',
  'identifier',
  'exact-name',
  'pinned',
  'two-locations',
  'renamed',
  'hosted',
  'unmapped',
  'reseller-customer',
  'deleted',
  'merged',
  'inactive',
  'same-name-twice',
  'cyrillic',
  'japanese',
  'markup',
  'microsoft-365',
  'no-organization',
  'short-name',
  'same-name-only',
  'no-agreement',
  'two-agreements',
  'no-jobs',
  'offline',
  'many-kinds',
] as const;

export type Story = (typeof STORIES)[number];

/** Past the awkward ones, the ways in which an ordinary company is linked. */
const ORDINARY: readonly Story[] = ['external-id', 'identifier', 'external-id', 'exact-name', 'two-locations'];

export function storyOf(index: number): Story {
  return STORIES[index] ?? ORDINARY[index % ORDINARY.length] ?? 'external-id';
}
