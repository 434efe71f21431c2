import { run } from '../command.mjs';
import { manifestOf } from './packages.mjs';
import { hasUnreleasedChanges } from './versions.mjs';

/**
 * Why this release would fail halfway, or could not be undone.
 * @param {{ version: string, image: string | undefined, charts: string | undefined, withoutDocker: boolean }} release
 * @returns {Promise<string[]>}
 */
export async function refusals({ version, image, charts, withoutDocker }) {
  const [tool, argument] = withoutDocker ? ['skopeo', '--version'] : ['docker', 'version'];
  const checks = [
    [(await output('git', 'status', '--porcelain')) === '', 'the working tree has changes: commit them first'],
    [(await output('git', 'tag', '--list', `v${version}`)) === '', `the tag v${version} exists`],
    [(await output('git', 'remote', 'get-url', 'origin')) !== undefined, 'there is no remote "origin" to push to'],
    [await hasUnreleasedChanges(), 'CHANGELOG.md has nothing under "Unreleased"'],
    [(await manifestOf()).repository !== undefined, 'package.json has no "repository", to which the packages link'],
    [image, 'RELEASE_IMAGE is not set: the name of the image, such as registry.example.com/postrider'],
    [charts, 'RELEASE_CHARTS is not set: the registry of the chart, such as oci://registry.example.com/charts'],
    [(await output('npm', 'whoami')) !== undefined, 'npm has no credentials: run npm login'],
    [(await output(tool, argument)) !== undefined, `${tool} does not work here`],
    [(await output('helm', 'version')) !== undefined, 'helm does not work here'],
  ];
  return checks.flatMap(([isRight, refusal]) => (isRight ? [] : [String(refusal)]));
}

/**
 * What a command prints; undefined if it fails.
 * @param {string} command
 * @param {string[]} args
 */
async function output(command, ...args) {
  try {
    const { code, output } = await run(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    return code === 0 ? output.trim() : undefined;
  } catch {
    return undefined;
  }
}
