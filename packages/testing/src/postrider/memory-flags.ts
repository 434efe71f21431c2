/**
 * Node's flags for gateways and dispatchers, as in docker-compose.yml. Without them, a process under load keeps hundreds of
 * megabytes, most of them empty. Smaller heaps cost speed (decision 29, bench/README.md).
 */
export const memoryFlags = [
  '--min-semi-space-size=4',
  '--max-semi-space-size=16',
  '--heap-growing-percent=100',
] as const;
