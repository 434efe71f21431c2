import { published } from './packages.mjs';
import { releaseChangelog, setVersion } from './versions.mjs';

/**
 * A step of a release: what it does, and the commands or the function that do it.
 * @typedef {{ title: string, commands: string[][], edit?: () => Promise<void> }} Step
 */

/**
 * @param {{ version: string, image: string, charts: string, tarballs: string[], withoutDocker: boolean }} release
 * @returns {Step[]}
 */
export function releaseSteps({ version, image, charts, tarballs, withoutDocker }) {
  const tag = `v${version}`;
  const name = `${image}:${version}`;
  const [buildImage, pushImage] = withoutDocker
    ? [
        ['npm', 'run', 'image'],
        ['skopeo', 'copy', `oci:release/image:${version}`, `docker://${name}`],
      ]
    : [
        ['docker', 'build', '--tag', name, '.'],
        ['docker', 'push', name],
      ];
  return [
    {
      title: `set the version ${version} in all manifests, the lock file, the contracts and the chart`,
      commands: [],
      edit: () => setVersion(version),
    },
    {
      title: `make the section "Unreleased" of CHANGELOG.md that of ${version}`,
      commands: [],
      edit: () => releaseChangelog(version, new Date()),
    },
    {
      title: 'generate the OpenAPI document and the types',
      commands: [
        ['npm', 'run', 'docs:openapi'],
        ['npm', 'run', 'sdk:types'],
      ],
    },
    { title: 'run all tests', commands: [['npm', 'test']] },
    { title: `pack ${published.length} packages`, commands: [['npm', 'run', 'release:pack']] },
    { title: 'build the image', commands: [buildImage] },
    {
      title: 'package the chart',
      commands: [['helm', 'package', 'deploy/helm/postrider', '--destination', 'release']],
    },
    {
      title: 'commit and tag',
      commands: [
        ['git', 'commit', '--all', '--message', `Release ${version}`],
        ['git', 'tag', '--annotate', tag, '--message', `Release ${version}`],
      ],
    },
    { title: 'publish the packages', commands: tarballs.map((path) => ['npm', 'publish', path]) },
    { title: 'push the image', commands: [pushImage] },
    { title: 'push the chart', commands: [['helm', 'push', `release/postrider-${version}.tgz`, charts]] },
    { title: 'push the commit and the tag', commands: [['git', 'push', '--follow-tags', 'origin', 'HEAD']] },
  ];
}
