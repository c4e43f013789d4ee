import { Liquid } from 'liquidjs';

/** Tags that read files, and those that would hide them. */
const FILE_TAGS = ['include', 'render', 'layout', 'block'];

/**
 * Liquid as the bridge allows it: unknown variables and filters are errors, only own properties are seen, no files are
 * read, and a text can neither grow without bound nor run for ever.
 */
export function createTemplateEngine(): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: 20_000,
    renderLimit: 500,
    memoryLimit: 2_000_000,
    templates: {},
  });
  for (const tag of FILE_TAGS) Reflect.deleteProperty(engine.tags, tag);
  return engine;
}
