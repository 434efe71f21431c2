import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { audit } from './lib/audit.mjs';
import { buildAloud, turboEnv } from './lib/build.mjs';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { JEST } from './lib/jest.mjs';
import { main, report } from './lib/main.mjs';
import { npm } from './lib/npm.mjs';
import { projectNode } from './lib/root.mjs';

await main(async () => {
  const total = await test(process.argv.slice(2));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** @param {readonly string[]} jestArgs */
async function test(jestArgs) {
  try {
    await ensureDependencies();
    announce('Lint');
    const lint = await stage('The lint', await runLint());
    announce('Audit');
    const audited = await stage('The audit', await audit());
    announce('Build');
    const built = await stage('The build', await buildAloud());
    if (built.failed > 0) return sum(lint, audited, built);
    announce('Tests');
    return sum(lint, audited, await runJest(jestArgs));
  } catch (error) {
    report(error);
    return { passed: 0, failed: 1 };
  }
}

async function runLint() {
  const [command, ...args] = npm();
  return (await run(command, [...args, 'run', '--silent', 'lint'], { env: turboEnv })).code;
}

/** @param {readonly string[]} args */
async function runJest(args) {
  const dir = await mkdtemp(join(tmpdir(), 'postrider-jest-'));
  const outputFile = join(dir, 'results.json');
  try {
    const output = ['--json', `--outputFile=${outputFile}`];
    // Jest prints the JSON to stdout too; its report goes to stderr.
    const stdio = /** @type {const} */ (['inherit', 'ignore', 'inherit']);
    const { code } = await run(projectNode, [...JEST, ...output, ...args], { stdio: [...stdio] });
    return counts(JSON.parse(await readFile(outputFile, 'utf8')), code);
  } catch {
    return stage('Jest', 1);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} results
 * @param {number} code
 */
function counts(results, code) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  // Jest fails without a failed test if there are no tests or a server does not start.
  return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/**
 * The count of a stage without tests.
 * @param {string} name
 * @param {number} code
 */
function stage(name, code) {
  if (code !== 0) console.error(`${name} failed (exit code ${code})`);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

/** @param {{ passed: number, failed: number }[]} parts */
function sum(...parts) {
  return {
    passed: parts.reduce((count, { passed }) => count + passed, 0),
    failed: parts.reduce((count, { failed }) => count + failed, 0),
  };
}

/** @param {string} name */
function announce(name) {
  console.log(`\n── ${name} ──`);
}
