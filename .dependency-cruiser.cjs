const feature = '^src/features/([^/]+)/';
const plain = '^src/kernel/(refusal|brand|contract|schema)[.]ts$';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-knows-no-feature',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(features|web|server)/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: `${feature}rules[.]ts$` },
      to: { pathNot: [plain, `${feature}([a-z-]*contract|rules|work-kind)[.]ts$`, 'node_modules/typebox'] },
    },
    {
      name: 'contract-imports-no-code',
      severity: 'error',
      from: { path: `${feature}[a-z-]*(contract|schema)[.]ts$` },
      to: { pathNot: [plain, `${feature}[a-z-]*(contract|schema)[.]ts$`, 'node_modules/typebox'] },
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '[.]test[.]ts$',
          '^src/features/.*store[.]ts$',
          '^src/demo/',
          '^src/features/handover/kinds/',
          '^src/kernel/',
          '^src/server/',
        ],
      },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-meet-in-public',
      severity: 'error',
      from: { path: feature },
      to: {
        path: '^src/features/',
        pathNot: [
          '^src/features/$1/',
          '^src/features/[^/]+/(public|[a-z-]*contract|rules)[.]ts$',
          '^src/features/[^/]+/web/public[.]tsx$',
        ],
      },
    },
    {
      name: 'pages-see-no-server',
      severity: 'error',
      from: { path: ['^src/web/', '/web/'] },
      to: {
        path: [
          'store[.]ts$',
          '/(public|feature)[.]ts$',
          '^src/kernel/(db|command|query|door|http|migrate|confirm|secrets|request-key|embedded-postgres)[.]ts$',
          '^src/kernel/embedded-postgres/',
          '^src/server/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.server.json' },
    exclude: { path: '[.]test[.]tsx?$' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
