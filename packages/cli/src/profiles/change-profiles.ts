import { UsageError } from '../usage-error.js';
import type { Profile, Profiles } from './profile-file.js';

/** Throws a UsageError that names the profiles. */
export function profileNamed({ profiles }: Profiles, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return profile;
  const names = Object.keys(profiles);
  const known = names.length === 0 ? 'there is none: postrider login' : `there are ${names.join(', ')}`;
  throw new UsageError(`no profile ${name}; ${known}`);
}

/** The stored profile becomes the current one. */
export const withProfile = ({ profiles }: Profiles, name: string, profile: Profile): Profiles => ({
  current: name,
  profiles: Object.fromEntries([...Object.entries(profiles).filter(([each]) => each !== name), [name, profile]]),
});

/** Without a current profile if it was that one: another one could be of another server. */
export const withoutProfile = ({ current, profiles }: Profiles, name: string): Profiles => ({
  current: current === name ? null : current,
  profiles: Object.fromEntries(Object.entries(profiles).filter(([each]) => each !== name)),
});
