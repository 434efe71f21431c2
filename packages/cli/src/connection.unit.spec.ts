import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findConnection, precedesProfile } from './connection.js';
import { profilePath, writeProfiles } from './profiles/profile-file.js';

const file = { url: 'http://127.0.0.1:3000', management_key: 'mlx_mk_file', project_key: 'mlx_sk_file' };
const env = { POSTRIDER_URL: 'https://env.example.com', POSTRIDER_KEY: 'mlx_mk_env' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The profiles of who runs the tests are no part of them. */
const noConfig = (): NodeJS.ProcessEnv => ({ XDG_CONFIG_HOME: join(folder, 'config') });

async function writeCredentials(text: string): Promise<void> {
  await mkdir(join(folder, '.postrider'));
  await writeFile(join(folder, '.postrider', 'credentials.json'), text);
}

describe('the connection', () => {
  it('comes from the options, then the environment, then the running npm start', async () => {
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

  it("sends the file's key to the file's server only, and no other key to it", async () => {
    await writeCredentials(JSON.stringify(file));
    expect(() => findConnection({ url: 'https://elsewhere.example.com' }, {}, folder)).toThrow('POSTRIDER_KEY');
    expect(() => findConnection({}, { POSTRIDER_KEY: 'mlx_mk_env' }, folder)).toThrow('POSTRIDER_URL');
  });

  it('reads the key from a file', async () => {
    const keyFile = join(folder, 'key');
    await writeFile(keyFile, 'mlx_mk_file\n');
    const withFile = { POSTRIDER_URL: env.POSTRIDER_URL, POSTRIDER_KEY_FILE: keyFile };
    expect(findConnection({}, withFile, folder)).toEqual({ url: env.POSTRIDER_URL, key: 'mlx_mk_file' });
    expect(() => findConnection({}, { ...env, ...withFile }, folder)).toThrow('only one of');
    expect(() => findConnection({}, { ...withFile, POSTRIDER_KEY_FILE: folder }, folder)).toThrow(
      'POSTRIDER_KEY_FILE: ',
    );
  });

  it.each([
    [{ url: 'example.com', key: 'mlx_mk_a' }, 'expected http://… or https://…, got example.com'],
    [{ url: 'ftp://example.com', key: 'mlx_mk_a' }, 'expected http://…'],
    [{ url: 'https://example.com', key: 'mlx mk' }, 'API key: expected a key such as mlx_mk_…'],
    [{}, 'no server: set POSTRIDER_URL and POSTRIDER_KEY'],
  ])('rejects %j with a reason', (options, message) => {
    expect(() => findConnection(options, noConfig(), folder)).toThrow(message);
  });

  it.each(['{', '{}', 'null', '{"url": 1}'])('rejects a damaged file: %s', async (text) => {
    await writeCredentials(text);
    expect(() => findConnection({}, noConfig(), folder)).toThrow('has no url or no management_key');
  });

  describe('with profiles', () => {
    const current = { url: 'https://current.example.com', key: 'mlx_mk_current' };
    const other = { url: 'https://other.example.com', key: 'mlx_mk_other' };
    beforeEach(() => {
      writeProfiles(profilePath(noConfig()), { current: 'current', profiles: { current, other } });
    });

    it('comes from the current one, after the environment and the running npm start', async () => {
      expect(findConnection({}, noConfig(), folder)).toEqual(current);
      expect(precedesProfile(noConfig(), folder)).toBeUndefined();
      await writeCredentials(JSON.stringify(file));
      expect(findConnection({}, noConfig(), folder).url).toBe(file.url);
      expect(precedesProfile(noConfig(), folder)).toBe(join(folder, '.postrider', 'credentials.json'));
      expect(findConnection({}, { ...noConfig(), ...env }, folder).url).toBe(env.POSTRIDER_URL);
      expect(precedesProfile({ ...noConfig(), ...env }, folder)).toBe('POSTRIDER_URL');
    });

    it('comes from the one of --profile, before the environment', () => {
      const options = { profile: 'other' };
      expect(findConnection(options, { ...noConfig(), ...env }, folder)).toEqual(other);
      expect(() => findConnection({ profile: 'third' }, noConfig(), folder)).toThrow('there are current, other');
    });

    it("sends a profile's key to its own server only", () => {
      expect(() => findConnection({ ...other, profile: 'current' }, noConfig(), folder)).toThrow('not both');
      const url = 'https://elsewhere.example.com';
      expect(() => findConnection({ url }, noConfig(), folder)).toThrow('no API key for');
    });
  });
});
