/** @typedef {import('./packages.mjs').Manifest} Manifest */

/** Where the CommonJS form of each module in `dist` is. */
export const commonjs = 'dist/cjs';

/**
 * The manifest of a published package.
 * @param {Manifest} workspace
 * @param {{ root: Manifest, folder: string, dependencies: Record<string, string> }} of `root` has what all packages have in
 *   common.
 */
export function publishedManifest(workspace, { root, folder, dependencies }) {
  const { name, version, description, keywords, sideEffects, engines, bin, exports, ...rest } = shipped(workspace);
  const { peerDependencies, peerDependenciesMeta } = rest;
  return withoutUndefined({
    name,
    version,
    description,
    keywords,
    ...linksOf(root, folder),
    license: root.license,
    author: root.author,
    type: 'module',
    sideEffects,
    engines,
    bin,
    ...(exports && entries(exports)),
    files: ['dist', ...(Object.values(bin ?? {}).some((path) => path.startsWith('bin/')) ? ['bin'] : [])],
    dependencies: Object.keys(dependencies).length > 0 ? dependencies : undefined,
    peerDependencies,
    peerDependenciesMeta,
    publishConfig: { access: 'public' },
  });
}

/**
 * The workspace's manifest with the fields that its package has instead.
 * @param {Manifest} workspace
 * @returns {Manifest}
 */
export function shipped({ publishConfig, ...workspace }) {
  return { ...workspace, ...publishConfig };
}

/**
 * The entries that are imported, with their files.
 * @param {Pick<Manifest, 'exports'>} manifest
 */
export function modulesOf({ exports = {} }) {
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string' ? [] : [/** @type {const} */ ([entry, target])],
  );
}

/**
 * Without a repository in the root's manifest there are no links: they would lead to somebody else's.
 * @param {Manifest} root
 * @param {string} folder
 */
function linksOf({ repository }, folder) {
  if (repository === undefined) return {};
  const url = repository.replace(/^git\+/, '').replace(/\.git$/, '');
  return {
    homepage: `${url}#readme`,
    bugs: `${url}/issues`,
    repository: { type: 'git', url: `git+${url}.git`, directory: folder },
  };
}

/**
 * ES modules, and the same for `require`. `main`, `types` and `typesVersions` are for TypeScript's resolution of Node.js 10,
 * which many CommonJS projects have and which knows no `exports`.
 * @param {NonNullable<Manifest['exports']>} exports
 */
function entries(exports) {
  const modules = modulesOf({ exports }).map(([entry, target]) => ({ entry, target, required: commonJsOf(target) }));
  const main = modules.find(({ entry }) => entry === '.')?.required;
  const others = modules.filter(({ entry }) => entry !== '.');
  return withoutUndefined({
    main: main?.default,
    types: main?.types,
    exports: {
      ...exports,
      ...Object.fromEntries(
        modules.map(({ entry, required, target }) => [entry, { import: target, require: required }]),
      ),
    },
    typesVersions:
      others.length === 0
        ? undefined
        : { '*': Object.fromEntries(others.map(({ entry, required }) => [entry.slice(2), [required.types]])) },
  });
}

/** @param {{ types: string, default: string }} target */
function commonJsOf(target) {
  /** @param {string} path */
  const moved = (path) => path.replace('./dist/', `./${commonjs}/`);
  return { types: moved(target.types), default: moved(target.default) };
}

/** @param {Record<string, unknown>} object */
function withoutUndefined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/**
 * The file name that npm gives to a package.
 * @param {string} name
 * @param {string} version
 */
export function tarballName(name, version) {
  return `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
}
