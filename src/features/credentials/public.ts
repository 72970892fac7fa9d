export { giveLogin, hashSecrets, prepareLogin } from './give-login.ts';
export { endSessions, openDoor, removeCredentials } from './store.ts';
