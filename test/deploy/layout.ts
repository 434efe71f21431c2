import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { ImageConfig } from './image.js';

export interface Descriptor {
  digest: string;
  size: number;
}

interface Manifest {
  config: Descriptor;
  layers: Descriptor[];
}

interface Configuration {
  config: ImageConfig;
  history: { created_by: string }[];
}

/** An OCI image layout: an index, and blobs by their digest. */
export class Layout {
  constructor(readonly folder: string) {}

  blob(digest: string): Promise<Buffer> {
    return readFile(join(this.folder, 'blobs', digest.replace(':', '/')));
  }

  async json<T>(descriptor: Descriptor | undefined): Promise<T> {
    return JSON.parse((await this.blob(descriptor?.digest ?? '')).toString()) as T;
  }

  /** The image, and the documents about it. */
  async manifests(): Promise<Descriptor[]> {
    const index = await readFile(join(this.folder, 'index.json'), 'utf8');
    return (JSON.parse(index) as { manifests: Descriptor[] }).manifests;
  }

  async image(): Promise<Configuration> {
    const [main] = await this.manifests();
    return this.json<Configuration>((await this.json<Manifest>(main)).config);
  }

  /** Of all blobs. */
  async descriptors(): Promise<Descriptor[]> {
    const manifests = await this.manifests();
    const parts = await Promise.all(manifests.map((each) => this.json<Manifest>(each)));
    return [...manifests, ...parts.flatMap(({ config, layers }) => [config, ...layers])];
  }

  /** In bytes. */
  async sizes(): Promise<{ layers: { name: string; packed: number; unpacked: number }[] }> {
    const [main] = await this.manifests();
    const { layers } = await this.json<Manifest>(main);
    const { history } = await this.image();
    const names = history.map(({ created_by }) => created_by.split(': ').at(-1) ?? '');
    const unpacked = await Promise.all(layers.map(async ({ digest }) => gunzipSync(await this.blob(digest)).length));
    return {
      layers: layers.map(({ size }, i) => ({ name: names[i] ?? '', packed: size, unpacked: unpacked[i] ?? 0 })),
    };
  }
}
