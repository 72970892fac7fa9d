// A server in a process of its own, for whoever means to kill it: says where it answers, and goes on until it is ended.
import { openPool } from '#kernel/db.ts';
import { buildApp } from '#server/app.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const app = await buildApp(openPool(databaseUrl, 5));
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
