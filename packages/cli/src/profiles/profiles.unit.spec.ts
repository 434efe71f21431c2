import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { profileNamed, withoutProfile, withProfile } from './change-profiles.js';
import { parseProfiles, profilePath, readProfiles, writeProfiles, type Profiles } from './profile-file.js';

const one = { url: 'https://one.example.com', key: 'mlx_mk_one' };
const two = { url: 'https://two.example.com', key: 'mlx_mk_two' };
const none: Profiles = { current: null, profiles: {} };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-profiles-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the file of profiles', () => {
  it('is in the XDG folder, which must be absolute', () => {
    const standard = join(homedir(), '.config', 'postrider', 'profiles.json');
    expect(profilePath({ XDG_CONFIG_HOME: '/config' })).toBe('/config/postrider/profiles.json');
    expect(profilePath({})).toBe(standard);
    expect(profilePath({ XDG_CONFIG_HOME: 'config' })).toBe(standard);
  });

  it('is read by its owner alone, also after a change', async () => {
    const path = join(folder, 'postrider', 'profiles.json');
    expect(readProfiles(path)).toEqual(none);
    writeProfiles(path, withProfile(none, 'one', one));
    writeProfiles(path, withProfile(readProfiles(path), 'two', two));
    expect(readProfiles(path)).toEqual({ current: 'two', profiles: { one, two } });
    expect([(await stat(path)).mode & 0o777, (await stat(dirname(path))).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it.each(['{', 'null', '{}', '{"version":2,"current":null,"profiles":{}}', '{"version":1,"profiles":{}}'])(
    'is rejected if it is another file: %s',
    async (text) => {
      const path = join(folder, 'profiles.json');
      await writeFile(path, text);
      expect(() => readProfiles(path)).toThrow('is no file of postrider login');
    },
  );

  it('is rejected if a profile has no key', () => {
    expect(parseProfiles('{"version":1,"current":null,"profiles":{"a":{"url":"https://a"}}}')).toBeUndefined();
  });
});

describe('a profile', () => {
  it('is replaced, removed, and no longer current once it is removed', () => {
    const both = withProfile(withProfile(none, 'one', two), 'two', two);
    const replaced = withProfile(both, 'one', one);
    expect(replaced).toEqual({ current: 'one', profiles: { one, two } });
    expect(withoutProfile(replaced, 'two')).toEqual({ current: 'one', profiles: { one } });
    expect(withoutProfile(replaced, 'one')).toEqual({ current: null, profiles: { two } });
  });

  it('that does not exist is a usage error that names the others', () => {
    expect(() => profileNamed(withProfile(none, 'one', one), 'toString')).toThrow('no profile toString; there are one');
    expect(() => profileNamed(none, 'one')).toThrow('postrider login');
  });
});
