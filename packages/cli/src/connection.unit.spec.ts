import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findConnection } from './connection.js';

const file = { url: 'http://127.0.0.1:3000', management_key: 'mlx_mk_file', project_key: 'mlx_sk_file' };
const env = { POSTRIDER_URL: 'https://env.example.com', POSTRIDER_KEY: 'mlx_mk_env' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function writeCredentials(text: string): Promise<void> {
  await mkdir(join(folder, '.postrider'));
  await writeFile(join(folder, '.postrider', 'credentials.json'), text);
}

describe('the server and the key', () => {
  it('are those of the options, else of the environment, else of the running npm start', async () => {
    await writeCredentials(JSON.stringify(file));
    const options = { url: 'https://option.example.com', key: 'mlx_mk_option' };
    expect(findConnection(options, env, folder)).toEqual(options);
    expect(findConnection({ key: 'mlx_mk_option' }, env, folder)).toEqual({
      url: env.POSTRIDER_URL,
      key: 'mlx_mk_option',
    });
    expect(findConnection({}, env, folder)).toEqual({ url: env.POSTRIDER_URL, key: env.POSTRIDER_KEY });
    expect(findConnection({}, { POSTRIDER_URL: '', POSTRIDER_KEY: '' }, folder)).toEqual({
      url: file.url,
      key: file.management_key,
    });
  });

  it("of the file stay together: its key goes to no other server, and its server gets no other's key", async () => {
    await writeCredentials(JSON.stringify(file));
    expect(() => findConnection({ url: 'https://elsewhere.example.com' }, {}, folder)).toThrow('POSTRIDER_KEY');
    expect(() => findConnection({}, { POSTRIDER_KEY: 'mlx_mk_env' }, folder)).toThrow('POSTRIDER_URL');
  });

  it.each([
    [{ url: 'example.com', key: 'mlx_mk_a' }, 'expected http://… or https://…, got example.com'],
    [{ url: 'ftp://example.com', key: 'mlx_mk_a' }, 'expected http://…'],
    [{ url: 'https://example.com', key: 'mlx mk' }, 'the key: expected one such as mlx_mk_…'],
    [{}, 'which server? Set POSTRIDER_URL and POSTRIDER_KEY'],
  ])('%j say what is wrong', (options, message) => {
    expect(() => findConnection(options, {}, folder)).toThrow(message);
  });

  it.each(['{', '{}', 'null', '{"url": 1}'])('in a damaged file (%s) say so', async (text) => {
    await writeCredentials(text);
    expect(() => findConnection({}, {}, folder)).toThrow('has no url and management_key');
  });
});
