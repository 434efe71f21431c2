import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trial writes (write-probe.ts). A row fills a page, so that a write extends the table. */
export class WriteProbes1764000020000 implements MigrationInterface {
  name = 'WriteProbes1764000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE write_probes (filler text STORAGE PLAIN NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE write_probes');
  }
}
