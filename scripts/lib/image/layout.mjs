import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @import { Descriptor, Layer } from './layer.mjs' */
/** @import { ImageConfig } from './dockerfile.mjs' */

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const architectures = { x64: 'amd64', arm64: 'arm64' };

/** The name that the OCI specification has for an architecture of Node. */
export function ociArchitecture(arch = process.arch) {
  const found = Object.entries(architectures).find(([name]) => name === arch);
  if (!found) throw new Error(`no image for ${arch}, only for ${Object.keys(architectures).join(' and ')}`);
  return found[1];
}

/** @param {string} folder */
export const blobsOf = (folder) => join(folder, 'blobs', 'sha256');

/**
 * Makes an empty folder for a layout. Only an earlier layout is removed for it.
 * @param {string} folder
 */
export async function clearLayout(folder) {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  if (names.length > 0 && !names.includes('oci-layout')) throw new Error(`${folder} has other files`);
  for (const name of names) await rm(join(folder, name), { recursive: true });
  // First, so that a layout that was interrupted can be replaced.
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

/**
 * Completes a layout whose layers are written: configuration, manifest and index.
 * @param {string} folder
 * @param {{ layers: Layer[], config: ImageConfig, version: string, epoch: number }} image
 * @returns {Promise<Descriptor>} the manifest's
 */
export async function writeImage(folder, { layers, config, version, epoch }) {
  const created = new Date(epoch * 1000).toISOString();
  const configuration = await writeBlob(folder, 'application/vnd.oci.image.config.v1+json', {
    created,
    architecture: ociArchitecture(),
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(({ name }) => ({ created, created_by: `npm run image: ${name}` })),
  });
  const manifest = await writeBlob(folder, manifestType, {
    schemaVersion: 2,
    mediaType: manifestType,
    config: configuration,
    layers: layers.map(({ descriptor }) => descriptor),
    annotations: {
      'org.opencontainers.image.title': 'postrider',
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.created': created,
    },
  });
  await writeIndex(folder, [tagged(manifest, version)]);
  return manifest;
}

/**
 * Adds a document about an image, as an artifact that refers to it. Registries list it among the referrers.
 * @param {string} folder
 * @param {{ image: Descriptor, version: string, type: string, name: string, content: string }} document
 */
export async function attach(folder, { image, version, type, name, content }) {
  await writeFile(join(folder, name), content);
  const layer = await writeBlob(folder, type, content);
  const empty = await writeBlob(folder, 'application/vnd.oci.empty.v1+json', {});
  const artifact = await writeBlob(folder, manifestType, {
    schemaVersion: 2,
    mediaType: manifestType,
    artifactType: type,
    config: empty,
    layers: [{ ...layer, annotations: { 'org.opencontainers.image.title': name } }],
    subject: image,
  });
  await writeIndex(folder, [tagged(image, version), { ...artifact, artifactType: type }]);
}

/**
 * @param {Descriptor} manifest
 * @param {string} version
 */
function tagged(manifest, version) {
  const platform = { architecture: ociArchitecture(), os: 'linux' };
  return { ...manifest, platform, annotations: { 'org.opencontainers.image.ref.name': version } };
}

/**
 * @param {string} folder
 * @param {(Descriptor & { artifactType?: string })[]} manifests
 */
async function writeIndex(folder, manifests) {
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
}

/**
 * @param {string} folder
 * @param {string} mediaType
 * @param {object | string} value
 * @returns {Promise<Descriptor>}
 */
async function writeBlob(folder, mediaType, value) {
  const content = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  const digest = createHash('sha256').update(content).digest('hex');
  await writeFile(join(blobsOf(folder), digest), content);
  return { mediaType, digest: `sha256:${digest}`, size: content.length };
}
