/** Who may import whom: apps import packages, never each other; the domain and the contracts know no I/O. */
const io =
  '^(node:)?(fs|https?|http2|net|tls|dgram|dns|child_process|worker_threads|cluster)(/|$)|node_modules/(pg|ioredis|bullmq|typeorm|undici|fastify|@nestjs)/';

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-circles',
      comment: 'Folders of one app or package form layers: no import runs back, directly or through a third folder.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^apps/(gateway|dispatcher|dashboard)/src/.+' },
      to: { path: '^apps/$1/src/.+', circular: true },
    },
    {
      name: 'controllers-adapt',
      comment: 'A controller adapts HTTP to commands and queries. Health checks are the exception: they have no store.',
      severity: 'error',
      from: { path: '^apps/gateway/src/.+\\.controller\\.ts$', pathNot: '/health/' },
      to: {
        path: '(^packages/event-store/|node_modules/(typeorm|@nestjs/typeorm)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'typeorm-in-queries',
      comment: 'TypeORM reads for the management API and serves the admin program. Commands run SQL in a transaction.',
      severity: 'error',
      from: {
        path: '^apps/gateway/src/',
        pathNot: '(^apps/gateway/src/admin/.+|-queries|^apps/gateway/src/queries/[^/]+|/app\\.module)\\.ts$',
      },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    {
      name: 'apps-stay-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'packages-know-no-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    {
      name: 'pure-domain',
      comment: 'Decisions are functions of what they are given.',
      severity: 'error',
      from: { path: '^packages/(domain|contracts)/src', pathNot: 'spec\\.ts$' },
      to: { path: io },
    },
    {
      name: 'domain-below-the-store',
      severity: 'error',
      from: { path: '^packages/(domain|contracts)/' },
      to: { path: '^packages/(event-store|queue|process|testing)/' },
    },
    {
      name: 'contracts-below-all',
      severity: 'error',
      from: { path: '^packages/contracts/' },
      to: { path: '^packages/(?!contracts/)' },
    },
    {
      name: 'testing-in-tests-only',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '(spec\\.ts$|^packages/testing/)' },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'the-dashboard-knows-the-contracts-types',
      comment:
        'What it does, it does through the API. Of the contracts nothing but types: zod stays out of the browser.',
      severity: 'error',
      from: { path: '^apps/dashboard/', pathNot: 'spec\\.ts$' },
      to: { path: '^packages/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-dashboard-knows-the-contracts-alone',
      severity: 'error',
      from: { path: '^apps/dashboard/' },
      to: { path: '^packages/(?!contracts/)' },
    },
    {
      name: 'no-dev-dependency-in-production',
      comment: 'But in the dashboard, which Vite bundles: of its dependencies none is installed where it is served.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src', pathNot: '(spec\\.ts$|^apps/dashboard/)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: '(node_modules|/dist/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
