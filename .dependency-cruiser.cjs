/** The arrows of docs/architecture.md. Each rule's comment says what to do instead. */
const features =
  'access|approvals|changes|limits|guardrails|audit|audit-log|registry|knowledge|chain|providers|traffic|serving|promotion|configuration|inference|monitoring|privacy|jobs|mlflow|tracking|api-document|notifications|dashboards|objectives|monitors|alerts|health|telemetry|log-export|triage|datasets';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one idea in two places: move the shared part into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'lib-knows-no-screens',
      comment: 'lib must run without React and Next: move the shared shape into the feature’s schemas.ts.',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/client/', '\\.test\\.ts$'] },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'components-see-only-schemas',
      comment: 'Screens run in the browser: import the feature’s schemas.ts, or fetch through lib/client.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/', pathNot: '^lib/(client/|[^/]+/schemas\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app-uses-doors',
      comment: 'Routes and pages use a feature’s index.ts (or schemas.ts), never its inside.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: `^lib/(${features})/`, pathNot: '^lib/[^/]+/(index|schemas)\\.ts$' },
    },
    {
      name: 'features-meet-at-doors',
      comment:
        'Import the other feature’s index.ts or schemas.ts; if it does not offer what you need, add it there.',
      severity: 'error',
      from: { path: `^lib/(${features})/` },
      to: {
        path: `^lib/(${features})/`,
        pathNot: ['^lib/$1/', '^lib/[^/]+/(index|schemas|contract)\\.ts$'],
      },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'platform is the ground floor: hand the feature’s part in as an argument.',
      severity: 'error',
      from: { path: '^lib/platform/' },
      to: { path: `^lib/(${features})/` },
    },
    {
      name: 'database-only-in-stores',
      comment:
        'Put the query into the feature’s store.ts; verbs may import the types and `transaction` only.',
      severity: 'error',
      from: {
        path: '^(lib|app|components)/',
        pathNot: ['/store\\.ts$', '/[a-z-]+-store\\.ts$', '^lib/(jobs|platform)/', '\\.test\\.ts$'],
      },
      to: { path: '^(prisma/generated|node_modules/(pg|@prisma)/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms',
      comment:
        'text, chain, traffic and providers know no database and no React: hand clock, fetch and retriever in.',
      severity: 'error',
      from: { path: '^lib/(text|chain|traffic|providers)/', pathNot: ['/store\\.ts$', '\\.test\\.ts$'] },
      to: {
        path: ['^lib/platform/db\\.ts$', '^node_modules/(react|next)/', '^prisma/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-serving-composes',
      comment: 'The answer is composed in lib/serving alone.',
      severity: 'error',
      from: {
        path: '^lib/(text|access|audit|registry|knowledge|chain|providers|traffic|inference|monitoring|limits)/',
      },
      to: { path: '^lib/serving/(?!schemas\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: '(node_modules|prisma/generated)' },
    exclude: { path: '(\\.next|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
