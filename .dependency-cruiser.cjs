// Who may import whom (docs/architecture.md). A rule per arrow that must not exist.
const FEATURE = '(tickets|billing|documentation)';
const CONNECTOR = '(vspc|connectwise|itglue)';
const PURE_NPM = 'node_modules/(decimal\\.js|luxon|fuzzball|fastest-levenshtein)/';
const SPEC = '\\.spec\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      comment: 'the kernel, its own domain, the domain of mapping, and four libraries',
      severity: 'error',
      from: { path: '^src/([^/]+)/domain/', pathNot: SPEC },
      to: { pathNot: ['^src/kernel/', '^src/$1/domain/', '^src/mapping/domain/', PURE_NPM, 'node_modules/@types/'] },
    },
    {
      name: 'kernel-imports-nothing-of-ours',
      comment: 'stable-hash uses node:crypto and system-clock node:timers, by name',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: [SPEC, 'stable-hash\\.ts$', 'system-clock\\.ts$'] },
      to: { pathNot: ['^src/kernel/', PURE_NPM, 'node_modules/@types/'] },
    },
    {
      name: 'connector-knows-no-feature',
      severity: 'error',
      from: { path: `^src/${CONNECTOR}/`, pathNot: SPEC },
      to: { path: '^src/', pathNot: ['^src/(kernel|config|http)/', '^src/$1/'] },
    },
    {
      name: 'no-feature-to-feature',
      severity: 'error',
      from: { path: `^src/${FEATURE}/` },
      to: { path: `^src/${FEATURE}/`, pathNot: '^src/$1/' },
    },
    {
      name: 'mapping-by-its-domain-or-module',
      severity: 'error',
      from: { path: `^src/${FEATURE}/` },
      to: { path: '^src/mapping/', pathNot: ['^src/mapping/domain/', '^src/mapping/mapping\\.module\\.ts$'] },
    },
    {
      name: 'mapping-knows-no-feature',
      severity: 'error',
      from: { path: '^src/mapping/' },
      to: { path: `^src/${FEATURE}/` },
    },
    {
      name: 'persistence-knows-domains-only',
      severity: 'error',
      from: { path: '^src/persistence/', pathNot: SPEC },
      to: { path: '^src/', pathNot: ['^src/(kernel|config|http|persistence)/', '^src/[^/]+/domain/'] },
    },
    {
      name: 'engine-knows-no-feature',
      severity: 'error',
      from: { path: '^src/reconciliation/', pathNot: SPEC },
      to: { path: '^src/', pathNot: ['^src/(kernel|config|http|persistence|reconciliation)/'] },
    },
    {
      name: 'axios-only-in-http',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/http/' },
      to: { path: 'node_modules/(axios|axios-retry)/' },
    },
    {
      name: 'typeorm-only-in-persistence',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/persistence/' },
      to: { path: 'node_modules/(@nestjs/typeorm|typeorm|better-sqlite3|pg)/' },
    },
    {
      name: 'edges-are-leaves',
      severity: 'error',
      from: { pathNot: '^src/(web|cli|scheduling)/|^src/(main|cli|app\\.module)\\.ts$' },
      to: { path: '^src/(web|cli|scheduling)/' },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'it must not share a wire type with the client that it tests',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/', pathNot: '^src/(kernel|sandbox)/' },
    },
    {
      name: 'sandbox-is-for-demo-and-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(sandbox/|cli/(demo|sandbox)\\.command)', SPEC] },
      to: { path: '^src/sandbox/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
