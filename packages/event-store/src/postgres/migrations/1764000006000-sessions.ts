import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dashboard sessions and one-time sign-in links. Tokens are stored as hashes. */
export class Sessions1764000006000 implements MigrationInterface {
  name = 'Sessions1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE sessions (
      id text COLLATE "C" PRIMARY KEY,
      hash bytea NOT NULL UNIQUE,
      organization_id text COLLATE "C" NOT NULL REFERENCES organizations (id),
      key_id text COLLATE "C" REFERENCES api_keys (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    )`);
    await runner.query('CREATE INDEX sessions_by_organization ON sessions (organization_id, id)');
    await runner.query('CREATE INDEX sessions_age ON sessions (expires_at)');
    await runner.query(`CREATE TABLE sign_in_links (
      hash bytea PRIMARY KEY,
      organization_id text COLLATE "C" NOT NULL REFERENCES organizations (id),
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    )`);
    await runner.query('CREATE INDEX sign_in_links_age ON sign_in_links (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_links, sessions');
  }
}
