/** The specs that take longest, in that order. One of them at the end of a run would keep a single worker busy. */
const longest = [
  'dashboard-pages.e2e',
  'image.e2e',
  'large-calls.e2e',
  'schemathesis.e2e',
  'faults.e2e',
  'dashboard-customers.e2e',
  'dashboard-deliveries.e2e',
  'dashboard-events.e2e',
  'operational-events.e2e',
  'dashboard-endpoints.e2e',
  'import-export.e2e',
  'portal-embed.e2e',
  'portal-page.e2e',
  'keys.e2e',
  'database-refuses-writes.e2e',
  'clock-steps.e2e',
  'bulk.e2e',
  'fault-run.e2e',
  'rolling-restart.e2e',
  'recover.e2e',
  'slow-database.e2e',
  'cli.e2e',
  'examples.int',
  'example-receivers.int',
  'partitions.int',
  'postgres.int',
].map((name) => `/${name}.spec.ts`);

/** Runs the longest specs first, and the others in a fixed order. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const found = longest.findIndex((name) => path.endsWith(name));
      return found === -1 ? longest.length : found;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // The order is fixed.
  }
}
