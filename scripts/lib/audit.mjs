import { run } from './command.mjs';
import { npm } from './npm.mjs';

// Asked once, and not for long: a registry that is slow to refuse must not hold up the tests.
const ARGS = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];

/**
 * Asks npm's registry for known vulnerabilities of what runs in production. A registry that cannot be asked is no
 * reason to fail: it says nothing about the dependencies, and tests must run without it.
 * @returns {Promise<number>} the exit code: 1 if one of high or critical severity is reported
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
 * @param {string} output what npm printed
 * @returns {{ code: number, message: string }}
 */
export function verdict(output) {
  const report = parsed(output);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined) {
    return {
      code: 0,
      message: `The audit was NOT made: the registry did not answer it (${report?.message ?? 'no report'})`,
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
