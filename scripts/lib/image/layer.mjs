import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/**
 * @typedef {{ mediaType: string, digest: string, size: number }} Descriptor
 * @typedef {{ name: string, descriptor: Descriptor, diffId: string, unpackedBytes: number }} Layer
 */

/**
 * Writes a folder's content as a layer to the blobs of a layout. The same files give the same bytes: names are sorted, and
 * times and owners are fixed.
 * @param {{ name: string, folder: string, blobs: string, epoch: number, mode?: string }} options `epoch`: the time of all
 *   files, in seconds. `mode`: what tar does to their modes.
 * @returns {Promise<Layer>}
 */
export async function writeLayer({ name, folder, blobs, epoch, mode }) {
  await mkdir(blobs, { recursive: true });
  const format = ['--format=posix', '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime'];
  const owner = ['--owner=0', '--group=0', '--numeric-owner', ...(mode === undefined ? [] : [`--mode=${mode}`])];
  // Not ".", which would give the image's root folder the mode of this one.
  const names = (await readdir(folder)).sort();
  const args = [
    '--create',
    '--sort=name',
    `--mtime=@${epoch}`,
    ...format,
    ...owner,
    '--directory',
    folder,
    '--',
    ...names,
  ];
  const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(tar, 'close');
  const unpacked = measure();
  const packed = measure();
  const partial = join(blobs, `${name}.partial`);
  await pipeline(tar.stdout, unpacked.stream, createGzip(), packed.stream, createWriteStream(partial));
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar failed (exit code ${code})`);
  const digest = packed.digest();
  await rename(partial, join(blobs, digest));
  return {
    name,
    descriptor: {
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest: `sha256:${digest}`,
      size: packed.bytes(),
    },
    diffId: `sha256:${unpacked.digest()}`,
    unpackedBytes: unpacked.bytes(),
  };
}

/** Passes bytes on, and knows their number and digest when they have ended. */
function measure() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(/** @type {Buffer} */ chunk, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, digest: () => hash.digest('hex'), bytes: () => bytes };
}
