/**
 * Node's flags for dispatchers, as in docker-compose.yml. Without them, a dispatcher that allocates gigabytes keeps up to
 * 600 MB, most of it empty. The smaller heap costs some speed (decision 29, bench/README.md).
 */
export const dispatcherFlags: readonly string[] = ['--max-semi-space-size=16', '--heap-growing-percent=50'];
