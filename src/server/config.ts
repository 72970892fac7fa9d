import { resolve } from 'node:path';

/** What the environment says; nothing else configures a server. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where the embedded PostgreSQL keeps its data. */
  readonly dataDirectory: string;
  /** A PostgreSQL of one's own instead; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly trustProxy: boolean;
}

/** What the environment says to every program, with the directory that counts when it does not say. */
export const environmentHelpOf = (directory: string): string => `Configuration, by environment:
  HOST            address to listen on (127.0.0.1)
  PORT            port to listen on (8080; 0 takes a free one)
  CUSTODIAN_DATA  directory of the embedded PostgreSQL (${directory})
  TRUST_PROXY     1 behind a proxy that sets X-Forwarded-For and X-Forwarded-Proto`;

export const environmentHelp = `${environmentHelpOf('var/custodian')}
  DATABASE_URL    a PostgreSQL 15 to 18 of your own instead of the embedded one: the address of
                  the role custodian_app, which owns nothing. Before the first start and after each
                  update, migrate with the owner's address:
                  DATABASE_URL=postgres://owner@host/db npm run custodian -- migrate`;

/** @throws {Error} in a sentence, for what is no port and no database. */
export function readConfig(environment: NodeJS.ProcessEnv, defaultDirectory: string): Config {
  const port = Number(environment['PORT'] || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port: ${environment['PORT']}`);
  const databaseUrl = environment['DATABASE_URL'] || undefined;
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new Error('DATABASE_URL is no address of a PostgreSQL: it begins with postgres://');
  return {
    host: environment['HOST'] || '127.0.0.1',
    port,
    dataDirectory: resolve(environment['CUSTODIAN_DATA'] || defaultDirectory),
    databaseUrl,
    trustProxy: environment['TRUST_PROXY'] === '1',
  };
}
