/**
 * Flags of Node for dispatchers, as docker-compose.yml has them: a process that makes garbage by the gigabyte would else keep
 * up to 600 MB, most of it empty. 16 MiB for what is young, and half as much again for what is old, cost a part of the speed
 * (decision 29, bench/README.md).
 */
export const dispatcherFlags: readonly string[] = ['--max-semi-space-size=16', '--heap-growing-percent=50'];
