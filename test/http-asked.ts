import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect } from 'vitest';
import { buildApp } from '#server/app.ts';
import { askAs, type Asked } from './asking.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Clinic, clinic } from './staff.ts';

export let db: TestDatabase;
let app: FastifyInstance;
export let c: Clinic;
export const ask = (asked: Asked) => askAs(app, c.ada, asked);

export const flawed = (...errors: [path: string, message: string][]) => ({
  errors: errors.map(([path, message]) => ({ path, message: expect.stringContaining(message) as string })),
});

const person = { lastName: 'Solheim', firstName: 'Maren', type: 'nurse', speciality: '', address: '' };
const contact = { homePhone: '', workPhone: '', cellPhone: '', fax: '', contactEmail: '' };
export const maren = () => ({ ...person, ...contact, siteIds: [c.siteId], roleIds: [c.roles.frontDesk] });

export const add = (given: object, headers?: Asked['headers']): Asked => ({
  method: 'POST',
  url: '/api/users',
  payload: { ...maren(), ...given },
  ...(headers ? { headers } : {}),
});

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
