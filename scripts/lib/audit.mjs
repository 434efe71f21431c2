import { run } from './command.mjs';
import { npm } from './npm.mjs';

// One short request: a slow registry must not delay the tests.
const ARGS = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];

/**
 * Asks npm's registry for known vulnerabilities of the production dependencies. An unreachable registry is not a failure,
 * since tests must run without it.
 * @returns {Promise<number>} the exit code: 1 for a vulnerability of high or critical severity
 */
export async function audit() {
  const [command, ...args] = npm();
  const { output } = await run(command, [...args, ...ARGS], { stdio: ['ignore', 'pipe', 'ignore'] });
  const { code, message } = verdict(output);
  console.log(message);
  return code;
}

/**
 * @public for its test
 * @param {string} output npm's output
 * @returns {{ code: number, message: string }}
 */
export function verdict(output) {
  const report = parsed(output);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined) {
    return {
      code: 0,
      message: `Audit skipped: no report from the registry (${report?.message ?? 'no response'})`,
    };
  }
  const names = Object.values(report?.vulnerabilities ?? {})
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ name, severity }) => `${name} (${severity})`);
  const found = `${counts.total} known vulnerabilities, ${names.length} of them high or critical`;
  return names.length === 0 ? { code: 0, message: found } : { code: 1, message: `${found}: ${names.join(', ')}` };
}

/**
 * @param {string} output
 * @returns {{
 *   message?: string,
 *   metadata?: { vulnerabilities?: { total: number } },
 *   vulnerabilities?: Record<string, { name: string, severity: string }>,
 * } | undefined}
 */
function parsed(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
