import { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { buildApp } from '#server/app.ts';
import { askAs, type Asked } from './asking.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Clinic, clinic } from './staff.ts';

export let db: TestDatabase;
let app: FastifyInstance;
export let c: Clinic;
export const ask = (asked: Asked, of = app) => askAs(of, c.ada, asked);

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
    app = await buildApp(db.pool);
    c = await clinic(db.owner);
  });
  afterAll(async () => {
    await app.close();
    await db.drop();
  });
}
