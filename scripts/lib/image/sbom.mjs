/** @import { BundledPackage } from './bundled.mjs' */
/** @import { DebianPackage } from './debian.mjs' */

export const sbomType = 'application/vnd.cyclonedx+json';

/**
 * The bill of materials of an image, as CycloneDX 1.6.
 * @param {{ digest: string, version: string, epoch: number, architecture: string, node: string,
 *   distribution: { id: string, version: string }, debian: DebianPackage[], npm: BundledPackage[] }} image
 */
export function sbom({ digest, version, epoch, architecture, node, distribution, debian, npm }) {
  const { id, version: release } = distribution;
  const components = [
    { type: 'operating-system', 'bom-ref': `os:${id}`, name: id, version: release },
    ...debian.map((each) => {
      const query = `arch=${each.architecture}&distro=${id}-${release}`;
      return library({ ...each, purl: `pkg:deb/${id}/${each.name}@${encodeURIComponent(each.version)}?${query}` });
    }),
    {
      type: 'platform',
      'bom-ref': `pkg:generic/node@${node}`,
      name: 'node',
      version: node,
      purl: `pkg:generic/node@${node}`,
      cpe: `cpe:2.3:a:nodejs:node.js:${node}:*:*:*:*:*:*:*`,
    },
    ...npm.map(({ apps, license, ...each }) => ({
      ...library({ ...each, purl: `pkg:npm/${each.name.replace('@', '%40')}@${encodeURIComponent(each.version)}` }),
      licenses: [isExpression.test(license) ? { expression: license } : { license: { name: license } }],
      properties: apps.map((app) => ({ name: 'postrider:app', value: app })),
    })),
  ];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(digest),
    version: 1,
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString(),
      component: {
        type: 'container',
        'bom-ref': 'postrider',
        name: 'postrider',
        version,
        purl: `pkg:oci/postrider@${encodeURIComponent(digest)}?arch=${architecture}&tag=${version}`,
      },
    },
    components,
    dependencies: [{ ref: 'postrider', dependsOn: components.map((each) => each['bom-ref']) }],
  };
}

/** An expression of SPDX, such as "MIT" or "(MIT OR Apache-2.0)". */
const isExpression = /^\(?[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*\)?$/;

/** @param {{ name: string, version: string, purl: string }} found */
function library({ name, version, purl }) {
  return { type: 'library', 'bom-ref': purl, name, version, purl };
}

/**
 * The same for the same image.
 * @param {string} digest
 */
function serialNumber(digest) {
  const hex = digest.replace('sha256:', '');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
